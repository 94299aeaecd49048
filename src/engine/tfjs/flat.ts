/** The flat vector of all parameters, and its groups. */
import * as tf from '@tensorflow/tfjs-core';
import type { Layout } from '../../model/layout';

/** The flat vector on the device, in the shape that suits the backend: here [P]. */
export const flatTensor = (values: Float32Array): tf.Tensor => tf.tensor1d(values);

/** Views into the flat vector, one a group, of the groups' shapes. */
export function splitGroups(flat: tf.Tensor, layout: Layout): tf.Tensor[] {
  return layout.groups.map(({ offset, size, shape }) => {
    const part = tf.slice(flat, offset, size);
    return shape.length === 1 ? part : tf.reshape(part, shape as number[]);
  });
}

/** The inverse of `splitGroups`: zeros in the gaps. */
export function joinGroups(tensors: readonly tf.Tensor[], layout: Layout): tf.Tensor {
  const pieces: tf.Tensor1D[] = [];
  let end = 0;
  layout.groups.forEach(({ offset, size, shape }, i) => {
    if (offset > end) pieces.push(tf.zeros([offset - end]));
    const part = tensors[i]!;
    pieces.push(shape.length === 1 ? (part as tf.Tensor1D) : tf.reshape(part, [size]));
    end = offset + size;
  });
  if (layout.length > end) pieces.push(tf.zeros([layout.length - end]));
  return tf.concat1d(pieces);
}
