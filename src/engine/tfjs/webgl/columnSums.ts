import type * as tf from '@tensorflow/tfjs-core';
import { runShader, type Shader } from './shader';

/** Up to so many rows one invocation adds up alone; more are cut into slabs, for more at once. */
const FEW_ROWS = 128;

const PLAIN = 'vec4 block(int row, int column) { return getX(row, column); }';

/** Sums over each `slab` rows (even) of what `block(row, column)` gives: [rows / slab, columns]. */
const slabSums = (
  inputs: readonly string[],
  block: string,
  [rows, columns]: readonly [number, number],
  slab: number,
): Shader => ({
  inputs,
  shape: [Math.ceil(rows / slab), columns],
  code: `
${block}
vec2 slabSum(int slab, int column) {
  int end = min((slab + 1) * ${slab}, ${rows});
  vec2 sum = vec2(0.0);
  for (int row = slab * ${slab}; row < end; row += 2) {
    vec4 values = block(row, column);
    sum += values.xy;
    if (row + 1 < end) sum += values.zw;
  }
  return sum;
}
vec4 result(ivec2 at) {
  return vec4(slabSum(at.x, at.y), slabSum(at.x + 1, at.y));
}`,
});

const even = (n: number) => 2 * Math.ceil(n / 2);

/**
 * Sums over the rows, in one fixed order, of a [rows, columns] matrix that is never stored: `block` is
 * GLSL of `vec4 block(int row, int column)`, which reads `tensors` by the names `inputs`.
 * Returns `shape`, which has `columns` values.
 */
export function columnSumsOf<T extends tf.Tensor = tf.Tensor1D>(
  inputs: readonly string[],
  tensors: readonly tf.Tensor[],
  block: string,
  [rows, columns]: readonly [number, number],
  shape: readonly number[] = [columns],
): T {
  if (rows <= FEW_ROWS) {
    return runShader<T>(slabSums(inputs, block, [rows, columns], even(rows)), tensors, { shape });
  }
  const slab = even(Math.sqrt(rows));
  const partial = runShader(slabSums(inputs, block, [rows, columns], slab), tensors);
  const rest = slabSums(['x'], PLAIN, partial.shape, even(partial.shape[0]));
  return runShader<T>(rest, [partial], { shape });
}

/** x [N, D] -> [D] */
export const columnSums = (x: tf.Tensor2D): tf.Tensor1D => columnSumsOf(['x'], [x], PLAIN, x.shape);
