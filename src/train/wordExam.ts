import { key, uniformAt } from '../base/random';
import { EXAM_SEED, STREAM } from '../base/streams';
import type { Batch } from '../engine/engine';
import { framed } from '../tokenizer/framing';
import { type EncodedPieces, FIRST_PIECE_ID, MASK_ID } from '../tokenizer/vocabulary';
import type { Encoder } from '../tokenizer/wordPiece';
import { EXAM_MASKING, type Exam } from './exam';

/** A held-out sentence as it is written. */
export interface HeldOutSentence {
  /** Its number in the text */
  readonly number: number;
  readonly text: string;
  /** Sentences that repeat each other share a group */
  readonly group: number;
}

/** How a model reads. */
export interface WordReader {
  readonly encoder: Encoder;
  /** Tokens of text that it reads at once */
  readonly room: number;
}

/** The same words of the same sentences, asked of several models, each in its own tokens. */
export interface WordExam {
  /** One for each model; item `i` is the same word in all */
  readonly exams: readonly Required<Pick<Exam, 'batches' | 'blanks' | 'wordOf'>>[];
  /** [words] Words of one group are resampled together */
  readonly groups: Uint32Array;
  readonly words: number;
  readonly sentences: number;
  /** Those of the sentences of which only the beginning is asked, as they are too long for one of the models */
  readonly shortened: number;
  /** Words of the sentences asked that one of the models cannot spell, and that are therefore not asked */
  readonly unspelled: number;
}

/** As many as in the usual exam. */
const TARGET_WORDS = 400;
const LETTER = /[\p{L}\p{N}]/u;

/** A sentence in every model's tokens, with its words that may be asked. */
interface Read {
  readonly pieces: readonly EncodedPieces[];
  readonly group: number;
  /** In the order in which they are asked */
  readonly words: readonly number[];
  /** Words hidden at once */
  readonly atOnce: number;
  readonly unspelled: number;
}

/** The words of a text by number: whether each is known, and whether it is more than punctuation. */
function wordsOf(text: string, { ids, wordIds, starts, ends }: EncodedPieces) {
  const words = new Map<number, { isKnown: boolean; isWord: boolean }>();
  wordIds.forEach((word, i) => {
    const { isKnown = true, isWord = false } = words.get(word) ?? {};
    words.set(word, {
      isKnown: isKnown && ids[i]! >= FIRST_PIECE_ID,
      isWord: isWord || LETTER.test(text.slice(starts[i], ends[i])),
    });
  });
  return words;
}

/** The pieces of the words before word `end`. */
function wordsBefore({ ids, starts, ends, wordIds }: EncodedPieces, end: number): EncodedPieces {
  const first = wordIds.findIndex((word) => word >= end);
  const count = first < 0 ? wordIds.length : first;
  return {
    ids: ids.slice(0, count),
    starts: starts.slice(0, count),
    ends: ends.slice(0, count),
    wordIds: wordIds.slice(0, count),
  };
}

/** Reads a sentence as every model does; undefined where there is too little in it to ask. */
function read(
  { text, number, group }: HeldOutSentence,
  pieces: readonly EncodedPieces[],
): Read | undefined {
  // A word has the same number in every vocabulary: all separate a text alike before they cut its words.
  const [first, ...others] = pieces.map((one) => wordsOf(text, one));
  const words = [...first!].filter(([, { isWord }]) => isWord).map(([word]) => word);
  const isKnown = (word: number) =>
    [first!, ...others].every((model) => model.get(word)?.isKnown === true);
  const order = key(EXAM_SEED, STREAM.wordExam, number);
  const known = words.filter(isKnown);
  if (known.length < 2) return undefined; // something has to be left to go by
  return {
    ...{ pieces, group, unspelled: words.length - known.length },
    words: known.toSorted((a, b) => uniformAt(order, a) - uniformAt(order, b)),
    atOnce: Math.max(1, Math.round(EXAM_MASKING.mlmProbability * known.length)),
  };
}

/** One sentence with some of its words hidden. `of`: for each blank, which of these words it is a piece of. */
function rowOf({ ids, wordIds }: EncodedPieces, hidden: readonly number[]) {
  const at = [...wordIds.keys()].filter((i) => hidden.includes(wordIds[i]!));
  const inputIds = framed(ids);
  for (const i of at) inputIds[i + 1] = MASK_ID;
  const batch: Batch = {
    batchSize: 1,
    sequenceLength: inputIds.length,
    inputIds,
    attentionMask: new Int32Array(inputIds.length).fill(1),
    positions: Int32Array.from(at, (i) => i + 1),
    labels: Int32Array.from(at, (i) => ids[i]!),
  };
  return { batch, of: at.map((i) => hidden.indexOf(wordIds[i]!)) };
}

/**
 * Draws words of held-out sentences, and hides them in every model's own tokens: a word's pieces all at once, about 15 %
 * of a sentence's words at a time. Each sentence stands alone, so that windows of different lengths do not matter. A word
 * that one of the models cannot spell is asked of none, and of a sentence that is too long for one of them all read the
 * same beginning. No word is asked twice, so a short text has fewer than `target`.
 *
 * @param sentences read only as far as they are needed
 */
export async function makeWordExam(
  sentences: AsyncIterable<HeldOutSentence>,
  readers: readonly WordReader[],
  target = TARGET_WORDS,
): Promise<WordExam> {
  const found: Read[] = [];
  const seen = new Set<string>();
  let shortened = 0;
  let enough = 0;
  for await (const sentence of sentences) {
    if (enough >= target) break;
    if (seen.has(sentence.text)) continue; // word for word as one that is asked already
    seen.add(sentence.text);
    const whole = readers.map(({ encoder }) => encoder.encode(sentence.text));
    const end = Math.min(...whole.map(({ wordIds }, m) => wordIds[readers[m]!.room] ?? Infinity));
    const one = read(sentence, end < Infinity ? whole.map((all) => wordsBefore(all, end)) : whole);
    if (!one) continue;
    if (end < Infinity) shortened++;
    found.push(one);
    enough += one.atOnce;
  }
  const rows: { readonly from: Read; readonly hidden: readonly number[] }[] = [];
  let words = 0;
  let before = -1;
  for (let round = 0; words < target && words > before; round++) {
    before = words;
    for (const from of found) {
      const begin = round * from.atOnce;
      const hidden = from.words.slice(begin, begin + from.atOnce);
      if (hidden.length === 0 || words >= target) continue;
      rows.push({ from, hidden });
      words += hidden.length;
    }
  }
  const exams = readers.map((_, m) => {
    const batches: Batch[] = [];
    const wordOf: number[] = [];
    let word = 0;
    for (const { from, hidden } of rows) {
      const { batch, of } = rowOf(from.pieces[m]!, hidden);
      batches.push(batch);
      for (const one of of) wordOf.push(word + one);
      word += hidden.length;
    }
    return { batches, blanks: words, wordOf: Uint32Array.from(wordOf) };
  });
  return {
    ...{ exams, words, shortened, sentences: found.length },
    groups: Uint32Array.from(rows.flatMap(({ from, hidden }) => hidden.map(() => from.group))),
    unspelled: found.reduce((sum, { unspelled }) => sum + unspelled, 0),
  };
}
