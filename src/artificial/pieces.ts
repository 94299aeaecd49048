import { makeDataset } from '../dataset/dataset';
import { BEGINS_WORD, type EncodedText } from '../dataset/encodedText';
import { prepareText } from '../dataset/prepare';
import type { Batch } from '../engine/engine';
import { checkWritten, writeSentences } from '../grammar/write';
import { framed, framedLength, roomFor } from '../tokenizer/framing';
import { MASK_ID, PAD_ID, UNK_ID } from '../tokenizer/vocabulary';
import { createEncoder } from '../tokenizer/wordPiece';
import { type Exam, trainingCounts } from '../train/exam';
import { unigramCrossEntropy } from '../train/unigram';
import type { Language } from './language';

/** The true words of one window of an exam of whole words, and which of them are asked. */
interface Row {
  readonly words: readonly number[];
  /** Places in `words` */
  readonly asked: ReadonlySet<number>;
}

function* rowsOf({ batches }: Exam): Generator<Row, undefined, undefined> {
  for (const {
    batchSize,
    sequenceLength: T,
    inputIds,
    attentionMask,
    positions,
    labels,
  } of batches) {
    const truth = Int32Array.from(inputIds);
    for (const [m, at] of positions.entries()) truth[at] = labels[m]!;
    for (let b = 0; b < batchSize; b++) {
      let end = 0;
      while (end < T && attentionMask[b * T + end] === 1) end++;
      const first = b * T + 1; // after [CLS]
      const length = roomFor(end);
      const asked = Array.from(positions).filter((at) => at >= first && at < first + length);
      yield {
        words: Array.from(truth.subarray(first, first + length)),
        asked: new Set(asked.map((at) => at - first)),
      };
    }
  }
}

/** Windows of words in pieces as one batch; words that are asked are hidden whole. */
function batchOf(rows: readonly Row[], piecesOf: (word: number) => readonly number[], T: number) {
  const B = rows.length;
  const batch = {
    batchSize: B,
    sequenceLength: T,
    inputIds: new Int32Array(B * T).fill(PAD_ID),
    attentionMask: new Int32Array(B * T),
  };
  const positions: number[] = [];
  const labels: number[] = [];
  /** Of each blank, how many asked words stand before its own */
  const wordOf: number[] = [];
  let word = -1;
  rows.forEach(({ words, asked }, b) => {
    const ids: number[] = [];
    words.forEach((id, w) => {
      const isAsked = asked.has(w);
      if (isAsked) word++;
      for (const piece of piecesOf(id)) {
        if (isAsked) {
          positions.push(b * T + 1 + ids.length);
          labels.push(piece);
          wordOf.push(word);
        }
        ids.push(isAsked ? MASK_ID : piece);
      }
    });
    const row = framed(ids);
    batch.inputIds.set(row, b * T);
    batch.attentionMask.fill(1, b * T, b * T + row.length);
  });
  const asked = { positions: Int32Array.from(positions), labels: Int32Array.from(labels) };
  return { batch: { ...batch, ...asked }, wordOf, words: word + 1 };
}

/** Rows of a batch of the exam. */
const BATCH = 16;

/**
 * The same words of the same sentences, asked in pieces, so that vocabularies of any size sit the same exam.
 *
 * @param counts [V] how often each piece stands in what is trained on
 */
function inPieces(
  exam: Exam,
  piecesOf: (word: number) => readonly number[],
  T: number,
  counts: Uint32Array,
): Exam {
  const rows = [...rowsOf(exam)].filter(({ asked }) => asked.size > 0);
  const batches: Batch[] = [];
  const wordOf: number[] = [];
  let words = 0;
  for (let r = 0; r < rows.length; r += BATCH) {
    const made = batchOf(rows.slice(r, r + BATCH), piecesOf, T);
    batches.push(made.batch);
    for (const word of made.wordOf) wordOf.push(words + word);
    words += made.words;
  }
  const labels = Int32Array.from(batches.flatMap((batch) => Array.from(batch.labels)));
  if (labels.includes(UNK_ID)) {
    throw new Error(`makePieces: ${counts.length} tokens cannot spell every word that is asked`);
  }
  const vocabSize = counts.length;
  // Per word, so times the mean number of pieces.
  const pieces = labels.length / exam.blanks;
  return {
    ...exam,
    ...{ batches, vocabSize, wordOf: Uint32Array.from(wordOf), heldOut: undefined },
    knowsNothing: pieces * Math.log(vocabSize),
    knowsFrequencies: pieces * unigramCrossEntropy(counts, labels, vocabSize),
  };
}

const NONE: ReadonlyMap<string, string> = new Map();

/** [S] Labels token by token: a word's stand at its first piece, as in Devlin et al. 2019, section 5.3. */
function labelsOfPieces({ labels }: Language, { tokens, sentenceStarts }: EncodedText) {
  return labels.map((ofWords, s) => {
    let word = 0;
    return Array.from(
      tokens.read(sentenceStarts.at(s)!, sentenceStarts.at(s + 1)!).marks,
      (mark) => (mark & BEGINS_WORD ? ofWords[word++]! : NONE),
    );
  });
}

/** Windows whose length is a multiple of this suit every engine. */
const MULTIPLE = 8;

/**
 * The same language with its words cut into pieces, by a WordPiece vocabulary too small to hold them whole, and with the
 * same sentences and exam. A word's loss is the sum over its pieces, all of them hidden. There is no floor: the number
 * of hidden pieces says something about the word, so the floor of the whole word does not apply.
 *
 * @param wanted size of the vocabulary
 * @throws GrammarError where the tokenizer would find other words or sentences in the text; Error where the
 *   vocabulary cannot spell a word that is asked
 */
export async function makePieces(language: Language, wanted: number): Promise<Language> {
  const { sentences, summary, exam: wordExam } = language;
  checkWritten(sentences);
  const text = writeSentences(sentences);
  const settings = { vocabSize: wanted, doLowerCase: false, minFrequency: 1 };
  const { encoded, vocabulary } = await prepareText(text, settings);
  const encoder = createEncoder(vocabulary);
  const piecesOf = (word: number) => encoder.encodeWord(summary.tokens[word]!).ids;
  const { sentenceStarts } = encoded;
  let longest = 0;
  for (let s = 0; s + 1 < sentenceStarts.length; s++) {
    longest = Math.max(longest, -sentenceStarts.at(s)! + sentenceStarts.at(s + 1)!);
  }
  const T = Math.ceil(framedLength(longest) / MULTIPLE) * MULTIPLE;
  const dataset = makeDataset(encoded, {
    ...{ sequenceLength: T, keepTogether: false, packSentences: false },
  });
  return {
    ...language,
    ...{ dataset, vocabulary, vocabSize: vocabulary.tokens.length },
    exam: inPieces(wordExam, piecesOf, T, trainingCounts(dataset, vocabulary.tokens.length)),
    labels: labelsOfPieces(language, encoded),
    truth: undefined,
  };
}
