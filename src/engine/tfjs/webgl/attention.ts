import * as tf from '@tensorflow/tfjs-core';
import { type AttentionBias, attention as portableAttention } from '../attention';
import { float, pairOf, runShader, type Shader } from './shader';

/** Sizes of one call; N = B·T. */
interface Sizes {
  readonly B: number;
  readonly T: number;
  readonly H: number;
  readonly K: number;
}

/**
 * Where a block of [B·H·T, T] stands: rows i, i + 1 of head h of sequence b. T is even, so that no
 * block lies in two heads.
 */
const placeInScores = ({ T, H }: Sizes) => `
  int head = at.x / ${T};
  int i = at.x - head * ${T};
  int b = head / ${H};
  int h = head - b * ${H};`;

/** `sum`: two rows by two rows over K columns; `left` and `right` are their blocks at column `c`. */
const rowProducts = (K: number, left: string, right: string) => `
  vec4 sum = vec4(0.0);
  for (int c = 0; c < ${K}; c += 2) {
    vec4 l = ${left};
    vec4 r = ${right};
    sum += l.xxzz * r.xzxz + l.yyww * r.ywyw;
  }`;

/** qkv [N, 3·D] -> [B·H·T, T] */
const scores = (sizes: Sizes, oneSided: boolean): Shader => {
  const { B, T, H, K } = sizes;
  return {
    inputs: ['qkv', 'padding', ...(oneSided ? ['side'] : [])],
    shape: [B * H * T, T],
    code: `
${pairOf('padding')}
vec4 result(ivec2 at) {
  ${placeInScores(sizes)}
  ${rowProducts(
    K,
    `getQkv(b * ${T} + i, h * ${K} + c)`,
    `getQkv(b * ${T} + at.y, ${H * K} + h * ${K} + c)`,
  )}
  vec4 bias = paddingPair(b, at.y).xyxy${oneSided ? ' + getSide(i, at.y)' : ''};
  return sum * ${float(1 / Math.sqrt(K))} + bias;
}`,
  };
};

/** [R, T] -> [R, 2]: each row's largest value, and 1 / Σ exp of the distances to it. */
const softmaxRows = (R: number, T: number): Shader => ({
  inputs: ['scores'],
  shape: [R, 2],
  code: `
vec4 result(ivec2 at) {
  int row = at.x;
  vec2 largest = vec2(-3.4e38);
  for (int c = 0; c < ${T}; c += 2) {
    vec4 block = getScores(row, c);
    largest = max(largest, max(block.xz, block.yw));
  }
  vec2 sum = vec2(0.0);
  for (int c = 0; c < ${T}; c += 2) {
    vec4 block = exp(getScores(row, c) - largest.xxyy);
    sum += block.xz + block.yw;
  }
  return vec4(largest.x, 1.0 / sum.x, largest.y, 1.0 / sum.y);
}`,
});

const softmax = (R: number, T: number): Shader => ({
  inputs: ['scores', 'rows'],
  shape: [R, T],
  code: `
vec4 result(ivec2 at) {
  vec4 own = getRows(at.x, 0);
  return exp(getScores(at.x, at.y) - own.xxzz) * own.yyww;
}`,
});

/** Where a block of [N, D] stands: tokens of sequence b, in head h. K is even like T. */
const placeInTokens = ({ T, H, K }: Sizes, column: string) => `
  int b = at.x / ${T};
  int i = at.x - b * ${T};
  int h = ${column} / ${K};
  int head = (b * ${H} + h) * ${T};`;

/** p [B·H·T, T] · values [T, K] of each head -> [N, D] */
const mixed = (sizes: Sizes): Shader => {
  const { B, T, H, K } = sizes;
  const D = H * K;
  return {
    inputs: ['p', 'qkv'],
    shape: [B * T, D],
    code: `
vec4 result(ivec2 at) {
  ${placeInTokens(sizes, 'at.y')}
  vec4 sum = vec4(0.0);
  for (int j = 0; j < ${T}; j += 2) {
    vec4 l = getP(head + i, j);
    vec4 r = getQkv(b * ${T} + j, ${2 * D} + at.y);
    sum += l.xxzz * r.xyxy + l.yyww * r.zwzw;
  }
  return sum;
}`,
  };
};

/** dy [N, D] · valuesᵀ -> the gradient of p, [B·H·T, T] */
const probabilityGradient = (sizes: Sizes): Shader => {
  const { B, T, H, K } = sizes;
  return {
    inputs: ['dy', 'qkv'],
    shape: [B * H * T, T],
    code: `
vec4 result(ivec2 at) {
  ${placeInScores(sizes)}
  ${rowProducts(
    K,
    `getDy(b * ${T} + i, h * ${K} + c)`,
    `getQkv(b * ${T} + at.y, ${2 * H * K} + h * ${K} + c)`,
  )}
  return sum;
}`,
  };
};

