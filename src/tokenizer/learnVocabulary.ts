import type { TokenizerKind } from '../config/settings';
import { addUses, type CharUse, chooseAlphabet, MIN_VOCAB_SIZE } from './alphabet';
import { appendWords } from './appendWords';
import { createMostFrequent } from './mostFrequent';
import { MAX_WORD_CHARS, NO_WORD_LIMIT, SPECIAL_TOKENS, type Vocabulary } from './vocabulary';
import type { WordCounts } from './wordCounts';
import { type TrainerOptions, trainWordPiece } from './wordPieceTrainer';

const STRIDE = 8192;

/**
 * The most frequent words, as whole tokens; every other word of a text is [UNK]. Of equally frequent words the one
 * that sorts first is kept. Words over 100 characters are left out, because the encoder makes them [UNK]. So is the
 * empty word: what remains of an accent by itself once accents are stripped.
 */
function* wholeWords(
  wordCounts: WordCounts,
  { vocabSize, minFrequency = 1 }: TrainerOptions,
): Generator<number, string[], undefined> {
  const kept = createMostFrequent(vocabSize - SPECIAL_TOKENS.length);
  let seen = 0;
  for (const entry of wordCounts) {
    const [word, count] = entry;
    const fits = word !== '' && [...word].length <= MAX_WORD_CHARS;
    if (count >= minFrequency && fits) kept.add(entry);
    if (++seen % STRIDE === 0) yield seen / wordCounts.size;
  }
  return [...SPECIAL_TOKENS, ...kept.words()];
}

/**
 * As many characters as fit, alone and as continuations of a word: the alphabet that WordPiece starts from. Like
 * WordPiece's, it takes no notice of the least frequency.
 */
function* characters(
  wordCounts: WordCounts,
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
 * The length in characters above which a word is [UNK]. Word pieces and whole words have BERT's limit. Characters
 * have none, so that texts without spaces between words can be read.
 */
export const longestWord = (kind: TokenizerKind): number =>
  kind === 'character' ? NO_WORD_LIMIT : MAX_WORD_CHARS;

// biome-ignore lint/correctness/useYield: the others take a while, this one does not
function* unchanged(own: Vocabulary | undefined): Generator<number, string[], undefined> {
  if (own) return [...own.tokens];
  throw new Error(
    'the model whose tokens it is cut into is not on this page any more; open it again, or choose other tokens',
  );
}

/**
 * Learns a vocabulary of this kind from words and their counts. The same encoder serves all kinds: the longest
 * piece it finds is a whole word, or a single character, if the vocabulary has nothing else.
 *
 * A generator, so that the caller decides when to pause: it yields the share done, 0 to 1, and returns the
 * tokens, index = id.
 *
 * @throws if vocabSize or minFrequency is out of range, or the starter's vocabulary is missing.
 */
export function learnVocabulary(
  kind: TokenizerKind,
  wordCounts: WordCounts,
  options: TrainerOptions & {
    /** The starter's, to which words are appended, or the opened model's, which stays as it is */
    readonly own?: Vocabulary | undefined;
  },
): Generator<number, string[], undefined> {
  if (!(options.vocabSize >= MIN_VOCAB_SIZE)) {
    throw new Error(`learnVocabulary: vocabSize ${options.vocabSize} is below ${MIN_VOCAB_SIZE}`);
  }
  if (kind === 'word') return wholeWords(wordCounts, options);
  if (kind === 'character') return characters(wordCounts, options);
  if (kind === 'starter') {
    if (!options.own) throw new Error('learnVocabulary: the vocabulary of the starter is missing');
    return appendWords(options.own, wordCounts, options);
  }
  if (kind === 'model') return unchanged(options.own);
  return trainWordPiece(wordCounts, options);
}

/**
 * The size of the vocabulary that can spell every word: the special tokens and each character, alone and, if it ever
 * continues a word, as a continuation; for whole words, each word. Yields the share done.
 */
export function* spellingSize(
  kind: TokenizerKind,
  wordCounts: WordCounts,
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
