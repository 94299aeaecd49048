import type { TokenizerKind } from '../config/settings';
import { encodeTable } from './encodeTable';
import { learnVocabulary } from './learnVocabulary';
import { normalizeWord } from './normalize';
import { createPacer, type Pacer, type PacerOptions } from './pacer';
import { sentencesOf } from './sentences';
import type { EncodedText, Vocabulary } from './types';
import { createEncoder } from './wordPiece';
import { readWords, type WordTable } from './wordTable';

export interface PrepareSettings {
  /** Most tokens of the vocabulary, special tokens included. */
  readonly vocabSize: number;
  readonly doLowerCase: boolean;
  /** Word pieces if left out */
  readonly tokenizer?: TokenizerKind;
  /** 2 if left out */
  readonly minFrequency?: number;
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
}

export interface PreparedText {
  readonly vocabulary: Vocabulary;
  /** [V, 2] The two tokens that were joined to make each; -1 where it was not made so */
  readonly mergedFrom: Int32Array<ArrayBuffer>;
  readonly encoded: EncodedText;
  readonly stats: TextStats;
}

/** Of the counting phase, how much is reading words; the rest is finding sentences. */
const READING_SHARE = 0.3;

/** Of longer words only the characters are learned, and this many show them well enough. */
const LONGEST = 4096;

async function readSentenceStarts(text: string, pacer: Pacer): Promise<number[]> {
  const starts: number[] = [];
  for (const spans of sentencesOf(text)) {
    for (const span of spans) starts.push(span.start);
    if (pacer.due()) {
      const done = (starts.at(-1) ?? 0) / text.length;
      await pacer.rest('counting', READING_SHARE + (1 - READING_SHARE) * done);
    }
  }
  return starts;
}

async function learn(
  table: WordTable,
  { vocabSize, doLowerCase, tokenizer = 'wordpiece', minFrequency = 2 }: PrepareSettings,
  pacer: Pacer,
): Promise<Pick<PreparedText, 'vocabulary' | 'mergedFrom'>> {
  const wordCounts = new Map<string, number>();
  for (let i = 0; i < table.words.length; i++) {
    const { text } = normalizeWord(table.words[i]!.slice(0, LONGEST), doLowerCase);
    wordCounts.set(text, (wordCounts.get(text) ?? 0) + table.counts[i]!);
    if (i % 1024 === 0 && pacer.due()) await pacer.rest('learning', 0);
  }
  const merges: number[] = [];
  const onMerge = (...merge: number[]) => merges.push(...merge);
  const training = learnVocabulary(tokenizer, wordCounts, { vocabSize, minFrequency, onMerge });
  let step = training.next();
  while (!step.done) {
    if (pacer.due()) await pacer.rest('learning', step.value);
    step = training.next();
  }
  const mergedFrom = new Int32Array(2 * step.value.length).fill(-1);
  for (let i = 0; i < merges.length; i += 3)
    mergedFrom.set(merges.slice(i + 1, i + 3), 2 * merges[i]!);
  return { vocabulary: { tokens: step.value, doLowerCase }, mergedFrom };
}

/**
 * Makes a text ready for training: counts its words and finds its sentences ('counting'), learns
 * a vocabulary from it ('learning') and encodes it ('encoding').
 *
 * Each different word is counted, and encoded, once. The work rests at least every 30 ms or so
 * (`pause`), so that a worker can hear other messages.
 *
 * @throws the signal's reason if aborted; an Error if vocabSize is out of range.
 */
export async function prepareText(
  text: string,
  settings: PrepareSettings,
  options: PacerOptions = {},
): Promise<PreparedText> {
  options.signal?.throwIfAborted();
  const pacer = createPacer(options);
  options.onProgress?.({ phase: 'counting', fraction: 0 });
  const table = await readWords(text, pacer, READING_SHARE);
  const sentenceStarts = await readSentenceStarts(text, pacer);
  await pacer.rest('learning', 0);
  const { vocabulary, mergedFrom } = await learn(table, settings, pacer);
  await pacer.rest('encoding', 0);
  const encoder = createEncoder(vocabulary);
  const encoded = await encodeTable(table, sentenceStarts, encoder, pacer);
  await pacer.rest('encoding', 1);
  const { counts } = encoded;
  const tokens = encoded.ids.length;
  const stats: TextStats = {
    characters: text.length,
    words: table.which.length,
    sentences: encoded.sentenceStarts.length - 1,
    tokens,
    vocabulary: vocabulary.tokens.length,
    unknownShare: tokens === 0 ? 0 : counts[1]! / tokens,
  };
  return { vocabulary, mergedFrom, encoded, stats };
}
