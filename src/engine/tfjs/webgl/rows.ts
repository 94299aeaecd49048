import * as tf from '@tensorflow/tfjs-core';
import { readersOf } from '../rows';
import { pairOf, runShader, type Shader } from './shader';

/** Row numbers, and the like, as floats: exact up to 2^24. Read as [1, n]. */
const numbers = (values: Int32Array) => tf.tensor1d(Float32Array.from(values));

/** `int xNumber(int i)` of input x [n] */
const numberOf = (name: string): string => `
${pairOf(name)}
int ${name}Number(int i) {
  vec2 pair = ${name}Pair(0, i);
  return int(((i & 1) == 0 ? pair.x : pair.y) + 0.5);
}`;

const gather = (N: number, D: number): Shader => ({
  inputs: ['table', 'indices'],
  shape: [N, D],
  code: `
${pairOf('table')}
${numberOf('indices')}
vec4 result(ivec2 at) {
  // An odd N ends in half a block, whose second row is any.
  return vec4(
    tablePair(indicesNumber(at.x), at.y),
    tablePair(indicesNumber(min(at.x + 1, ${N - 1})), at.y));
}`,
});

const gatherGradient = (rows: number, D: number): Shader => ({
  inputs: ['dy', 'lists'],
  shape: [rows, D],
  code: `
${pairOf('dy')}
${numberOf('lists')}
vec2 rowSum(int row, int column) {
  vec2 sum = vec2(0.0);
  int end = listsNumber(row + 1);
  for (int i = listsNumber(row); i < end; i++) sum += dyPair(listsNumber(i), column);
  return sum;
}
vec4 result(ivec2 at) {
  return vec4(rowSum(at.x, at.y), rowSum(min(at.x + 1, ${rows - 1}), at.y));
}`,
});

/** The gradient of the table [rows, D] whose rows at `indices` [N] got dy [N, D]. */
export function scatterRows(dy: tf.Tensor, indices: Int32Array, rows: number): tf.Tensor2D {
  return runShader(gatherGradient(rows, dy.shape[1]!), [dy, numbers(readersOf(indices, rows))]);
}

/** Rows of table [R, D] at indices [N] -> [N, D]. */
export function gatherRows(table: tf.Tensor2D, indices: Int32Array): tf.Tensor2D {
  const [rows, D] = table.shape;
  const op = tf.customGrad((...args) => {
    const [t] = args as [tf.Tensor2D];
    return {
      value: runShader(gather(indices.length, D), [t, numbers(indices)]),
      gradFunc: (dy: tf.Tensor) => scatterRows(dy, indices, rows),
    };
  });
  return op(table) as tf.Tensor2D;
}

interface Tokens {
  readonly batchSize: number;
  readonly sequenceLength: number;
  readonly inputIds: Int32Array;
  readonly tokenTypeIds?: Int32Array;
}

const embedding = (N: number, T: number, D: number, typed: boolean): Shader => ({
  inputs: ['words', 'positions', 'types', 'ids', ...(typed ? ['typeIds'] : [])],
  shape: [N, D],
  code: `
${['words', 'positions', 'types'].map(pairOf).join('')}
${['ids', ...(typed ? ['typeIds'] : [])].map(numberOf).join('')}
vec2 token(int n, int column) {
  return wordsPair(idsNumber(n), column) + positionsPair(n % ${T}, column)
    + typesPair(${typed ? 'typeIdsNumber(n)' : '0'}, column);
}
vec4 result(ivec2 at) {
  return vec4(token(at.x, at.y), token(min(at.x + 1, ${N - 1}), at.y));
}`,
});

/** dy [B·T, D] -> [rows, D]: sums over the batch; nothing where no token stands. */
const positionGradient = (B: number, T: number, rows: number, D: number): Shader => ({
  inputs: ['dy'],
  shape: [rows, D],
  code: `
${pairOf('dy')}
vec2 rowSum(int t, int column) {
  vec2 sum = vec2(0.0);
  if (t >= ${T}) return sum;
  for (int n = t; n < ${B * T}; n += ${T}) sum += dyPair(n, column);
  return sum;
}
vec4 result(ivec2 at) {
  return vec4(rowSum(at.x, at.y), rowSum(at.x + 1, at.y));
}`,
});

/** The positions' gradient [T or more, D] -> [rows, D]: all tokens are of segment 0. */
const onlyTypeGradient = (T: number, rows: number, D: number): Shader => ({
  inputs: ['positions'],
  shape: [rows, D],
  code: `
${pairOf('positions')}
vec4 result(ivec2 at) {
  vec2 sum = vec2(0.0);
  if (at.x == 0) for (int t = 0; t < ${T}; t++) sum += positionsPair(t, at.y);
  return vec4(sum, 0.0, 0.0);
}`,
});

/** Each token's row of words [V, D], its position's and its segment's, added up: [B·T, D]. */
export function embed(
  words: tf.Tensor2D,
  positions: tf.Tensor2D,
  types: tf.Tensor2D,
  { batchSize: B, sequenceLength: T, inputIds, tokenTypeIds }: Tokens,
): tf.Tensor2D {
  const D = words.shape[1];
  const op = tf.customGrad((...args) => {
    const tables = args.slice(0, 3) as tf.Tensor[];
    const ids = [inputIds, ...(tokenTypeIds ? [tokenTypeIds] : [])].map(numbers);
    return {
      value: runShader(embedding(B * T, T, D, tokenTypeIds !== undefined), [...tables, ...ids]),
      gradFunc: (dy: tf.Tensor) => {
        const byPosition = runShader(positionGradient(B, T, positions.shape[0], D), [dy]);
        const byType = tokenTypeIds
          ? scatterRows(dy, tokenTypeIds, types.shape[0])
          : runShader(onlyTypeGradient(T, types.shape[0], D), [byPosition]);
        return [scatterRows(dy, inputIds, words.shape[0]), byPosition, byType];
      },
    };
  });
  return op(words, positions, types) as tf.Tensor2D;
}
