import * as tf from '@tensorflow/tfjs-core';
import { columnSumsOf } from './columnSums';
import { cellOf, runShader, type Shader } from './shader';

/** Columns that one invocation sums; even. */
const CHUNK = 64;

/** x [M, V] -> [M, 2·chunks]: the chunk's largest value, and Σ exp of the distances to it. */
const chunkSums = ([M, V]: readonly [number, number]): Shader => ({
  inputs: ['x'],
  shape: [M, 2 * Math.ceil(V / CHUNK)],
  code: `
const float LOWEST = -3.4e38;
vec4 block(int row, int column) {
  vec4 values = getX(row, column);
  if (column + 1 >= ${V}) values.yw = vec2(LOWEST);
  return values;
}
vec4 result(ivec2 at) {
  int start = at.y / 2 * ${CHUNK};
  int end = min(start + ${CHUNK}, ${V});
  vec2 largest = vec2(LOWEST);
  for (int c = start; c < end; c += 2) {
    vec4 values = block(at.x, c);
    largest = max(largest, max(values.xz, values.yw));
  }
  vec2 sum = vec2(0.0);
  for (int c = start; c < end; c += 2) {
    vec4 values = exp(block(at.x, c) - largest.xxyy);
    sum += values.xz + values.yw;
  }
  return vec4(largest.x, sum.x, largest.y, sum.y);
}`,
});

/** [M, 2]: ln Σ exp of each row, and its loss times its weight. */
const rowLosses = (M: number, chunks: number): Shader => ({
  inputs: ['x', 'chunks', 'labels', 'weights'],
  shape: [M, 2],
  code: `
${cellOf('x')}
vec4 result(ivec2 at) {
  int row = at.x;
  vec2 largest = getChunks(row, 0).xz;
  for (int i = 1; i < ${chunks}; i++) largest = max(largest, getChunks(row, 2 * i).xz);
  vec2 sum = vec2(0.0);
  for (int i = 0; i < ${chunks}; i++) {
    vec4 chunk = getChunks(row, 2 * i);
    sum += chunk.yw * exp(chunk.xz - largest);
  }
  vec2 total = largest + log(sum);
  ivec2 label = ivec2(getLabels(0, row).xy + 0.5);
  vec2 right = vec2(xCell(row, label.x), xCell(row + 1, label.y));
  vec2 loss = getWeights(0, row).xy * (total - right);
  return vec4(total.x, loss.x, total.y, loss.y);
}`,
});

const LOSSES = 'vec4 block(int row, int column) { return getRows(row, 0).yxwz; }';

const gradient = (shape: readonly [number, number]): Shader => ({
  inputs: ['x', 'rows', 'labels', 'weights', 'dy'],
  shape,
  code: `
vec4 result(ivec2 at) {
  vec2 label = getLabels(0, at.x).xy;
  vec4 distance = vec2(at.y, at.y + 1).xyxy - label.xxyy;
  vec4 right = vec4(lessThan(abs(distance), vec4(0.5)));
  vec4 p = exp(getX(at.x, at.y) - getRows(at.x, 0).xxzz);
  return (p - right) * getWeights(0, at.x).xxyy * getDy(0, 0).x;
}`,
});

/** Σ weights · -ln softmax(logits)[label]; logits [M, V], labels [M], weights [M] -> scalar. */
export function crossEntropy(
  logits: tf.Tensor2D,
  labels: tf.Tensor1D,
  weights: tf.Tensor1D,
): tf.Scalar {
  const { shape } = logits;
  const [M, V] = shape;
  const op = tf.customGrad((...args) => {
    const [x, save] = args as [tf.Tensor2D, tf.GradSaveFunc];
    const chunks = runShader(chunkSums(shape), [x]);
    const losses = rowLosses(M, Math.ceil(V / CHUNK));
    const rows = runShader(losses, [x, chunks, labels, weights]);
    save([x, rows, labels, weights]);
    return {
      value: columnSumsOf<tf.Scalar>(['rows'], [rows], LOSSES, [M, 1], []),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => runShader(gradient(shape), [...saved, dy]),
    };
  });
  return op(logits) as tf.Scalar;
}
