import type { TokenizerKind } from '../config/settings';
import { addUses, type CharUse, chooseAlphabet, MIN_VOCAB_SIZE } from './alphabet';
import { MAX_WORD_CHARS, NO_WORD_LIMIT, SPECIAL_TOKENS } from './vocabulary';
import { type TrainerOptions, trainWordPiece } from './wordPieceTrainer';

const STRIDE = 8192;

/**
 * The most frequent words, whole; in a text every other word is [UNK]. Of words that are equally frequent
 * the one that sorts first. Words over 100 characters are left out, as the encoder makes them [UNK], and
 * so is the empty word, all that is left of an accent by itself where accents are stripped.
 */
function* wholeWords(
  wordCounts: ReadonlyMap<string, number>,
  { vocabSize, minFrequency = 1 }: TrainerOptions,
): Generator<number, string[], undefined> {
  const kept: [string, number][] = [];
  let seen = 0;
  for (const entry of wordCounts) {
    const [word, count] = entry;
    const fits = word !== '' && [...word].length <= MAX_WORD_CHARS;
    if (count >= minFrequency && fits) kept.push(entry);
    if (++seen % STRIDE === 0) yield seen / wordCounts.size;
  }
  kept.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const room = vocabSize - SPECIAL_TOKENS.length;
  return [...SPECIAL_TOKENS, ...kept.slice(0, room).map(([word]) => word)];
}

/**
 * Every character that there is room for, alone and as one that continues a word: the alphabet that WordPiece
 * begins with, which knows no least frequency either.
 */
function* characters(
  wordCounts: ReadonlyMap<string, number>,
  { vocabSize }: TrainerOptions,
): Generator<number, string[], undefined> {
  const uses = new Map<string, CharUse>();
  let seen = 0;
  for (const [word, count] of wordCounts) {
    addUses(uses, word, count);
    if (++seen % STRIDE === 0) yield seen / wordCounts.size;
  }
  const room = vocabSize - SPECIAL_TOKENS.length;
  return [...SPECIAL_TOKENS, ...chooseAlphabet(uses, Number.POSITIVE_INFINITY, room)];
}

/**
 * The most characters of a word that is no [UNK]. Pieces and words have BERT's limit; where characters are tokens
 * a word of any length is spelled, so that texts without spaces between words can be read.
 */
export const longestWord = (kind: TokenizerKind): number =>
  kind === 'character' ? NO_WORD_LIMIT : MAX_WORD_CHARS;

/**
 * Learns a vocabulary of this kind from words and their counts. All kinds are encoded by one encoder: its
 * longest piece is a whole word, or a character, where the vocabulary holds nothing else.
 *
 * A generator, so that the caller decides when to rest: it yields the share done, 0 to 1, and returns the
 * tokens, index = id.
 *
 * @throws if vocabSize or minFrequency is out of range.
 */
export function learnVocabulary(
  kind: TokenizerKind,
  wordCounts: ReadonlyMap<string, number>,
  options: TrainerOptions,
): Generator<number, string[], undefined> {
  if (!(options.vocabSize >= MIN_VOCAB_SIZE)) {
    throw new Error(`learnVocabulary: vocabSize ${options.vocabSize} is below ${MIN_VOCAB_SIZE}`);
  }
  if (kind === 'word') return wholeWords(wordCounts, options);
  if (kind === 'character') return characters(wordCounts, options);
  return trainWordPiece(wordCounts, options);
}

/**
 * The size of the vocabulary that can spell every word: each character alone and, where one does, as one that
 * continues a word; of whole words each word. Yields the share done.
 */
export function* spellingSize(
  kind: TokenizerKind,
  wordCounts: ReadonlyMap<string, number>,
): Generator<number, number, undefined> {
  if (kind === 'word') return SPECIAL_TOKENS.length + wordCounts.size;
  const uses = new Map<string, CharUse>();
  let seen = 0;
  for (const [word, count] of wordCounts) {
    addUses(uses, word, count);
    if (++seen % STRIDE === 0) yield seen / wordCounts.size;
  }
  let size = SPECIAL_TOKENS.length;
  for (const { continues } of uses.values()) size += continues ? 2 : 1;
  return size;
}
