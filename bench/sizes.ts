import { key, permutation, uniforms } from '../src/base/random';
import type { Batch, StepOptions } from '../src/engine/engine';
import { type BertConfig, initializerRange } from '../src/model/config';
import { FIRST_PIECE_ID, MASK_ID } from '../src/tokenizer/vocabulary';

/** The shape of a training step, in the letters that CONTRIBUTING.md explains. */
export interface Size {
  readonly name: string;
  readonly V: number;
  readonly D: number;
  readonly L: number;
  readonly H: number;
  readonly F: number;
  readonly T: number;
  readonly B: number;
  /** Blanks a batch */
  readonly M: number;
}

/** All sizes, by the names that `--cfg` takes. */
export const SIZES = {
  1: { name: 'cfg 1', V: 1024, D: 64, L: 2, H: 2, F: 256, T: 32, B: 16, M: 80 },
  2: { name: 'cfg 2', V: 4096, D: 128, L: 2, H: 2, F: 512, T: 64, B: 16, M: 160 },
  // As published (Turc et al. 2019), except for a vocabulary of 8192; 15 % of the tokens are blanks.
  mini: { name: 'BERT-mini', V: 8192, D: 256, L: 4, H: 4, F: 1024, T: 128, B: 32, M: 614 },
  // As published, with their own vocabulary.
  small: { name: 'BERT-small', V: 30522, D: 512, L: 4, H: 8, F: 2048, T: 128, B: 8, M: 154 },
  base: { name: 'BERT-base', V: 30522, D: 768, L: 12, H: 12, F: 3072, T: 128, B: 8, M: 154 },
} as const satisfies Record<string, Size>;

export type SizeName = keyof typeof SIZES;

/** cfg 1, then cfg 1 with one letter doubled at a time. */
export function growthSizes(): Size[] {
  const base: Size = SIZES[1];
  return [
    base,
    { ...base, name: 'T', T: 2 * base.T, M: 2 * base.M }, // the share of blanks stays the same
    { ...base, name: 'D', D: 2 * base.D, F: 2 * base.F }, // F is 4 D, as in BERT
    { ...base, name: 'V', V: 2 * base.V },
    { ...base, name: 'L', L: 2 * base.L },
    { ...base, name: 'B', B: 2 * base.B, M: 2 * base.M },
  ];
}

export function bertConfigOf(size: Size): BertConfig {
  return {
    vocabSize: size.V,
    hiddenSize: size.D,
    numHiddenLayers: size.L,
    numAttentionHeads: size.H,
    intermediateSize: size.F,
    maxPositionEmbeddings: size.T,
    typeVocabSize: 2,
    layerNormEps: 1e-12,
    tieWordEmbeddings: true,
    initializerRange: initializerRange(size.D),
  };
}

/** The benchmark's own stream, far from those in base/streams.ts. */
const STREAM = 0xbe9c4;

/**
 * `count` batches of random tokens at full length, the same at each call. M places are drawn and masked; their tokens
 * are the labels. Nothing can be learned from them, but a step costs the same.
 */
export function syntheticBatches(size: Size, count = 4): Batch[] {
  const { V, T, B, M } = size;
  return Array.from({ length: count }, (_, n) => {
    const next = uniforms(key(STREAM, n));
    const draw = () => FIRST_PIECE_ID + Math.floor(next() * (V - FIRST_PIECE_ID));
    const inputIds = Int32Array.from({ length: B * T }, draw);
    const places = permutation(key(STREAM, n, 1), B * T).slice(0, M);
    const positions = Int32Array.from(places).sort();
    const labels = positions.map((place) => inputIds[place]!);
    for (const place of positions) inputIds[place] = MASK_ID;
    const attentionMask = new Int32Array(B * T).fill(1);
    return { batchSize: B, sequenceLength: T, inputIds, attentionMask, positions, labels };
  });
}

export const LEARNING_RATE = 1e-3;

/** The page's defaults, with clipping and weight decay, so that their work counts. */
export const STEP_OPTIONS: StepOptions = {
  learningRate: LEARNING_RATE,
  weightDecay: 0.01,
  maxGradNorm: 1,
  context: 'both',
  dropout: { hiddenDropoutProb: 0, attentionProbsDropoutProb: 0, key: 0 },
};
