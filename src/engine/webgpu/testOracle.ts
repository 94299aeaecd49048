/**
 * The second implementation that kernels are compared with: plain TensorFlow.js operations and their
 * automatic gradients. Its CPU backend adds up in float64 and rounds each result to float32, so what
 * differs is the kernel's own rounding.
 */
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { beforeAll } from 'vitest';
import { key, normalAt, uniformAt } from '../../base/random';

/** For the top level of a test file. */
export function startOracle(): void {
  beforeAll(async () => {
    await tf.setBackend('cpu');
  });
}

/** Standard normal numbers */
export const random = (seed: number, length: number): Float32Array<ArrayBuffer> =>
  Float32Array.from({ length }, (_, i) => normalAt(key(seed), i));

/** Whole numbers from 0 to limit - 1 */
export const randomIntegers = (
  seed: number,
  length: number,
  limit: number,
): Int32Array<ArrayBuffer> =>
  Int32Array.from({ length }, (_, i) => Math.floor(uniformAt(key(seed), i) * limit));

export const valuesOf = (tensor: tf.Tensor): Float32Array => tensor.dataSync<'float32'>();

/** f(inputs), and the gradient of Σ f · dy by every input. */
export function withGradients(
  f: (...inputs: tf.Tensor[]) => tf.Tensor,
  inputs: readonly tf.Tensor[],
  dy: tf.Tensor,
): { value: Float32Array; gradients: Float32Array[] } {
  const { value, grads } = tf.valueAndGrads(f)([...inputs], dy);
  return { value: valuesOf(value), gradients: grads.map(valuesOf) };
}

/** 0 or 1 / (1 - p) at each counter, as the oracle engine draws them (tfjs/bert.ts). */
export const dropoutMask = (
  p: number,
  k: number,
  counters: ArrayLike<number>,
): Float32Array<ArrayBuffer> =>
  Float32Array.from(counters, (counter) => (uniformAt(k, counter) < p ? 0 : 1 / (1 - p)));

export const range = (length: number): number[] => Array.from({ length }, (_, i) => i);

/** x Φ(x), by TensorFlow.js' own erf, whose error is 1.5e-7 at most. */
export const gelu = (x: tf.Tensor): tf.Tensor =>
  tf.mul(tf.mul(x, 0.5), tf.add(tf.erf(tf.mul(x, Math.SQRT1_2)), 1));

/** LayerNorm over the last axis of x [R, D], and what its gradient needs. */
export function layerNorm(x: tf.Tensor, weight: tf.Tensor, bias: tf.Tensor, epsilon: number) {
  const { mean, variance } = tf.moments(x, 1, true);
  const inverse = tf.rsqrt(tf.add(variance, epsilon)); // [R, 1]
  const normal = tf.mul(tf.sub(x, mean), inverse); // [R, D]
  return { y: tf.add(tf.mul(normal, weight), bias), normal, inverse };
}
