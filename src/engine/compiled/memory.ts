import type { BertConfig } from '../../model/config';
import type { Layout } from '../../model/layout';
import type { Batch } from '../engine';
import { stepWords } from './stepData';

/** What the buffers of a plan can hold. */
export interface Capacity {
  /** B */
  readonly sequences: number;
  /** T, exactly */
  readonly sequenceLength: number;
  /** M */
  readonly blanks: number;
}

/** Room for this many blanks at first; a batch with more makes a new plan. */
export const usualBlanks = (rows: number) => Math.ceil((rows * 0.2) / 32) * 32;

/**
 * What would hold this batch too, where `capacity` does not; undefined where it does. Throws a `RangeError`
 * where the model has no positions for so long a sequence.
 */
export function grownFor(
  capacity: Capacity,
  { batchSize, sequenceLength, positions }: Batch,
  maxPositionEmbeddings: number,
): Capacity | undefined {
  const { sequences, blanks } = capacity;
  const M = positions.length;
  if (sequenceLength === capacity.sequenceLength && batchSize <= sequences && M <= blanks) {
    return undefined;
  }
  if (sequenceLength > maxPositionEmbeddings) {
    throw new RangeError(
      `train: ${sequenceLength} tokens do not fit in ${maxPositionEmbeddings} positions`,
    );
  }
  const most = Math.max(batchSize, sequences);
  const room = Math.min(most * sequenceLength, Math.ceil((M * 1.25) / 32) * 32);
  return { sequences: most, sequenceLength, blanks: Math.max(blanks, room) };
}

/** Into how many parts the sums over rows, and over the vocabulary, are cut. */
export interface Slabs {
  readonly weights: number;
  readonly vocabulary: number;
}

/** Floats from one row of logits to the next: V rounded up, so that rows can be read by fours. */
export const logitStride = (vocabSize: number) => Math.ceil(vocabSize / 4) * 4;

/** Floats to the next multiple of 64: the 256 bytes at which a binding may begin. */
export const align = (floats: number) => Math.ceil(floats / 64) * 64;

/** What a model is for. One that is only looked at needs neither gradients nor moments. */
export type Purpose = 'look' | 'train';

/** Buffers that only the backward pass writes. */
const isBackward = (name: string) => name === 'gradients' || /^d[A-Z]/.test(name);

/**
 * Sizes, in floats, of everything that a step reads and writes beside the state. A buffer that holds
 * one array a layer (or a LayerNorm) holds them one after the other, `slot` apart.
 *
 * Which arrays share a buffer follows from one rule of WebGPU: a buffer may not be read and written in
 * the same dispatch, so what a kernel reads never lies with what it writes.
 *
 * With `chunkRows` an engine does a layer for so many rows at a time: what only passes from one of its operations to the
 * next then takes the room of these rows, or of the blanks, which are done all at once.
 */
export function memorySizes(
  config: BertConfig,
  layout: Layout,
  capacity: Capacity,
  slabs: Slabs,
  purpose: Purpose = 'train',
  chunkRows?: number,
) {
  const { hiddenSize: D, intermediateSize: F, numHiddenLayers: L, vocabSize: V } = config;
  const { sequences: B, sequenceLength: T, blanks: M } = capacity;
  const N = B * T;
  const norms = 2 * L + 2;
  const slot = {
    hidden: align(N * D),
    qkv: align(align(N * D) + N * 2 * D), // at the blanks only: queries, then from `hidden` on keys and values
    inner: align(N * F),
    maps: align(B * config.numAttentionHeads * T * T),
    inverse: align(N),
    vocabularyPart: align(M * D),
  };
  const passingRows = chunkRows === undefined ? N : Math.max(chunkRows, M);
  const passing = {
    hidden: align(passingRows * D),
    inner: align(passingRows * F),
    qkv: align(passingRows * 3 * D),
  };
  const inChunks = chunkRows !== undefined;
  const slabbedFrom = layout.groups.find((g) => g.name.includes('token_type'))!.offset;
  const slabStride = layout.length - slabbedFrom;
  const unused = (name: string) => purpose === 'look' && isBackward(name);
  const floats = {
    step: stepWords(N, M),
    outputs: norms * slot.hidden, // y of every LayerNorm
    normal: norms * slot.hidden, // x̂ of every LayerNorm
    inverse: norms * slot.inverse,
    sum: passing.hidden, // what the next LayerNorm reads
    qkv: L * slot.qkv,
    maps: L * slot.maps, // attention probabilities
    mixed: L * slot.hidden, // after attention; of the last layer at the blanks only
    mixedAll: slot.hidden, // of the last layer, all rows
    residual: slot.hidden, // x of the last layer at the blanks
    before: L * slot.inner, // GELU's input
    after: L * slot.inner, // and its output
    headBefore: slot.hidden,
    logits: align(M * logitStride(V)),
    losses: align(M),
    predictions: align(M),
    // Gradients, by what they are the gradient of
    dOutputs: inChunks ? 2 * slot.hidden + passing.hidden : norms * slot.hidden,
    // dense layers before a LayerNorm; slot 0: the embeddings' sum
    dDense: inChunks ? slot.hidden + 2 * passing.hidden : norms * slot.hidden,
    dResidual: passing.hidden,
    dResidualAll: slot.hidden,
    dMixed: passing.hidden,
    dMixedAll: slot.hidden,
    dScores: slot.maps,
    // first all of GELU's input, then all of qkv
    dInner: inChunks ? passing.inner + passing.qkv + slot.qkv : L * (slot.inner + slot.qkv),
    dVocabulary: slabs.vocabulary * slot.vocabularyPart,
    gradients: layout.length + (slabs.weights - 1) * slabStride,
  };
  return {
    slot,
    /** Of what passes between the operations of a layer; undefined where layers are done all rows at once */
    passing: inChunks ? passing : undefined,
    /** Only places from here on are summed in slabs, each `slabStride` after the other. */
    slabbedFrom,
    slabStride,
    floats: Object.fromEntries(
      // The plan names them all the same.
      Object.entries(floats).map(([name, n]) => [name, unused(name) ? 0 : n]),
    ) as typeof floats,
  };
}

export type MemorySizes = ReturnType<typeof memorySizes>;
export type BufferName = keyof MemorySizes['floats'];
