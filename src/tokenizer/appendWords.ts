import { createMostFrequent } from './mostFrequent';
import { MAX_WORD_CHARS, UNK_ID, type Vocabulary } from './vocabulary';
import type { WordCounts } from './wordCounts';
import { createEncoder } from './wordPiece';

const STRIDE = 2048;

/**
 * A vocabulary and, behind its tokens, the words of a text that it would cut into several pieces or not know: the most
 * frequent ones first, until `vocabSize` is reached. Ids of the old tokens stay. A word is left out where it occurs less
 * than `minFrequency` times or exceeds 100 characters.
 *
 * The result is a vocabulary like any other: WordPiece takes the longest piece that fits, so each appended word is one
 * token.
 *
 * @param wordCounts normalized words, as `vocabulary` has them
 *
 * A generator: it yields the share done, 0 to 1, and returns the tokens, index = id.
 */
export function* appendWords(
  vocabulary: Vocabulary,
  wordCounts: WordCounts,
  { vocabSize, minFrequency = 1 }: { readonly vocabSize: number; readonly minFrequency?: number },
): Generator<number, string[], undefined> {
  const encoder = createEncoder(vocabulary);
  const cut = createMostFrequent(Math.max(0, vocabSize - vocabulary.tokens.length));
  let seen = 0;
  for (const [word, count] of wordCounts) {
    if (++seen % STRIDE === 0) yield seen / wordCounts.size;
    if (count < minFrequency || word === '' || [...word].length > MAX_WORD_CHARS) continue;
    const { ids } = encoder.encodeOnce(word);
    if (ids.length > 1 || ids[0] === UNK_ID) cut.add([word, count]);
  }
  return [...vocabulary.tokens, ...cut.words()];
}
