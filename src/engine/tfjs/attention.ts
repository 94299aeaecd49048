import * as tf from '@tensorflow/tfjs-core';

/** What is added to the scores: a large negative number where a token may not look. */
export interface AttentionBias {
  /** [B, 1, 1, T] */
  readonly padding: tf.Tensor4D;
  /** [1, 1, T, T]; left out where tokens look to both sides */
  readonly side?: tf.Tensor4D;
}

/** [B·T, 3·D] to [3·B·H, T, K], in two transpositions: few backends have a quick one of five axes. */
function splitHeads(qkv: tf.Tensor2D, B: number, T: number, H: number): tf.Tensor3D {
  const D = qkv.shape[1] / 3;
  const apart = tf.transpose(tf.reshape(qkv, [B * T, 3, D]), [1, 0, 2]); // [3, B·T, D]
  const byHead = tf.transpose(tf.reshape(apart, [3 * B, T, H, D / H]), [0, 2, 1, 3]);
  return tf.reshape(byHead, [3 * B * H, T, D / H]) as tf.Tensor3D;
}

/** Queries, keys and values [3·B·H, T, K], one after the other, to [B·H, T, K]. */
function mixValues(
  parts: tf.Tensor3D,
  biases: readonly tf.Tensor4D[],
  heads: number,
  dropout: tf.Tensor3D | undefined,
  observe?: (probabilities: tf.Tensor3D) => void,
): tf.Tensor3D {
  const [three, T, K] = parts.shape;
  const batch = three / 3; // B·H
  const scale = 1 / Math.sqrt(K);
  const part = (x: tf.Tensor3D, i: number) => tf.slice(x, [i * batch, 0, 0], [batch, T, K]);
  const op = tf.customGrad((...args) => {
    const [x, save] = args as [tf.Tensor3D, tf.GradSaveFunc];
    const [q, k, v] = [part(x, 0), part(x, 1), part(x, 2)];
    const raw = tf.mul(tf.matMul(q, k, false, true), scale); // [B·H, T, T]
    let scores = tf.reshape(raw, [batch / heads, heads, T, T]) as tf.Tensor4D;
    for (const bias of biases) scores = tf.add(scores, bias);
    const p = tf.reshape(tf.softmax(scores, -1), [batch, T, T]) as tf.Tensor3D;
    observe?.(p);
    const used = dropout ? tf.mul(p, dropout) : p;
    save(dropout ? [x, p, dropout] : [x, p]);
    return {
      value: tf.matMul(used, v) as tf.Tensor3D,
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => {
        const [sx, sp, mask] = saved as [tf.Tensor3D, tf.Tensor3D, tf.Tensor3D?];
        const [sq, sk, sv] = [part(sx, 0), part(sx, 1), part(sx, 2)];
        const d = dy as tf.Tensor3D;
        const kept = mask ? tf.mul(sp, mask) : sp;
        const dv = tf.matMul(kept, d, true, false);
        let dp = tf.matMul(d, sv, false, true); // [B·H, T, T]
        if (mask) dp = tf.mul(dp, mask);
        const along = tf.sum(tf.mul(dp, sp), -1, true);
        const ds = tf.mul(tf.mul(sp, tf.sub(dp, along)), scale);
        return tf.concat([tf.matMul(ds, sk), tf.matMul(ds, sq, true, false), dv], 0);
      },
    };
  });
  return op(parts) as tf.Tensor3D;
}

/**
 * Scaled dot-product attention (Vaswani et al. 2017).
 * qkv [B·T, 3·D], queries, keys and values side by side, heads side by side in each; dropout
 * [B·H, T, T] already scaled, or undefined. Returns the mixed values [B·T, D]. Also hands out the
 * probabilities [B·H, T, T], without a gradient.
 */
export function attention(
  qkv: tf.Tensor2D,
  { padding, side }: AttentionBias,
  heads: number,
  dropout: tf.Tensor3D | undefined,
  observe?: (probabilities: tf.Tensor3D) => void,
): tf.Tensor2D {
  const [B, , , T] = padding.shape;
  const D = qkv.shape[1] / 3;
  const biases = side ? [padding, side] : [padding];
  const mixed = mixValues(splitHeads(qkv, B, T, heads), biases, heads, dropout, observe);
  const byToken = tf.transpose(tf.reshape(mixed, [B, heads, T, D / heads]), [0, 2, 1, 3]);
  return tf.reshape(byToken, [B * T, D]) as tf.Tensor2D;
}
