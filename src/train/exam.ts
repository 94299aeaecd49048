import { key } from '../base/random';
import { EXAM_SEED } from '../base/streams';
import type { Context, MaskStrategy } from '../config/settings';
import type { Dataset } from '../dataset/dataset';
import { shardOf } from '../engine/compiled/shard';
import type { Batch, EvaluationResult, TrainableModel } from '../engine/engine';
import type { HeldOut } from '../protocol/run';
import { FIRST_PIECE_ID } from '../tokenizer/vocabulary';
import { type MaskedWindow, makeBatch } from './batches';
import { heldOutOf } from './heldOut';
import { unigramAccuracy, unigramCrossEntropy } from './unigram';

/** The exam's own masking, whatever the run's, so that runs can be compared: about 15 %, all of it hidden. */
export const EXAM_MASKING = {
  mlmProbability: 0.15,
  maskReplaceProb: 1,
  randomReplaceProb: 0,
  maskStrategy: 'token',
  randomByFrequency: false,
} as const;
const TARGET_BLANKS = 400;
/** For a language more: its telling blanks are only a part, and must be enough by themselves. */
export const LANGUAGE_BLANKS = 1200;
const MAX_DRAWS = 8;
const BATCH = 16;

/** Fixed held-out blanks. */
export interface Exam {
  readonly batches: readonly Batch[];
  /** M of all batches, or where words are asked in pieces the number of words */
  readonly blanks: number;
  /** [M] The word that each blank is a piece of; left out where every blank is one of its own */
  readonly wordOf?: Uint32Array;
  /** [blanks] The window that each was asked in: its blanks, drawn several times over in a short text, go together */
  readonly groups: Uint32Array;
  /** V */
  readonly vocabSize: number;
  /** Held-out sentences in its windows */
  readonly sentences: number;
  /** Share of the known tokens that are asked; 0 where there are none. Above 15 % in short windows. */
  readonly share: number;
  /** For other programs; left out where the text is none that they could read */
  readonly heldOut?: HeldOut | undefined;
  /** ln V: the loss of a uniform guess, nats */
  readonly knowsNothing: number;
  /** Unigram cross-entropy on these blanks, by word frequencies of the training part, nats */
  readonly knowsFrequencies: number;
  /**
   * Share of these blanks (of the words, where they are asked in pieces) that are the most frequent one of the training
   * part: what one gets right who always says that. 0 where nothing is asked.
   */
  readonly mostFrequentAccuracy: number;
}

/**
 * Draws the exam from the held-out windows: each is asked several times, with different blanks, until there are about
 * `targetBlanks`. A long text needs only some of its windows for that.
 */
export function makeExam(
  dataset: Dataset,
  vocabSize: number,
  targetBlanks = TARGET_BLANKS,
  maskStrategy: MaskStrategy = EXAM_MASKING.maskStrategy,
): Exam {
  const masking = { ...EXAM_MASKING, maskStrategy };
  const windows = dataset.heldOutWindows.firstUnit.length;
  const batches: Batch[] = [];
  const sentences = new Set<number>();
  const groups: number[] = [];
  const { units, encoded, heldOutWindows } = dataset;
  let blanks = 0;
  let candidates = 0;
  for (let draw = 0; draw < MAX_DRAWS && blanks < targetBlanks; draw++) {
    for (let start = 0; start < windows && blanks < targetBlanks; start += BATCH) {
      const rows: MaskedWindow[] = [];
      for (let w = start; w < Math.min(windows, start + BATCH); w++) {
        rows.push({ window: w, key: key(EXAM_SEED, draw, heldOutWindows.firstUnit[w]!) });
      }
      const batch = makeBatch(dataset, heldOutWindows, rows, masking, vocabSize);
      if (batch.positions.length === 0) continue;
      for (const { window } of rows) {
        const [first, last] = [heldOutWindows.firstUnit[window]!, heldOutWindows.lastUnit[window]!];
        for (let u = first; u <= last; u++) sentences.add(units.sentence.at(u)!);
        const { ids } = encoded.tokens.read(units.starts.at(first)!, units.starts.at(last + 1)!);
        for (const id of ids) if (id >= FIRST_PIECE_ID) candidates++;
      }
      batches.push(batch);
      blanks += batch.positions.length;
      for (const at of batch.positions) {
        groups.push(rows[Math.floor(at / batch.sequenceLength)]!.window);
      }
    }
  }
  const labels = Int32Array.from(batches.flatMap((b) => Array.from(b.labels)));
  // Where all held-out tokens are unknown there is nothing to ask.
  const counts = blanks > 0 ? trainingCounts(dataset, vocabSize) : undefined;
  return {
    batches,
    blanks,
    sentences: sentences.size,
    share: candidates === 0 ? 0 : blanks / candidates,
    heldOut: heldOutOf(dataset, batches),
    groups: Uint32Array.from(groups),
    vocabSize,
    knowsNothing: Math.log(vocabSize),
    knowsFrequencies: counts ? unigramCrossEntropy(counts, labels, vocabSize) : Math.log(vocabSize),
    mostFrequentAccuracy: counts ? unigramAccuracy(counts, labels) : 0,
  };
}

