import { formatCount } from '../../base/format';
import type { WorkerClient } from '../../client/workers';
import { otherHeads } from '../../config/sameHeads';
import type { Settings } from '../../config/settings';
import type { AttentionMaps, ReferenceAnswer, SavedModel, View } from '../../protocol/look';
import type { TrainerRequest } from '../../protocol/trainer';
import type { NoticeState } from '../page';
import { patcher, type Slice } from '../slice';
import { lookInput } from './specimen';
import type { PlaygroundState, WatchState } from './state';

/** Another run, with all that its model needs. */
export interface ComparedRun {
  readonly id: string;
  readonly name: string;
  readonly settings: Settings;
  /** [V] */
  readonly vocabulary: readonly string[];
  /** Flat, as the trainer's model has them */
  readonly parameters: Float32Array;
}

/** Compares the heads with another moment of this run, or with another run. */
export function createCompareActions(
  store: Slice<Pick<PlaygroundState, 'run' | 'watch'> & NoticeState>,
  trainer: WorkerClient<TrainerRequest>,
) {
  let requestId = 0;
  /** Counts what was chosen to compare with */
  let choice = 0;
  let saved: ComparedRun | undefined;

  const set = patcher(store, 'watch');

  /** The answer of the trainer, or why none can be had; of the run that is compared with. */
  const take = (found: { maps: AttentionMaps } | { refusal: string } | undefined) => {
    if (!saved) return;
    const { id, name } = saved;
    const blank = { maps: undefined, refusal: undefined };
    set({ compare: { with: 'run', id, name, ...blank, ...found } });
  };

  /** Why the run cannot be compared with, as far as the page knows. */
  const refusal = ({ settings, vocabulary }: ComparedRun): string | undefined => {
    const { loaded } = store.getState().run;
    if (!loaded) return undefined;
    const tokens = loaded.prepared.vocabulary.tokens;
    if (tokens.length !== vocabulary.length || tokens.some((t, i) => t !== vocabulary[i])) {
      return 'That run has another vocabulary, so its model would read this sentence as other tokens. Choose a run with the same text and vocabulary.';
    }
    return otherHeads(settings, loaded.settings);
  };

  /** Asks what the other run looks at in the present sentence. Returns why it cannot be compared with, if so. */
  const askAgain = (): string | undefined => {
    const { run, watch } = store.getState();
    if (!saved || watch.compare.with !== 'run') return undefined;
    requestId++; // what was asked before is about another sentence
    const wrong = refusal(saved);
    take(wrong === undefined ? undefined : { refusal: wrong });
    // With no model loaded there is nobody to ask: once it is, its sentence is shown, and this asked again.
    if (wrong !== undefined || !run.facts || !watch.specimen) return wrong;
    const { settings, parameters, vocabulary } = saved;
    const model: SavedModel = { settings, parameters, vocabSize: vocabulary.length };
    const look = { requestId, ...lookInput(watch.specimen) };
    trainer.post({ type: 'reference', runId: run.runId, model, look });
    return undefined;
  };

  /**
   * Compares with another run, in each sentence that is watched from now on; with nothing where it is left out.
   * Returns in words for the page why that cannot be, and shows it too.
   */
  const compareWithRun = (run: ComparedRun | undefined): string | undefined => {
    choice++;
    saved = run;
    if (run) take(undefined);
    else set({ compare: { with: 'nothing' } });
    return askAgain();
  };

  return {
    compareWith(what: 'nothing' | 'first' | 'pinned') {
      choice++;
      saved = undefined;
      set({ compare: { with: what } });
    },

    /** Compares with the moment that is shown, from now on. */
    pin(view: View) {
      choice++;
      saved = undefined;
      set({ pinned: view, compare: { with: 'pinned' } });
    },

    compareWithRun,

    /** Compares with a run that has still to be read, unless something else is chosen meanwhile: the last choice counts. */
    async compareOnceRead(read: () => Promise<ComparedRun | undefined>) {
      const mine = ++choice;
      const run = await read();
      if (mine !== choice) return;
      if (run) compareWithRun(run);
      else {
        const notice =
          'The weights of that run could not be read from this browser’s storage. Reload the page and try again.';
        store.setState({ notice });
      }
    },

    askAgain,

    onReference(answer: ReferenceAnswer) {
      if (answer.requestId === requestId && store.getState().watch.compare.with === 'run') {
        take('maps' in answer ? { maps: answer.maps } : { refusal: answer.refusal });
      }
    },
  };
}

/** What `shown` is compared with and how the page calls it; undefined where it stands for itself. */
export function comparedWith(
  { compare, views, pinned }: Pick<WatchState, 'compare' | 'views' | 'pinned'>,
  shown: View | undefined,
): { readonly maps: AttentionMaps; readonly name: string } | undefined {
  const step = (view: View) => `step ${formatCount(view.step)}`;
  const found = {
    nothing: () => undefined,
    first: () => views[0] && { maps: views[0], name: step(views[0]) },
    pinned: () => pinned && { maps: pinned, name: `${step(pinned)}, pinned` },
    run: () =>
      compare.with === 'run' && compare.maps
        ? { maps: compare.maps, name: `“${compare.name}”` }
        : undefined,
  }[compare.with]();
  const fits =
    found &&
    shown &&
    found.maps.length === shown.length &&
    found.maps.layers === shown.layers &&
    found.maps.heads === shown.heads;
  return fits ? found : undefined;
}
