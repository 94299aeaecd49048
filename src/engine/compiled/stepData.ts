import { key } from '../../base/random';
import { CONTEXTS, type Context } from '../../config/settings';
import type { Batch, Dropout } from '../engine';
import type { Counts } from './counts';
import type { Shard } from './shard';

/**
 * All that changes from step to step, in one piece of memory that one copy fills: a header `step`, and
 * the lists of the batch, `data`.
 */

/** Bytes of the header: also where `data` begins, since bindings start at multiples of 256. */
export const HEADER_BYTES = 256;
const HEADER_WORDS = HEADER_BYTES / 4;
/** Where the keys of the dropout sites begin, in words */
export const KEYS_AT = 24;
/** Sites of dropout that the header has room for: the embeddings' and three a layer, 12 layers. */
export const MAX_SITES = HEADER_WORDS - KEYS_AT;

/**
 * The header's fields, one word each; the keys of the dropout sites follow. The places of the lists are
 * indices into `data`. `firstRow` and `batchBlanks` tell a part of a batch where it stands in the whole:
 * dropout counts rows, and the loss is a mean, over the whole batch.
 */
export const HEADER_FIELDS = [
  ...['sequences', 'rows', 'blanks', 'segments'],
  ...['typesAt', 'maskAt', 'blankOfAt', 'positionsAt'],
  ...['labelsAt', 'segmentTokensAt', 'segmentStartsAt', 'segmentRowsAt'],
  ...['context', 'slot', 'hiddenThreshold', 'attentionThreshold'],
  ...['hiddenScale', 'attentionScale', 'maxGradNorm', 'stepSize'],
  ...['decay', 'secondCorrection', 'firstRow', 'batchBlanks'],
] as const;
export type HeaderField = (typeof HEADER_FIELDS)[number];

/** Those that are floats; all others are whole numbers. */
export const isFloatField = (name: HeaderField) =>
  /Scale$|Norm$|Size$|^decay$|Correction$/.test(name);

/** Learning rate and AdamW's constants of one step; left out where nothing is updated. */
export interface Update {
  readonly learningRate: number;
  readonly weightDecay: number;
  readonly maxGradNorm: number;
  /** Number of the step, from 1 */
  readonly step: number;
}

export const BETA_1 = 0.9;
export const BETA_2 = 0.999;
export const EPSILON = 1e-8;

export interface StepInput {
  readonly batch: Batch;
  /** Where the batch stands in a larger one; left out where it is the whole */
  readonly part?: Pick<Shard, 'firstRow' | 'batchBlanks'> | undefined;
  readonly context: Context;
  readonly dropout?: Dropout | undefined;
  readonly update?: Update | undefined;
  /** Where in the ring the statistics go */
  readonly slot: number;
  /** Number of dropout sites */
  readonly sites: number;
}

/** Words that a batch of N rows and M blanks takes at most. */
export function stepWords(rows: number, blanks: number): number {
  return HEADER_WORDS + 7 * rows + 1 + 2 * blanks;
}

/** Writer of steps for a vocabulary of V tokens; its arrays are used again and again. */
export function createStepWriter(vocabSize: number) {
  let words = new Uint32Array(0);
  let floats = new Float32Array(0);
  let list = new Int32Array(0);
  const occurrences = new Int32Array(vocabSize); // where each token's rows begin; zeros in between

  const reserve = (length: number) => {
    if (words.length >= length) return;
    const buffer = new ArrayBuffer(length * 4);
    words = new Uint32Array(buffer);
    floats = new Float32Array(buffer);
    list = new Int32Array(buffer);
  };

  /**
   * The rows of each token, real ones only: the gradient of a padded row is exactly 0. Sorted here, so
   * that the GPU adds them up in one fixed order, without atomics.
   */
  const writeSegments = (batch: Batch, tokensAt: number) => {
    const { inputIds, attentionMask } = batch;
    const tokens: number[] = [];
    for (let n = 0; n < inputIds.length; n++) {
      if (!attentionMask[n]) continue;
      const id = inputIds[n]!;
      if (occurrences[id]!++ === 0) tokens.push(id);
    }
    list.set(tokens, tokensAt);
    const startsAt = tokensAt + tokens.length;
    let end = 0;
    for (let s = 0; s < tokens.length; s++) {
      const count = occurrences[tokens[s]!]!;
      list[startsAt + s] = end;
      occurrences[tokens[s]!] = end;
      end += count;
    }
    list[startsAt + tokens.length] = end;
    const rowsAt = startsAt + tokens.length + 1;
    for (let n = 0; n < inputIds.length; n++) {
      if (attentionMask[n]) list[rowsAt + occurrences[inputIds[n]!]!++] = n;
    }
    for (const id of tokens) occurrences[id] = 0;
    return { segments: tokens.length, startsAt, rowsAt, end: rowsAt + end };
  };

  return {
    /** Fills the arrays; returns what to upload and the counts of the step. */
    write(input: StepInput): { words: Uint32Array<ArrayBuffer>; counts: Counts } {
      const { batch, part, context, dropout, update, slot, sites } = input;
      const N = batch.inputIds.length;
      const M = batch.positions.length;
      reserve(stepWords(N, M));
      const typesAt = HEADER_WORDS + N;
      const maskAt = typesAt + N;
      const blankOfAt = maskAt + N;
      const positionsAt = blankOfAt + N;
      const labelsAt = positionsAt + M;
      list.set(batch.inputIds, HEADER_WORDS);
      if (batch.tokenTypeIds) list.set(batch.tokenTypeIds, typesAt);
      else list.fill(0, typesAt, maskAt);
      list.set(batch.attentionMask, maskAt);
      list.fill(-1, blankOfAt, positionsAt);
      for (let m = 0; m < M; m++) list[blankOfAt + batch.positions[m]!] = m;
      list.set(batch.positions, positionsAt);
      list.set(batch.labels, labelsAt);
      const tokensAt = labelsAt + M;
      const { segments, startsAt, rowsAt, end } = writeSegments(batch, tokensAt);
      const counts = { sequences: batch.batchSize, rows: N, blanks: M, segments };

      const places = [
        typesAt,
        maskAt,
        blankOfAt,
        positionsAt,
        labelsAt,
        tokensAt,
        startsAt,
        rowsAt,
      ];
      words.set([batch.batchSize, N, M, segments], 0);
      words.set(
        places.map((at) => at - HEADER_WORDS),
        4,
      );
      words.set([CONTEXTS.indexOf(context), slot], 12);
      words.set([part?.firstRow ?? 0, part?.batchBlanks ?? M], 22);
      writeDropout(dropout, sites);
      if (update) writeUpdate(update);
      return { words: words.subarray(0, end), counts };
    },
  };

  function writeDropout(dropout: Dropout | undefined, sites: number): void {
    const hidden = dropout?.hiddenDropoutProb ?? 0;
    const attention = dropout?.attentionProbsDropoutProb ?? 0;
    // uniformAt(k, i) < p, in the integers that it is made of.
    words.set([Math.ceil(hidden * 16777216), Math.ceil(attention * 16777216)], 14);
    floats.set([1 / (1 - hidden), 1 / (1 - attention)], 16);
    for (let site = 0; site < sites; site++) {
      words[KEYS_AT + site] = dropout ? key(dropout.key, site) : 0;
    }
  }

  function writeUpdate({ learningRate, weightDecay, maxGradNorm, step }: Update): void {
    floats[18] = maxGradNorm;
    floats[19] = learningRate / (1 - BETA_1 ** step);
    floats[20] = learningRate * weightDecay;
    floats[21] = Math.sqrt(1 - BETA_2 ** step);
  }
}
