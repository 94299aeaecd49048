import * as tf from '@tensorflow/tfjs-core';
import { columnSums } from './columnSums';

/** y = x Wᵀ + b; x [N, I], W [O, I], b [O] -> [N, O]. */
export function linear(x: tf.Tensor2D, weight: tf.Tensor2D, bias: tf.Tensor1D): tf.Tensor2D {
  const op = tf.customGrad((...args) => {
    const [xs, w, b, save] = args as [tf.Tensor2D, tf.Tensor2D, tf.Tensor1D, tf.GradSaveFunc];
    save([xs, w]);
    // Not tf.fused.matMul, which prepares a gradient of its own.
    const value = tf
      .engine()
      .runKernel(
        tf._FusedMatMul,
        { a: xs, b: w, bias: b },
        { transposeA: false, transposeB: true },
      ) as tf.Tensor2D;
    return {
      value,
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => {
        const [sx, sw] = saved as [tf.Tensor2D, tf.Tensor2D];
        const d = dy as tf.Tensor2D; // [N, O]
        return [tf.matMul(d, sw), tf.matMul(d, sx, true, false), columnSums(d)];
      },
    };
  });
  return op(x, weight, bias) as tf.Tensor2D;
}
