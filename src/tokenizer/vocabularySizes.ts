import { UNK_ID, type Vocabulary } from './vocabulary';
import { createEncoder } from './wordPiece';

/**
 * How many tokens words become, and how many of those are unknown, with the first `vocabSize` tokens of a
 * vocabulary: since pieces are learned one after the other, that is the vocabulary of that size.
 *
 * @param wordCounts how often each normalised word stands in the text
 *
 * A generator, so that the caller decides when to rest: it yields the share done, 0 to 1.
 */
export function* measureSize(
  { tokens, ...rest }: Vocabulary,
  vocabSize: number,
  wordCounts: ReadonlyMap<string, number>,
): Generator<number, { tokensPerWord: number; unknownShare: number }, undefined> {
  const encoder = createEncoder({ ...rest, tokens: tokens.slice(0, vocabSize) });
  let words = 0;
  let pieces = 0;
  let unknown = 0;
  let seen = 0;
  for (const [word, count] of wordCounts) {
    const { ids } = encoder.encodeWord(word);
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
