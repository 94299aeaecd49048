import { MASK_ID } from '../../tokenizer/vocabulary';
import type { Encoded, Word } from '../reader';

/** The text with some of its words hidden, still to be asked as usual. */
export function occluded(encoded: Encoded, hidden: readonly Word[]): Encoded {
  const ids = encoded.ids.slice();
  for (const { from, to } of hidden) ids.fill(MASK_ID, from, to);
  return { ...encoded, ids };
}

/**
 * What each word does for a score: the score less the score with that word hidden (occlusion: Zeiler and Fergus, ECCV
 * 2014; Li et al., "Understanding neural networks through representation erasure", 2016).
 *
 * @param words those that are hidden in turn
 * @param score of several texts at once, in order
 * @returns a value for each word: positive where the word helps
 */
export async function occlusion(
  encoded: Encoded,
  words: readonly Word[],
  score: (texts: readonly Encoded[]) => Promise<ArrayLike<number>>,
): Promise<Float64Array> {
  const scores = await score([encoded, ...words.map((word) => occluded(encoded, [word]))]);
  return Float64Array.from(words, (_, i) => scores[0]! - scores[i + 1]!);
}
