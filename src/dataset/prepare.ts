import type { NumberList } from '../base/ascending';
import { createCodedReader } from '../base/coded';
import { type FirstSeen, loadFirstSeen, storeFirstSeen } from '../base/firstSeen';
import type { TokenizerKind } from '../config/settings';
import { type Corpus, readCorpus } from '../corpus/corpus';
import { createPacer, type Pacer, type PacerOptions, type Phase } from '../corpus/pacer';
import { partsOf } from '../corpus/stored';
import { learnVocabulary, longestWord, spellingSize } from '../tokenizer/learnVocabulary';
import { normalizeWord, wordsWithin } from '../tokenizer/normalize';
import type { UnknownReason, UnknownShare } from '../tokenizer/unknown';
import { UNK_ID, type Vocabulary } from '../tokenizer/vocabulary';
import { createWordCounts, type ManyWordCounts } from '../tokenizer/wordCounts';
import { createEncoder } from '../tokenizer/wordPiece';
import { type Duplicates, findDuplicates } from './duplicates';
import { type EncodedCorpus, encodeCorpus } from './encodeCorpus';
import type { EncodedText } from './encodedText';
import { sentenceHashes } from './sentenceHashes';
import { commonestWord } from './wordsToGuess';

export interface PrepareSettings {
  /** Maximum size of the vocabulary, special tokens included. */
  readonly vocabSize: number;
  readonly doLowerCase: boolean;
  /** False if left out */
  readonly stripAccents?: boolean;
  /** Word pieces if left out */
  readonly tokenizer?: TokenizerKind;
  /** 2 if left out */
  readonly minFrequency?: number;
  /** The vocabulary of the starter or of the opened model, where `tokenizer` says so */
  readonly own?: Vocabulary | undefined;
}

export interface TextStats {
  /** UTF-16 units of the text, white space included. */
  readonly characters: number;
  /** Words and punctuation marks, as the tokenizer separates them. */
  readonly words: number;
  readonly sentences: number;
  readonly tokens: number;
  /** Size of the vocabulary, special tokens included. */
  readonly vocabulary: number;
  /** Share of the tokens that are [UNK], 0 to 1. */
  readonly unknownShare: number;
  /** The same by reason */
  readonly unknown: Readonly<Record<UnknownReason, UnknownShare>>;
  /** Size of the vocabulary that could spell every word of the text (`spellingSize`) */
  readonly alphabet: number;
  /** Sentences that repeat an earlier one word for word, and those that nearly do */
  readonly copies: number;
  readonly near: number;
  /** Whether so many are nearly alike that only copies are kept together */
  readonly tooAlike: boolean;
}

/** A text that has been read: its words, and which sentences repeat others. Does not depend on the settings. */
export interface ReadText {
  readonly corpus: Corpus;
  readonly duplicates: Omit<Duplicates, 'groups'>;
  /** [S] The group of each sentence (`Duplicates.groups`), as `loadFirstSeen` reads them */
  readonly groups: Blob;
  /** Of its sentences: see `sentenceHashes` */
  readonly hashes: Uint32Array;
}

export interface PreparedText {
  readonly vocabulary: Vocabulary;
  /** [V, 2] The two tokens that were joined to make each token; -1 if it was not made by joining */
  readonly mergedFrom: Int32Array<ArrayBuffer>;
  /** See `commonestWord` */
  readonly commonestWord: string | undefined;
  readonly encoded: EncodedText & { readonly groups: FirstSeen };
  /** How its tokens are kept */
  readonly coded: EncodedCorpus['coded'];
  readonly stats: TextStats;
}

/** Longer words, which are [UNK], contribute only characters to the vocabulary: this many of them are enough. */
const LONGEST = 4096;

/**
 * Runs a generator that yields the share done, resting in between. Returns what it returns.
 *
 * @param of the share that this is of the phase: the rest follows
 */
export async function paced<R>(
  steps: Generator<number, R, undefined>,
  phase: Phase,
  pacer: Pacer,
  of = 1,
): Promise<R> {
  let step = steps.next();
  while (!step.done) {
    if (pacer.due()) await pacer.rest(phase, of * step.value);
    step = steps.next();
  }
  return step.value;
}

export interface ReadOptions extends PacerOptions {
  /** BCP 47 tag of the language whose rules decide where sentences end; `und` if left out */
  readonly language?: string;
}

/**
 * Reads a text ('counting') and finds the sentences that repeat others ('comparing').
 *
 * @throws the signal's reason if aborted.
 */
export async function readText(text: Blob, options: ReadOptions = {}): Promise<ReadText> {
  options.signal?.throwIfAborted();
  const pacer = createPacer(options);
  options.onProgress?.({ phase: 'counting', fraction: 0 });
  const corpus = await readCorpus(partsOf(text), text.size, pacer, options.language);
  await pacer.rest('comparing', 0);
  const hashes = sentenceHashes(corpus);
  const { groups, ...duplicates } = await paced(findDuplicates(corpus), 'comparing', pacer);
  corpus.which.putAside();
  const stored = storeFirstSeen(groups);
  groups.release();
  return { corpus, duplicates, groups: stored, hashes };
}

