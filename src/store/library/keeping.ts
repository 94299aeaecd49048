import type { TrainingState } from '../../base/trainingState';
import type { WorkerClient } from '../../client/workers';
import type { Source } from '../../protocol/texts';
import type { TrainerEvent, TrainerRequest } from '../../protocol/trainer';
import type { KeptRun, SavedRun } from '../../storage/keptRun';
import { usualOf } from '../playground/languageSettings';
import type { RunActions } from '../playground/run';
import { toSaved } from '../playground/savedRun';
import type { PlaygroundState } from '../playground/state';
import { patcher, type Reads, type Slice } from '../slice';
import type { List } from './list';
import { defaultName } from './runName';
import { type LibrarySlice, libraryProblem } from './state';

export interface KeepingParts {
  readonly playground: Reads<PlaygroundState>;
  readonly trainer: Pick<WorkerClient<TrainerRequest>, 'post'>;
  readonly run: Pick<RunActions, 'onKept'>;
  readonly chosenIn: (source: Source) => PlaygroundState['byHand'];
  readonly list: Pick<List, 'add'>;
  readonly say: (notice: string) => void;
}

/** Keeps the playground's run: the trainer is asked for its weights, and answers between two steps. */
export function createKeeping(
  store: Slice<LibrarySlice>,
  { playground, trainer, run, chosenIn, list, say }: KeepingParts,
) {
  const set = patcher(store, 'library');
  const get = () => store.getState().library;
  const present = () => playground.getState().run;
  /** What waits for the playground's run to be kept */
  let afterKeeping: { readonly runId: number; readonly act: () => unknown } | undefined;

  /** Whether the trainer was asked for the present run, or is being asked. */
  const keep = (): boolean => {
    const { facts, step, runId } = present();
    if (!facts || step === 0) return false;
    if (get().keeping === runId) return true;
    set({ keeping: runId });
    trainer.post({ type: 'keep', runId });
    return true;
  };

  /** The name that a kept run gets, and the run with it. */
  const named = (saved: SavedRun, source: Source): KeptRun => {
    const taken = get().list.map(({ name }) => name);
    return {
      ...saved,
      name: defaultName(source.name, saved.settings, taken, usualOf({ ...saved, text: source })),
    };
  };

  return {
    keep,
    named,

    /** Keeps a run that was put aside, and returns its id. */
    keepAside: (saved: SavedRun, source: Source, state: TrainingState): Promise<string> =>
      list.add(named(saved, source), state),

    /** Keeps the playground's run, then acts; where it cannot be kept, says so and does not. */
    keepThen(act: () => unknown) {
      if (keep()) {
        afterKeeping = { runId: present().runId, act };
        return;
      }
      set({
        problem: libraryProblem(
          'The playground’s run cannot be kept.',
          'Its model is gone: the worker that trained it has ended.',
          'Go on without keeping it, or train again.',
        ),
      });
    },

    /** The trainer was ended: what it was asked to keep does not come. */
    onTrainerEnd() {
      if (get().keeping === undefined) return;
      afterKeeping = undefined;
      set({ keeping: undefined });
      say('This run could not be kept: the worker that trained it has ended.');
    },

    async onKept({ runId, snapshot }: Extract<TrainerEvent, { type: 'kept' }>) {
      const now = present();
      if (runId !== now.runId) {
        if (get().keeping === runId) set({ keeping: undefined });
        return;
      }
      const next = afterKeeping?.runId === runId ? afterKeeping.act : undefined;
      afterKeeping = undefined;
      // Taken down before anything else happens: the curves must be those of this step.
      const saved = snapshot && toSaved(now, snapshot, chosenIn);
      if (!saved || !now.loaded) {
        set({ keeping: undefined });
        const why =
          now.facts?.examBlanks === 0
            ? 'its held-out sentences are all unknown tokens, so it has no exam.'
            : 'its loss is not a number. Reset it with a lower learning rate.';
        say(`This run cannot be kept: ${why}`);
        return;
      }
      const id = await list.add(named(saved, now.loaded.prepared.source), snapshot.state);
      set({ keeping: undefined });
      run.onKept(runId, { id, step: saved.step });
      await next?.();
    },
  };
}