/** Each row's Σ dp · p: [R, 1] */
const rowDots = (R: number, T: number): Shader => ({
  inputs: ['dp', 'p'],
  shape: [R, 1],
  code: `
vec4 result(ivec2 at) {
  int row = at.x;
  vec2 sum = vec2(0.0);
  for (int c = 0; c < ${T}; c += 2) {
    vec4 block = getDp(row, c) * getP(row, c);
    sum += block.xz + block.yw;
  }
  return vec4(sum.x, 0.0, sum.y, 0.0);
}`,
});

/** The gradient of the products q · k: [R, T] */
const scoreGradient = (R: number, T: number, K: number): Shader => ({
  inputs: ['dp', 'p', 'dots'],
  shape: [R, T],
  code: `
vec4 result(ivec2 at) {
  vec4 centred = getDp(at.x, at.y) - getDots(at.x, 0).xxzz;
  return getP(at.x, at.y) * centred * ${float(1 / Math.sqrt(K))};
}`,
});

/** [N, 3·D]: ds · k for the queries, dsᵀ · q for the keys, pᵀ · dy for the values */
const inputGradient = (sizes: Sizes): Shader => {
  const { B, T, H, K } = sizes;
  const D = H * K;
  return {
    inputs: ['ds', 'p', 'qkv', 'dy'],
    shape: [B * T, 3 * D],
    code: `
vec4 result(ivec2 at) {
  int part = at.y / ${D};
  int column = at.y - part * ${D};
  ${placeInTokens(sizes, 'column')}
  int first = b * ${T};
  vec4 sum = vec4(0.0);
  if (part == 0) {
    for (int j = 0; j < ${T}; j += 2) {
      vec4 l = getDs(head + i, j);
      vec4 r = getQkv(first + j, ${D} + column);
      sum += l.xxzz * r.xyxy + l.yyww * r.zwzw;
    }
  } else {
    for (int j = 0; j < ${T}; j += 2) {
      vec4 l = part == 1 ? getDs(head + j, i) : getP(head + j, i);
      vec4 r = part == 1 ? getQkv(first + j, column) : getDy(first + j, column);
      sum += l.xxyy * r.xyxy + l.zzww * r.zwzw;
    }
  }
  return sum;
}`,
  };
};

/**
 * As `../attention.ts`. The shaders find each head's columns in qkv themselves, so nothing is
 * transposed or cut apart. An odd T or head size takes the portable way.
 */
export function attention(
  qkv: tf.Tensor2D,
  bias: AttentionBias,
  heads: number,
  dropout: tf.Tensor3D | undefined,
  observe?: (probabilities: tf.Tensor3D) => void,
): tf.Tensor2D {
  const [B, , , T] = bias.padding.shape;
  const sizes: Sizes = { B, T, H: heads, K: qkv.shape[1] / 3 / heads };
  const { K } = sizes;
  if (T % 2 || K % 2) return portableAttention(qkv, bias, heads, dropout, observe);
  const R = B * heads * T;
  const op = tf.customGrad((...args) => {
    const [x, save] = args as [tf.Tensor2D, tf.GradSaveFunc];
    const { padding, side } = bias;
    const s = runShader(
      scores(sizes, side !== undefined),
      side ? [x, padding, side] : [x, padding],
    );
    const p = runShader<tf.Tensor3D>(softmax(R, T), [s, runShader(softmaxRows(R, T), [s])], {
      shape: [B * heads, T, T],
    });
    observe?.(p);
    save(dropout ? [x, p, dropout] : [x, p]);
    return {
      value: runShader(mixed(sizes), [dropout ? tf.mul(p, dropout) : p, x]),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => {
        const [sx, sp, mask] = saved as [tf.Tensor2D, tf.Tensor3D, tf.Tensor3D?];
        const shape = sp.shape;
        const kept = runShader<tf.Tensor3D>(probabilityGradient(sizes), [dy, sx], { shape });
        const dp = mask ? tf.mul(kept, mask) : kept;
        const dots = runShader(rowDots(R, T), [dp, sp]);
        const ds = runShader(scoreGradient(R, T, K), [dp, sp, dots]);
        return runShader(inputGradient(sizes), [ds, mask ? tf.mul(sp, mask) : sp, sx, dy]);
      },
    };
  });
  return op(qkv) as tf.Tensor2D;
}
