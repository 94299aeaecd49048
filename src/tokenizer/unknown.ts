import type { TokenizerKind } from '../config/settings';
import { isTooLong, normalizeWord, wordsWithin } from './normalize';
import { MAX_WORD_CHARS, UNK_ID, type Vocabulary } from './vocabulary';
import type { EncodedWord } from './wordPiece';

/** Why a word is [UNK]: it has too many characters, or the vocabulary cannot spell it. */
export type UnknownReason = 'long' | 'spelling';

/** Why a piece of a word is [UNK]; undefined if none is. */
export function whyUnknown(
  raw: string,
  { ids }: Pick<EncodedWord, 'ids'>,
  vocabulary: Vocabulary,
): UnknownReason | undefined {
  if (!ids.includes(UNK_ID)) return undefined;
  const long = wordsWithin(raw, vocabulary).some(
    (part) =>
      isTooLong(part, vocabulary) && isTooLong(normalizeWord(part, vocabulary).text, vocabulary),
  );
  return long ? 'long' : 'spelling';
}

/** What is wrong with an unknown word, as the end of a sentence about it: “It …”. */
export function sayUnknown(reason: UnknownReason, tokenizer: TokenizerKind): string {
  if (reason === 'long') {
    return `has more than ${MAX_WORD_CHARS} characters, the most that BERT reads as one word. Set “Tokens” to “Characters” under Model, or put spaces between its parts`;
  }
  return tokenizer === 'word'
    ? 'is not among the words of the vocabulary'
    : 'has characters that the vocabulary lacks';
}

/** How much of a text is unknown for one reason. */
export interface UnknownShare {
  /** Of the tokens, 0 to 1 */
  readonly tokens: number;
  /** Of the characters of its words, 0 to 1: a single [UNK] may stand for very many */
  readonly characters: number;
}
