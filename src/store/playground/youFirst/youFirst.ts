import type { WorkerClient } from '../../../client/workers';
import type { WordToGuess } from '../../../dataset/wordsToGuess';
import type { TrainerEvent, TrainerRequest } from '../../../protocol/trainer';
import type { NoticeState } from '../../page';
import type { Slice } from '../../slice';
import { isSameCut } from '../prepared';
import type { Specimen } from '../specimen';
import type { PlaygroundState } from '../state';
import type { WatchActions } from '../watch';
import { lookAt, modelGuess } from './modelGuess';
import type { ModelSitting, YouFirst } from './state';
import { isRightWord, whyNoWord } from './words';

/** Blanks of one exam. */
export const ITEMS = 10;

type Readings = Extract<TrainerEvent, { type: 'readings' }>;

/** Whether the page has to cover what would give the answers away. */
export const isCovered = ({ youFirst }: Pick<PlaygroundState, 'youFirst'>): boolean =>
  youFirst !== undefined && !youFirst.isFinished;

/** Without the sentence that the person has just seen, unless the text has no other. */
function notWatched(words: readonly WordToGuess[], watched: Specimen | undefined) {
  if (watched?.source.kind !== 'sentence') return words;
  const { index } = watched.source;
  const others = words.filter(({ sentence }) => sentence.index !== index);
  return others.length > 0 ? others : words;
}

/** An exam for the person, and then the same one for the model. */
export function createYouFirstActions(
  store: Slice<PlaygroundState & NoticeState>,
  trainer: Pick<WorkerClient<TrainerRequest>, 'post'>,
  watch: Pick<WatchActions, 'watchSentence'>,
) {
  let requestId = 0;
  const get = () => store.getState().youFirst;
  const patch = (change: Partial<YouFirst>) => {
    const youFirst = get();
    if (youFirst) store.setState({ youFirst: { ...youFirst, ...change } });
  };

  /** Asks the model for its words, all at one step. Its answer joins `sittings`. */
  const ask = () => {
    const { run, youFirst } = store.getState();
    if (!youFirst) return;
    requestId++;
    patch({ isAsking: true });
    if (!run.facts) return; // asked once it is loaded
    const looks = youFirst.items.map((item) => lookAt(item, requestId));
    trainer.post({ type: 'looks', runId: run.runId, requestId, looks });
  };

  const leave = () => {
    requestId++; // what the model was asked is no longer wanted
    store.setState({ youFirst: undefined });
  };

  /** To the results, if nothing is open; else to the first item that is. */
  const finish = () => {
    const { youFirst, run } = store.getState();
    if (!youFirst || youFirst.isFinished) return;
    const open = youFirst.words.indexOf(undefined);
    if (open >= 0) {
      patch({ at: open });
      return;
    }
    patch({ isFinished: true });
    const last = youFirst.sittings.at(-1);
    if (last?.step !== run.step || last.runId !== run.runId) ask();
  };

  return {
    /**
     * Covers what the model guesses, and asks the person ten words of the loaded text. Starts anew where it is on.
     *
     * @param set which ten, from 0; later ones follow on an exam
     * @returns why it cannot, in words for the page
     */
    start(set = 0): string | undefined {
      const { run, watch, youFirst } = store.getState();
      const of = run.loaded?.prepared;
      if (!of) return 'The model is not ready yet. Wait a moment and try again.';
      const pool =
        set > 0 && youFirst ? youFirst.pool : notWatched(of.cut?.toGuess ?? [], watch.specimen);
      const items = pool.slice(set * ITEMS, (set + 1) * ITEMS);
      if (items.length === 0) {
        return set > 0
          ? 'This text has no more held-out sentences to ask.'
          : 'No held-out sentence of this text has a word to ask: each is too long for the model to read at once, or a single word.';
      }
      store.setState({
        youFirst: {
          ...{ set, pool, items, of, at: 0, isFinished: false, shown: undefined },
          words: items.map(() => undefined),
          right: items.map(() => undefined),
          ...{ sittings: [], isAsking: false },
        },
      });
      ask();
      return undefined;
    },

    /**
     * The person's word for an item, in the place of one said before; '' is "I don't know".
     *
     * @returns why the word is not taken, in words for the page; undefined where it is
     */
    answer(index: number, word: string): string | undefined {
      const youFirst = get();
      const item = youFirst?.items[index];
      if (!item || youFirst.isFinished) return 'There is nothing to answer now.';
      const { vocabulary } = youFirst.of;
      const why = whyNoWord(word, vocabulary);
      if (why !== undefined) return why;
      patch({
        words: youFirst.words.with(index, word.trim()),
        right: youFirst.right.with(index, isRightWord(word, item, vocabulary)),
      });
      return undefined;
    },

    /** To the item after this one. From the last to the first that is still open; where none is, to the results. */
    next() {
      const youFirst = get();
      if (!youFirst || youFirst.isFinished) return;
      const { at, items } = youFirst;
      if (at + 1 < items.length) patch({ at: at + 1 });
      else finish();
    },
    finish,

    /** To the item before this one. */
    back() {
      const youFirst = get();
      if (youFirst && !youFirst.isFinished) patch({ at: Math.max(0, youFirst.at - 1) });
    },

    ask,

    /** Of a finished exam, shows an item's sentence in the specimen; undefined goes back to the results. */
    show(index: number | undefined) {
      const youFirst = get();
      if (!youFirst?.isFinished) return;
      patch({ shown: index });
      const item = index === undefined ? undefined : youFirst.items[index];
      if (item) watch.watchSentence(item.sentence, item.blanks);
    },

    leave,

    /** A model was loaded: of another text or vocabulary it cannot be asked the same blanks. */
    onLoaded() {
      const { run, youFirst } = store.getState();
      if (!youFirst || !run.loaded) return;
      if (isSameCut(youFirst.of, run.loaded.prepared)) {
        if (youFirst.isAsking) ask();
        return;
      }
      leave();
      store.setState({
        notice: '“You first” has ended, because the text or its tokens are other ones now.',
      });
    },

    onReadings({ requestId: answered, runId, readings }: Readings) {
      const youFirst = get();
      const [first] = readings;
      if (!youFirst || !first || answered !== requestId) return;
      const { tokens } = youFirst.of.vocabulary;
      const { step, context } = first;
      const { loaded } = store.getState().run;
      if (!loaded) return;
      const sitting: ModelSitting = {
        ...{ runId, step, context, beginFrom: loaded.settings.beginFrom },
        guesses: youFirst.items.map((item, i) => modelGuess(item, readings[i]!, tokens)),
      };
      const others = youFirst.sittings.filter((s) => s.runId !== runId || s.step !== step);
      patch({ sittings: [...others, sitting], isAsking: false });
    },
  };
}

export type YouFirstActions = ReturnType<typeof createYouFirstActions>;
