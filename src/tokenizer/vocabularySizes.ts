import { UNK_ID, type Vocabulary } from './vocabulary';
import type { WordCounts } from './wordCounts';
import { createEncoder } from './wordPiece';

/**
 * How many tokens a word becomes on average, and what share of them is unknown, if the vocabulary had only its first
 * `vocabSize` tokens. Pieces are learned one after another, so these are the vocabulary of that size.
 *
 * A generator, so that the caller decides when to pause: it yields the share done, 0 to 1.
 *
 * @param wordCounts how often each normalized word occurs in the text
 */
export function* measureSize(
  { tokens, ...rest }: Vocabulary,
  vocabSize: number,
  wordCounts: WordCounts,
): Generator<number, { tokensPerWord: number; unknownShare: number }, undefined> {
  const encoder = createEncoder({ ...rest, tokens: tokens.slice(0, vocabSize) });
  let words = 0;
  let pieces = 0;
  let unknown = 0;
  let seen = 0;
  for (const [word, count] of wordCounts) {
    const { ids } = encoder.encodeOnce(word);
    words += count;
    pieces += count * ids.length;
    for (const id of ids) if (id === UNK_ID) unknown += count;
    if (++seen % 1024 === 0) yield seen / wordCounts.size;
  }
  return {
    tokensPerWord: pieces / Math.max(1, words),
    unknownShare: unknown / Math.max(1, pieces),
  };
}
