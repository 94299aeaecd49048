import * as tf from '@tensorflow/tfjs-core';
import { columnSums, columnSumsOf } from './columnSums';
import { float, overColumns, runShader, type Shader } from './shader';

/** x [N, D] -> [N, 2]: each row's mean and 1 / standard deviation. */
const statistics = ([N, D]: readonly [number, number], epsilon: number): Shader => ({
  inputs: ['x'],
  shape: [N, 2],
  code: `
vec4 result(ivec2 at) {
  int row = at.x;
  vec2 sum = vec2(0.0);
  ${overColumns(D, 'vec4 block = getX(row, c);', 'sum += block.xz + block.yw;')}
  vec2 mean = sum / ${float(D)};
  vec2 squares = vec2(0.0);
  ${overColumns(
    D,
    'vec4 block = getX(row, c) - mean.xxyy;',
    'squares += block.xz * block.xz + block.yw * block.yw;',
  )}
  vec2 inverse = inversesqrt(squares / ${float(D)} + ${epsilon});
  return vec4(mean.x, inverse.x, mean.y, inverse.y);
}`,
});

/** The normal values, of mean 0 and variance 1, at a block of x. */
const NORMAL = `
vec4 normal(int row, int column) {
  vec4 own = getStatistics(row, 0);
  return (getX(row, column) - own.xxzz) * own.yyww;
}`;

const scaled = (shape: readonly [number, number]): Shader => ({
  inputs: ['x', 'statistics', 'weight', 'bias'],
  shape,
  code: `
${NORMAL}
vec4 result(ivec2 at) {
  return normal(at.x, at.y) * getWeight(0, at.y).xyxy + getBias(0, at.y).xyxy;
}`,
});

/** [N, 2]: each row's mean of dn = dy · weight, and of dn · normal. */
const means = ([N, D]: readonly [number, number]): Shader => ({
  inputs: ['x', 'statistics', 'weight', 'dy'],
  shape: [N, 2],
  code: `
${NORMAL}
vec4 result(ivec2 at) {
  int row = at.x;
  vec2 sum = vec2(0.0);
  vec2 along = vec2(0.0);
  ${overColumns(
    D,
    'vec4 block = getDy(row, c) * getWeight(0, c).xyxy; vec4 n = normal(row, c);',
    `sum += block.xz + block.yw;
    along += block.xz * n.xz + block.yw * n.yw;`,
  )}
  return vec4(sum.x, along.x, sum.y, along.y) / ${float(D)};
}`,
});

const inputGradient = (shape: readonly [number, number]): Shader => ({
  inputs: ['x', 'statistics', 'weight', 'dy', 'means'],
  shape,
  code: `
${NORMAL}
vec4 result(ivec2 at) {
  vec4 dn = getDy(at.x, at.y) * getWeight(0, at.y).xyxy;
  vec4 mean = getMeans(at.x, 0);
  vec4 centred = dn - mean.xxzz - normal(at.x, at.y) * mean.yyww;
  return centred * getStatistics(at.x, 0).yyww;
}`,
});

const WEIGHT_GRADIENT = `
${NORMAL}
vec4 block(int row, int column) { return getDy(row, column) * normal(row, column); }`;

/** LayerNorm (Ba et al. 2016) over the last axis; x [N, D]. */
export function layerNorm(
  x: tf.Tensor2D,
  weight: tf.Tensor1D,
  bias: tf.Tensor1D,
  epsilon: number,
): tf.Tensor2D {
  const { shape } = x;
  const op = tf.customGrad((...args) => {
    const [xs, w, b, save] = args as [tf.Tensor2D, tf.Tensor1D, tf.Tensor1D, tf.GradSaveFunc];
    const own = runShader(statistics(shape, epsilon), [xs]);
    save([xs, own, w]);
    return {
      value: runShader(scaled(shape), [xs, own, w, b]),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => {
        const [sx, sown, sw] = saved as [tf.Tensor2D, tf.Tensor2D, tf.Tensor1D];
        const mean = runShader(means(shape), [sx, sown, sw, dy]);
        const dx = runShader(inputGradient(shape), [sx, sown, sw, dy, mean]);
        const dw = columnSumsOf(['x', 'statistics', 'dy'], [sx, sown, dy], WEIGHT_GRADIENT, shape);
        return [dx, dw, columnSums(dy as tf.Tensor2D)];
      },
    };
  });
  return op(x, weight, bias) as tf.Tensor2D;
}
