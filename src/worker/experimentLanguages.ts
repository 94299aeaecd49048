import { type Language, makeLanguage } from '../artificial/language';
import { makePieces } from '../artificial/pieces';
import { macrotask } from '../base/pause';
import { EXPERIMENT_SENTENCES, EXPERIMENT_SETTINGS } from '../config/experiments';
import type { ExperimentRun } from '../protocol/experiments';
import { createRest } from '../train/rest';
import type { Learnable } from './learnable';

/** Languages that are ready, by grammar, the most recently used last */
const ready = new Map<string, Promise<Language>>();
/** As many as a person switches between. */
const MOST_READY = 3;
/** Languages with their words in pieces, by the size of the vocabulary that was asked for */
const cut = new WeakMap<Language, Map<number, Promise<Language>>>();

/** The language of a grammar, made ready once. */
export function languageOf(grammar: string): Promise<Language> {
  const making =
    ready.get(grammar) ??
    makeLanguage({
      grammar,
      sentences: EXPERIMENT_SENTENCES,
      seed: 1,
      sequenceLength: EXPERIMENT_SETTINGS.maxPositionEmbeddings,
      rest: createRest(macrotask, () => true),
    });
  ready.delete(grammar);
  ready.set(grammar, making);
  making.catch(() => ready.delete(grammar));
  const [oldest] = ready.keys();
  if (ready.size > MOST_READY) ready.delete(oldest!);
  return making;
}

/** What a run learns from. */
export async function learnedBy(
  { pieces, sentences }: ExperimentRun,
  whole: Language,
): Promise<Language> {
  let of = whole;
  if (pieces !== undefined) {
    const known = cut.get(whole) ?? new Map<number, Promise<Language>>();
    cut.set(whole, known);
    const making = known.get(pieces) ?? makePieces(whole, pieces);
    known.set(pieces, making);
    of = await making;
  }
  if (sentences === undefined) return of;
  const { firstUnit, lastUnit } = of.dataset.trainWindows;
  const trainWindows = {
    firstUnit: firstUnit.subarray(0, sentences),
    lastUnit: lastUnit.subarray(0, sentences),
  };
  return { ...of, dataset: { ...of.dataset, trainWindows } };
}

/** A language as experiments learn it: each word is a token, and its exact answers are known. */
export function learnableLanguage(grammar: string, whole: Language): Learnable {
  const { summary, exam, vocabulary } = whole;
  return {
    ...{ id: grammar, summary, exam, vocabulary },
    async materialFor(run) {
      const { dataset, vocabSize, ...of } = await learnedBy(run, whole);
      return {
        ...{ dataset, exam: of.exam, vocabulary: of.vocabulary, vocabSize },
        ...{ truth: of.truth, telling: of.summary.telling, labels: of.labels },
        settings: {
          ...run.settings,
          maxPositionEmbeddings: dataset.sequenceLength,
          // For the Library to show; the text is cut already.
          ...(run.pieces !== undefined && { tokenizer: 'wordpiece', vocabSize: run.pieces }),
        },
        ...{ begin: undefined, keepsBest: false },
      };
    },
  };
}
