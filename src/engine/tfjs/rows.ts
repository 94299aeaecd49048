/** Rows of tables: read by token, position and segment, and the gradients of that. */
import * as tf from '@tensorflow/tfjs-core';
import type { Batch } from '../engine';

/** Adds up the rows of dy [N, D] that belong to one row of a table: [rows, D]. Row n belongs to row `indices[n]`. */
export type ScatterRows = (dy: tf.Tensor2D, indices: Int32Array, rows: number) => tf.Tensor2D;

/** What reads rows, with the gradient that suits the backend. */
export function rowsWith(scatterRows: ScatterRows) {
  /** Rows of table [R, D] at indices [N] -> [N, D]. The gradient adds up rows that were read twice. */
  function gatherRows(table: tf.Tensor2D, indices: Int32Array): tf.Tensor2D {
    const op = tf.customGrad((...args) => {
      const [t] = args as [tf.Tensor2D];
      return {
        value: tf.gather(t, tf.tensor1d(indices, 'int32')),
        gradFunc: (dy: tf.Tensor) => scatterRows(dy as tf.Tensor2D, indices, table.shape[0]),
      };
    });
    return op(table) as tf.Tensor2D;
  }

  /** Each token's row of words [V, D], its position's and its segment's, added up: [B·T, D]. */
  function embed(
    words: tf.Tensor2D,
    positions: tf.Tensor2D,
    types: tf.Tensor2D,
    batch: Pick<Batch, 'batchSize' | 'sequenceLength' | 'inputIds' | 'tokenTypeIds'>,
  ): tf.Tensor2D {
    const { batchSize: B, sequenceLength: T, inputIds, tokenTypeIds } = batch;
    const D = words.shape[1];
    const word = tf.reshape(gatherRows(words, inputIds), [B, T, D]);
    const placed = tf.reshape(tf.add(word, tf.slice(positions, [0, 0], [T, D])), [B * T, D]);
    const type = tokenTypeIds
      ? gatherRows(types, tokenTypeIds) // [B·T, D]
      : tf.slice(types, [0, 0], [1, D]);
    return tf.add(placed, type);
  }

  return { embed, gatherRows };
}

/**
 * Who read which row, sorted here so that the GPU needs no atomics: after rows + 1 places, the readers
 * of row r stand from place r to place r + 1.
 */
export function readersOf(indices: Int32Array, rows: number): Int32Array {
  const lists = new Int32Array(rows + 1 + indices.length);
  for (const row of indices) lists[row + 1]!++;
  lists[0] = rows + 1;
  for (let row = 0; row < rows; row++) lists[row + 1]! += lists[row]!;
  const next = lists.slice(0, rows);
  indices.forEach((row, reader) => {
    lists[next[row]!++] = reader;
  });
  return lists;
}
