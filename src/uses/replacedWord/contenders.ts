import type { Desk } from '../use';
import { anywhere, nGramsOf, oddness } from './oddness';

/** Oddness of each word of each sentence. */
export type Scores = readonly ArrayLike<number>[];

/** Told how far it has come, 0 to 1, before it lets waiting messages in. */
type Rest = (fraction: number) => Promise<void>;

export interface Contender {
  readonly who: string;
  readonly name: string;
  score(sentences: readonly (readonly string[])[], rest: Rest): Promise<Scores>;
}

/** Sentences between two rests */
const AT_ONCE = 16;

/** Scores sentences some at a time. */
const inPortions =
  (some: (sentences: readonly (readonly string[])[]) => Scores | Promise<Scores>) =>
  async (sentences: readonly (readonly string[])[], rest: Rest): Promise<Scores> => {
    const scores: ArrayLike<number>[] = [];
    while (scores.length < sentences.length) {
      scores.push(...(await some(sentences.slice(scores.length, scores.length + AT_ONCE))));
      await rest(scores.length / sentences.length);
    }
    return scores;
  };

export function theModel({ reader }: Desk, read: readonly string[]): Contender {
  const usual = anywhere(read);
  const encode = (words: readonly string[]) => reader.encode(words.join(' '));
  return {
    ...{ who: 'model', name: 'The model' },
    score: inPortions((sentences) => oddness(reader, sentences.map(encode), usual)),
  };
}

function byNGrams(read: readonly string[], order: number, logP: 'around' | 'between') {
  const usual = anywhere(read);
  return inPortions((sentences) => {
    const model = nGramsOf(read, order);
    return sentences.map((words) => {
      const lower = words.map((word) => word.toLowerCase());
      return lower.map((word, i) => usual(word) - model[logP](lower, i));
    });
  });
}

/**
 * n-grams, asked in two ways: what a word and its next ones have for their left neighbours, as is usual; and, as the model is
 * asked, for what stands at a place, given both of its sides. The second tries every word there, which is slow.
 */
export function nGramRivals(read: readonly string[], orders: readonly number[]): Contender[] {
  const names: Readonly<Record<number, string>> = {
    2: 'Pairs of words (bigrams)',
    3: 'Three words in a row (trigrams)',
  };
  return [
    ...orders.map((n) => ({
      ...{ who: `${n}`, name: names[n]! },
      score: byNGrams(read, n, 'around'),
    })),
    ...orders.map((n) => ({
      ...{ who: `${n}-tried`, name: `${names[n]}, every word tried in its place` },
      score: byNGrams(read, n, 'between'),
    })),
  ];
}
