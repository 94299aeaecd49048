/**
 * The layout of the golden files and the decoder of their tensors.
 * scripts/goldens/make_goldens.py writes them with PyTorch and Transformers.
 *
 * Letters: B sentences, T positions, D hidden, H heads, L layers, V vocabulary, M blanks.
 */

import type { BertConfig } from './config';

/** A float array as JSON: row-major, little-endian float32 in base64. */
export interface EncodedTensor {
  readonly shape: readonly number[];
  readonly f32: string;
}

export interface DecodedTensor {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/** By Hugging Face's state-dict names; the tied decoder is not listed twice. */
export type EncodedTensors = Readonly<Record<string, EncodedTensor>>;

export type GoldenConfig = Omit<BertConfig, 'initializerRange'>;

export interface GoldenBatch {
  readonly inputIds: readonly (readonly number[])[]; // [B, T]
  readonly attentionMask: readonly (readonly number[])[]; // [B, T], 1 real, 0 padding
  readonly tokenTypeIds: readonly (readonly number[])[]; // [B, T]
  readonly labels: readonly (readonly number[])[]; // [B, T], -100 where there is no blank
  readonly blankRows: readonly number[]; // [M], b * T + t, ascending
  readonly blankLabels: readonly number[]; // [M]
}

export interface GoldenContext {
  readonly loss: number; // mean over the blanks
  readonly logits: EncodedTensor; // [M, V]
  readonly grads: EncodedTensors;
}

export interface GoldenAdamW {
  readonly settings: {
    readonly learningRate: number;
    readonly warmupSteps: number;
    readonly maxSteps: number;
    readonly steps: number;
    readonly weightDecay: number; // 0 on biases and LayerNorm
    readonly beta1: number;
    readonly beta2: number;
    readonly epsilon: number;
    readonly maxGradNorm: number;
  };
  readonly losses: readonly number[]; // [steps], each before its step
  readonly learningRates: readonly number[]; // [steps], the first is 0
  readonly gradNorms: readonly number[]; // [steps], before clipping
  readonly params: EncodedTensors; // after the last step
}

/** `bert.golden.json`: what every engine must reproduce. */
export interface BertGolden {
  readonly origin: string;
  readonly config: GoldenConfig;
  readonly batch: GoldenBatch;
  readonly params: EncodedTensors;
  readonly contexts: {
    readonly both: GoldenContext & { readonly attention: EncodedTensor }; // [L, B, H, T, T]
    readonly left: GoldenContext;
    readonly right: GoldenContext;
  };
  /** Every step clipped. */
  readonly adamw: GoldenAdamW;
  /** Only the first steps clipped. */
  readonly adamwLoose: GoldenAdamW;
}

/** `selfTest.golden.json`: small enough to ship in the page; context "both". */
export interface SelfTestGolden {
  readonly origin: string;
  readonly config: GoldenConfig;
  readonly batch: GoldenBatch;
  readonly params: EncodedTensors;
  readonly loss: number;
  /** The L2 norm of each gradient and its first four values. */
  readonly grads: Readonly<
    Record<string, { readonly norm: number; readonly first: readonly number[] }>
  >;
}

/** Decodes a golden tensor; works on the page, in a worker and in Node. */
export function decodeTensor({ shape, f32 }: EncodedTensor): DecodedTensor {
  const binary = atob(f32);
  const size = shape.reduce((product, n) => product * n, 1);
  if (binary.length !== size * 4) {
    throw new Error(`decodeTensor: ${binary.length} bytes do not fill shape [${shape.join(', ')}]`);
  }
  const view = new DataView(new ArrayBuffer(binary.length));
  for (let i = 0; i < binary.length; i++) view.setUint8(i, binary.charCodeAt(i));
  const data = new Float32Array(size);
  for (let i = 0; i < size; i++) data[i] = view.getFloat32(i * 4, true);
  return { shape, data };
}
