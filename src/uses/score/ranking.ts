import { key, permutation } from '../../base/random';

/**
 * Documents best first. Equal scores are put in an order drawn once, the same for everyone: neither the first nor the last
 * document may gain from it that a rival gives many of them nothing.
 *
 * @returns [N], numbers of documents
 */
export function ranked(scores: ArrayLike<number>): readonly number[] {
  const drawn = permutation(key(scores.length), scores.length);
  return Array.from(drawn).sort((a, b) => scores[b]! - scores[a]!);
}

/** Mean of the precision at each right document's rank (Manning, Raghavan and Schütze 2008, section 8.4). */
export function averagePrecision(
  scores: ArrayLike<number>,
  isRight: (document: number) => boolean,
): number {
  let found = 0;
  let sum = 0;
  ranked(scores).forEach((document, rank) => {
    if (isRight(document)) sum += ++found / (rank + 1);
  });
  return found > 0 ? sum / found : 0;
}

/** Rank of a document, from 1. */
export const rankOf = (scores: ArrayLike<number>, document: number): number =>
  ranked(scores).indexOf(document) + 1;
