import { wordsOf } from '../material';
import type { Encoded, Reader } from '../reader';
import { type NGrams, trainNGrams } from '../rivals/ngram';
import { wordLogProbabilities } from '../score/pseudoLogLikelihood';

/** ln p of a word anywhere in the text. */
export type Anywhere = (word: string) => number;

const trained = new WeakMap<readonly string[], Map<number, NGrams>>();

/** An n-gram model of these sentences, trained once. */
export function nGramsOf(read: readonly string[], order: number): NGrams {
  const models = trained.get(read) ?? new Map<number, NGrams>();
  trained.set(read, models);
  const model = models.get(order) ?? trainNGrams(read.map(wordsOf), order);
  models.set(order, model);
  return model;
}

export function anywhere(read: readonly string[]): Anywhere {
  const single = nGramsOf(read, 1);
  return (word) => single.logProbability(word.toLowerCase(), []);
}

/**
 * How odd each word is in its place, in nats: ln p of the word anywhere in the text less ln p of it here, where it alone is
 * hidden. A rare word is not odd for being rare.
 *
 * @returns for each text a value for each of its words
 */
export async function oddness(
  reader: Reader,
  texts: readonly Encoded[],
  usual: Anywhere,
): Promise<readonly Float64Array[]> {
  const here = await wordLogProbabilities(
    reader,
    texts.map((encoded) => ({ encoded })),
  );
  return here.map((values, i) => values.map((p, w) => usual(texts[i]!.words[w]!.text) - p));
}