/** How often each normalized word occurs in a text that has been read. */
export async function countWords(
  { words, counts }: Corpus,
  {
    doLowerCase,
    stripAccents = false,
    tokenizer,
  }: Pick<PrepareSettings, 'doLowerCase' | 'stripAccents' | 'tokenizer'>,
  pacer: Pacer,
): Promise<ManyWordCounts> {
  const longest = tokenizer === 'character' ? undefined : LONGEST;
  const normalization = { doLowerCase, stripAccents };
  const wordCounts = createWordCounts();
  const times = createCodedReader(counts);
  let i = 0;
  try {
    for await (const part of words.parts()) {
      const counted = await times.next(part.length);
      let at = 0;
      for (const raw of part) {
        const count = counted[at++]!;
        for (const word of wordsWithin(raw.slice(0, longest), normalization)) {
          const { text } = normalizeWord(word, normalization);
          if (text !== '') wordCounts.add(text, count);
        }
        if (++i % 1024 === 0 && pacer.due()) await pacer.rest('learning', 0);
      }
    }
  } finally {
    await times.close();
  }
  wordCounts.close();
  return wordCounts;
}

async function learn(
  corpus: Corpus,
  settings: PrepareSettings,
  pacer: Pacer,
): Promise<
  Pick<PreparedText, 'vocabulary' | 'mergedFrom' | 'commonestWord'> & Pick<TextStats, 'alphabet'>
> {
  const { vocabSize, doLowerCase, stripAccents = false } = settings;
  const { tokenizer = 'wordpiece', minFrequency = 2, own } = settings;
  const wordCounts = await countWords(corpus, settings, pacer);
  const alphabet = await paced(spellingSize(tokenizer, wordCounts), 'learning', pacer, 0);
  const commonest = await paced(commonestWord(wordCounts), 'learning', pacer, 0);
  const merges: number[] = [];
  const onMerge = (...merge: number[]) => merges.push(...merge);
  const training = learnVocabulary(tokenizer, wordCounts, {
    ...{ vocabSize, minFrequency, onMerge, own },
    onRead: wordCounts.release,
  });
  const tokens = await paced(training, 'learning', pacer);
  wordCounts.release();
  const mergedFrom = new Int32Array(2 * tokens.length).fill(-1);
  for (let i = 0; i < merges.length; i += 3)
    mergedFrom.set(merges.slice(i + 1, i + 3), 2 * merges[i]!);
  const maxWordChars = longestWord(tokenizer);
  return {
    vocabulary:
      tokenizer === 'model' && own ? own : { tokens, doLowerCase, stripAccents, maxWordChars },
    mergedFrom,
    alphabet,
    commonestWord: commonest,
  };
}

/** Number of sentences that have tokens: one of accents alone has none if accents are stripped. */
function filledSentences(starts: NumberList): number {
  let filled = 0;
  let before = 0;
  for (const start of starts) {
    if (start > before) filled++;
    before = start;
  }
  return filled;
}

/**
 * Makes a text that has been read ready for training: learns a vocabulary from it ('learning') and encodes it
 * ('encoding').
 *
 * Each different word is normalized and encoded once. The work rests about every 30 ms (`pause`), so that a worker
 * can receive other messages.
 *
 * @throws the signal's reason if aborted; an Error if vocabSize is out of range.
 */
export async function prepareRead(
  { corpus, duplicates, groups: storedGroups }: ReadText,
  settings: PrepareSettings,
  options: PacerOptions = {},
): Promise<PreparedText> {
  const pacer = createPacer(options);
  await pacer.rest('learning', 0);
  const { alphabet, ...learned } = await learn(corpus, settings, pacer);
  const { vocabulary } = learned;
  await pacer.rest('encoding', 0);
  const encoder = createEncoder(vocabulary);
  const groups = await loadFirstSeen(storedGroups);
  const { encoded, coded, unknown } = await encodeCorpus(corpus, groups, encoder, pacer);
  await pacer.rest('encoding', 1);
  const tokens = encoded.tokens.length;
  const { copies, near, tooAlike } = duplicates;
  const stats: TextStats = {
    characters: corpus.characters,
    words: corpus.which.length,
    sentences: filledSentences(encoded.sentenceStarts),
    tokens,
    vocabulary: vocabulary.tokens.length,
    unknownShare: tokens === 0 ? 0 : encoded.counts[UNK_ID]! / tokens,
    unknown,
    alphabet,
    ...{ copies, near, tooAlike },
  };
  return { ...learned, encoded, coded, stats };
}

/** Reads a text and makes it ready for training: `readText`, then `prepareRead`. */
export async function prepareText(
  text: string,
  settings: PrepareSettings,
  options: PacerOptions = {},
): Promise<PreparedText> {
  return prepareRead(await readText(new Blob([text]), options), settings, options);
}