/** How often each token stands in the sentences that are trained on; [V] */
export function trainingCounts(dataset: Dataset, vocabSize: number): Uint32Array {
  const { tokens, sentenceStarts, counts: all } = dataset.encoded;
  const counts = new Uint32Array(vocabSize);
  counts.set(all);
  for (let s = 0; s < dataset.heldOut.length; s++) {
    if (!dataset.heldOut[s]) continue;
    for (const id of tokens.read(sentenceStarts.at(s)!, sentenceStarts.at(s + 1)!).ids)
      counts[id]!--;
  }
  return counts;
}

/** How a model did in the exam, of M blanks. */
export interface ExamResult {
  /** Mean over the blanks, nats */
  readonly loss: number;
  /** Share of blanks whose most probable token is the right one */
  readonly accuracy: number;
  /** [M] -ln p of the right token, nats, in the order of the exam; of a word in pieces the sum over its pieces */
  readonly losses: Float32Array;
  /** [M] 1 where the most probable token is the right one; of a word in pieces where all are right */
  readonly right: Uint8Array;
}

/** Batches in flight, so that a GPU does not wait until each answer is fetched. */
const IN_FLIGHT = 4;

/**
 * Has a model sit the exam, at most `most` windows at a time: an engine has room for a batch of the run, no more.
 * Awaits `pause` in between, so that a worker can answer messages.
 */
export async function sitExam(
  model: TrainableModel,
  exam: Pick<Exam, 'batches' | 'blanks' | 'wordOf'>,
  context: Context,
  most = BATCH,
  pause: () => Promise<void> = async () => {},
): Promise<ExamResult> {
  const items = {
    losses: new Float32Array(exam.blanks),
    right: new Uint8Array(exam.blanks).fill(1),
  };
  let m = 0;
  const waiting: { batch: Batch; result: Promise<EvaluationResult> }[] = [];
  const score = async () => {
    const { batch, result } = waiting.shift()!;
    const { losses, predictions } = await result;
    for (let i = 0; i < losses.length; i++, m++) {
      const item = exam.wordOf?.[m] ?? m;
      items.losses[item]! += losses[i]!;
      if (predictions[i] !== batch.labels[i]) items.right[item] = 0;
    }
  };
  const parts = exam.batches.flatMap((batch) => {
    const count = Math.ceil(batch.batchSize / most);
    return Array.from({ length: count }, (_, i) => shardOf(batch, i, count).batch);
  });
  for (const batch of parts) {
    if (batch.positions.length === 0) continue;
    if (waiting.length === IN_FLIGHT) await score();
    const result = model.evaluate(batch, context);
    result.catch(() => {}); // thrown where it is awaited
    waiting.push({ batch, result });
    await pause();
  }
  while (waiting.length > 0) await score();
  const mean = (values: Float32Array | Uint8Array) => {
    let sum = 0;
    for (const value of values) sum += value;
    return sum / exam.blanks;
  };
  return { loss: mean(items.losses), accuracy: mean(items.right), ...items };
}
