import type * as tf from '@tensorflow/tfjs-core';
import { type AdamOptions, type AdamState, BETA_1, BETA_2, EPSILON } from '../adamw';
import { columnSumsOf } from './columnSums';
import { runShader, type Shader } from './shader';

type Shape = readonly [number, number];

const SQUARES = `
vec4 block(int row, int column) {
  vec4 values = getX(row, column);
  return values * values;
}`;

/** Root of the sum of [1, D], as [1, 1]. */
const norm = (D: number): Shader => ({
  inputs: ['squares'],
  shape: [1, 1],
  code: `
vec4 result(ivec2 at) {
  float sum = 0.0;
  for (int c = 0; c < ${D}; c += 2) {
    vec2 pair = getSquares(0, c).xy;
    sum += pair.x + pair.y;
  }
  return vec4(sqrt(sum), 0.0, 0.0, 0.0);
}`,
});

/** A moment's average: of the clipped gradient, or of its square. */
const moment = (shape: Shape, beta: number, value: string): Shader => ({
  inputs: ['moment', 'gradients', 'norm'],
  shape,
  uniforms: ['maxGradNorm'],
  code: `
vec4 result(ivec2 at) {
  float clip = min(maxGradNorm / (getNorm(0, 0).x + 1e-6), 1.0);
  vec4 g = getGradients(at.x, at.y) * clip;
  return getMoment(at.x, at.y) * ${beta} + ${value} * ${1 - beta};
}`,
});

const update = (shape: Shape): Shader => ({
  inputs: ['parameters', 'first', 'second', 'decay'],
  shape,
  uniforms: ['rate', 'root', 'decayRate'],
  code: `
vec4 result(ivec2 at) {
  vec4 denominator = sqrt(getSecond(at.x, at.y)) / root + ${EPSILON};
  vec4 kept = 1.0 - getDecay(at.x, at.y) * decayRate;
  return getParameters(at.x, at.y) * kept - getFirst(at.x, at.y) / denominator * rate;
}`,
});

/** As `../adamw.ts`, on [P / 64, 64]: one draw call for each moment and one for the parameters. */
export function adamWStep(
  state: AdamState,
  gradients: tf.Tensor,
  decay: tf.Tensor,
  step: number,
  { learningRate, weightDecay, maxGradNorm }: AdamOptions,
): { state: AdamState; gradNorm: tf.Scalar } {
  const shape = gradients.shape as [number, number];
  const squares = columnSumsOf(['x'], [gradients], SQUARES, shape);
  const gradNorm = runShader<tf.Scalar>(norm(shape[1]), [squares], { shape: [] });
  const average = (old: tf.Tensor, beta: number, value: string) =>
    runShader(moment(shape, beta, value), [old, gradients, gradNorm], { values: [maxGradNorm] });
  const firstMoment = average(state.firstMoment, BETA_1, 'g');
  const secondMoment = average(state.secondMoment, BETA_2, 'g * g');
  const parameters = runShader(
    update(shape),
    [state.parameters, firstMoment, secondMoment, decay],
    {
      values: [
        learningRate / (1 - BETA_1 ** step),
        Math.sqrt(1 - BETA_2 ** step),
        learningRate * weightDecay,
      ],
    },
  );
  return { state: { parameters, firstMoment, secondMoment }, gradNorm };
}
