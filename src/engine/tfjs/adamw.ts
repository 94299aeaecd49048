import * as tf from '@tensorflow/tfjs-core';
import type { Layout } from '../../model/layout';

export const BETA_1 = 0.9;
export const BETA_2 = 0.999;
export const EPSILON = 1e-8;

export interface AdamState {
  readonly parameters: tf.Tensor;
  readonly firstMoment: tf.Tensor;
  readonly secondMoment: tf.Tensor;
}

export interface AdamOptions {
  readonly learningRate: number;
  readonly weightDecay: number;
  readonly maxGradNorm: number;
}

/** [P]: 1 where weight decay applies, else 0. */
export function decayMask(layout: Layout): Float32Array {
  const mask = new Float32Array(layout.length);
  for (const g of layout.groups) if (g.decay) mask.fill(1, g.offset, g.offset + g.size);
  return mask;
}

/**
 * One step of AdamW (Loshchilov and Hutter 2019), with the gradient's norm clipped first, over the
 * whole flat vector at once; the same order of operations as `torch.optim.AdamW`.
 * `step` counts from 1.
 */
export function adamWStep(
  state: AdamState,
  gradients: tf.Tensor,
  decay: tf.Tensor,
  step: number,
  { learningRate, weightDecay, maxGradNorm }: AdamOptions,
): { state: AdamState; gradNorm: tf.Scalar } {
  const gradNorm = tf.sqrt(tf.sum(tf.square(gradients))) as tf.Scalar;
  const clip = tf.minimum(tf.div(maxGradNorm, tf.add(gradNorm, 1e-6)), 1);
  const g = tf.mul(gradients, clip);
  const firstMoment = tf.add(tf.mul(state.firstMoment, BETA_1), tf.mul(g, 1 - BETA_1));
  const secondMoment = tf.add(tf.mul(state.secondMoment, BETA_2), tf.mul(tf.square(g), 1 - BETA_2));
  const root = Math.sqrt(1 - BETA_2 ** step);
  const denominator = tf.add(tf.div(tf.sqrt(secondMoment), root), EPSILON);
  const update = tf.mul(tf.div(firstMoment, denominator), learningRate / (1 - BETA_1 ** step));
  const kept = tf.sub(1, tf.mul(decay, learningRate * weightDecay));
  const parameters = tf.sub(tf.mul(state.parameters, kept), update);
  return { state: { parameters, firstMoment, secondMoment }, gradNorm };
}
