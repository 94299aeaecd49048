import type { Desk } from '../use';
import { anywhere, nGramsOf, oddness } from './oddness';

/** Oddness of each word of each sentence. */
export type Scores = readonly ArrayLike<number>[];

export interface Contender {
  readonly who: string;
  readonly name: string;
  score(sentences: readonly (readonly string[])[]): Promise<Scores>;
}

export const modelOf = (desk: Desk, read: readonly string[]): Contender => ({
  ...{ who: 'model', name: 'The model' },
  score: (sentences) => byModel(desk, read, sentences),
});

async function byModel(
  { reader, onProgress, pause }: Desk,
  read: readonly string[],
  sentences: readonly (readonly string[])[],
): Promise<Scores> {
  const usual = anywhere(read);
  const scores: Float64Array[] = [];
  for (let i = 0; i < sentences.length; i += 16) {
    const some = sentences.slice(i, i + 16).map((words) => reader.encode(words.join(' ')));
    scores.push(...(await oddness(reader, some, usual)));
    onProgress(scores.length / sentences.length);
    await pause();
  }
  return scores;
}

const byNGrams = (
  read: readonly string[],
  order: number,
  logP: 'around' | 'between',
): Contender['score'] => {
  const model = nGramsOf(read, order);
  const usual = anywhere(read);
  return async (sentences) =>
    sentences.map((words) => {
      const lower = words.map((word) => word.toLowerCase());
      return lower.map((word, i) => usual(word) - model[logP](lower, i));
    });
};

/**
 * n-grams, asked in two ways: what a word and its next ones have for their left neighbours, as is usual; and, as the model is
 * asked, for what stands at a place, given both of its sides. The second tries every word there, which is slow.
 */
export function nGramRivals(read: readonly string[], orders: readonly number[]): Contender[] {
  const names: Readonly<Record<number, string>> = {
    2: 'Pairs of words',
    3: 'Three words in a row',
  };
  return [
    ...orders.map((n) => ({
      ...{ who: `${n}`, name: names[n]! },
      score: byNGrams(read, n, 'around'),
    })),
    ...orders.map((n) => ({
      ...{ who: `${n}-tried`, name: `${names[n]}, all words tried in its place` },
      score: byNGrams(read, n, 'between'),
    })),
  ];
}
