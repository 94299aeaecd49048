/**
 * The pieces of BERT as TensorFlow.js ops, each with its own gradient: fewer kernels than autodiff
 * makes. They run on every backend; WebGL has quicker ones of its own (`webgl/ops.ts`), and WebGPU
 * some whose results repeat (`webgpu/ops.ts`).
 *
 * What a gradient needs must pass through `save`: tensors in a closure are freed after the forward
 * pass.
 */
import * as tf from '@tensorflow/tfjs-core';
import { rowsWith } from './rows';

export { adamWStep } from './adamw';
export { attention } from './attention';
export { flatTensor, joinGroups, splitGroups } from './flat';

/** x [N, D] -> [D]. A product with ones: one kernel where tf.sum over axis 0 takes several. */
function columnSums(x: tf.Tensor2D): tf.Tensor1D {
  return tf.reshape(tf.matMul(tf.ones([1, x.shape[0]]), x), [x.shape[1]]);
}

/** indices [N] -> [N, depth] of 0 and 1 */
export function oneHot(indices: tf.Tensor1D, depth: number): tf.Tensor2D {
  return tf.cast(tf.oneHot(indices, depth), 'float32') as tf.Tensor2D;
}

/** y = x Wᵀ + b; x [N, I], W [O, I], b [O] -> [N, O]. */
export function linear(x: tf.Tensor2D, weight: tf.Tensor2D, bias: tf.Tensor1D): tf.Tensor2D {
  const op = tf.customGrad((...args) => {
    const [xs, w, b, save] = args as [tf.Tensor2D, tf.Tensor2D, tf.Tensor1D, tf.GradSaveFunc];
    save([xs, w]);
    return {
      value: tf.add(tf.matMul(xs, w, false, true), b),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => {
        const [sx, sw] = saved as [tf.Tensor2D, tf.Tensor2D];
        const d = dy as tf.Tensor2D; // [N, O]
        return [tf.matMul(d, sw, false, false), tf.matMul(d, sx, true, false), columnSums(d)];
      },
    };
  });
  return op(x, weight, bias) as tf.Tensor2D;
}

/** Its gradient is TensorFlow.js' own: where a GPU adds up with atomics, its last bits vary. */
export const { embed, gatherRows } = rowsWith((dy, indices, rows) =>
  tf.scatterND(tf.expandDims(tf.tensor1d(indices, 'int32'), 1), dy, [rows, dy.shape[1]]),
);

/** LayerNorm (Ba et al. 2016) over the last axis; x [N, D]. */
export function layerNorm(
  x: tf.Tensor2D,
  weight: tf.Tensor1D,
  bias: tf.Tensor1D,
  epsilon: number,
): tf.Tensor2D {
  const op = tf.customGrad((...args) => {
    const [xs, w, b, save] = args as [tf.Tensor2D, tf.Tensor1D, tf.Tensor1D, tf.GradSaveFunc];
    const centred = tf.sub(xs, tf.mean(xs, 1, true));
    const variance = tf.mean(tf.square(centred), 1, true);
    const inverse = tf.rsqrt(tf.add(variance, epsilon)); // [N, 1]
    const normal = tf.mul(centred, inverse); // [N, D]
    save([normal, inverse, w]);
    return {
      value: tf.add(tf.mul(normal, w), b),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => {
        const [n, inv, sw] = saved as [tf.Tensor2D, tf.Tensor2D, tf.Tensor1D];
        const d = dy as tf.Tensor2D;
        const dn = tf.mul(d, sw);
        const along = tf.mean(tf.mul(dn, n), 1, true);
        const dx = tf.mul(tf.sub(tf.sub(dn, tf.mean(dn, 1, true)), tf.mul(n, along)), inv);
        return [dx, columnSums(tf.mul(d, n)), columnSums(d)];
      },
    };
  });
  return op(x, weight, bias) as tf.Tensor2D;
}

const SQRT_HALF = Math.SQRT1_2;
const INVERSE_SQRT_2PI = 1 / Math.sqrt(2 * Math.PI);

/** Exact GELU x Φ(x) (Hendrycks and Gimpel 2016). */
export function gelu(x: tf.Tensor2D): tf.Tensor2D {
  const op = tf.customGrad((...args) => {
    const [xs, save] = args as [tf.Tensor2D, tf.GradSaveFunc];
    const phi = tf.mul(tf.add(tf.erf(tf.mul(xs, SQRT_HALF)), 1), 0.5);
    save([xs, phi]);
    return {
      value: tf.mul(xs, phi),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => {
        const [sx, sphi] = saved as [tf.Tensor2D, tf.Tensor2D];
        const density = tf.mul(tf.exp(tf.mul(tf.square(sx), -0.5)), INVERSE_SQRT_2PI);
        return tf.mul(dy, tf.add(sphi, tf.mul(sx, density)));
      },
    };
  });
  return op(x) as tf.Tensor2D;
}

/** Σ weights · -ln softmax(logits)[label]; logits [M, V], labels [M], weights [M] -> scalar. */
export function crossEntropy(
  logits: tf.Tensor2D,
  labels: tf.Tensor1D,
  weights: tf.Tensor1D,
): tf.Scalar {
  const [M, V] = logits.shape;
  const op = tf.customGrad((...args) => {
    const [x, save] = args as [tf.Tensor2D, tf.GradSaveFunc];
    const hot = oneHot(labels, V);
    const logp = logSoftmax(x);
    const w = tf.reshape(weights, [M, 1]);
    save([logp, hot, w]);
    return {
      value: tf.neg(tf.sum(tf.mul(tf.mul(logp, hot), w))) as tf.Scalar,
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => {
        const [slogp, shot, sw] = saved as [tf.Tensor2D, tf.Tensor2D, tf.Tensor2D];
        return tf.mul(tf.mul(tf.sub(tf.exp(slogp), shot), sw), dy);
      },
    };
  });
  return op(logits) as tf.Scalar;
}

/** ln softmax over the last axis, safe for large values; x [M, V]. */
export function logSoftmax(x: tf.Tensor2D): tf.Tensor2D {
  const shifted = tf.sub(x, tf.max(x, 1, true));
  return tf.sub(shifted, tf.log(tf.sum(tf.exp(shifted), 1, true)));
}
