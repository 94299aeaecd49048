import * as tf from '@tensorflow/tfjs-core';
import { key, uniformAt } from '../../base/random';
import type { Context } from '../../config/settings';
import type { BertConfig } from '../../model/config';
import type { Layout } from '../../model/layout';
import type { Batch, Dropout } from '../engine';
import { attention, crossEntropy, gatherRows, gelu, layerNorm, linear } from './ops';

/** Parameters by group name, as tensors of the groups' shapes. */
export type Parameters = ReadonlyMap<string, tf.Tensor>;

/** Scores of what may not be looked at. Finite, so that a row of nothing else stays finite. */
const HIDDEN = -1e9;
/** M is rounded up to a multiple of this: WebGL compiles its programs anew for every shape. */
const BLANK_BUCKET = 32;

/** Views into the flat vector [P], one a group. */
export function splitGroups(flat: tf.Tensor1D, layout: Layout): tf.Tensor[] {
  return layout.groups.map((g) =>
    tf.reshape(tf.slice(flat, g.offset, g.size), g.shape as number[]),
  );
}

/** The inverse of `splitGroups`: [P] with zeros in the gaps. */
export function joinGroups(tensors: readonly tf.Tensor[], layout: Layout): tf.Tensor1D {
  const pieces: tf.Tensor1D[] = [];
  let end = 0;
  layout.groups.forEach((g, i) => {
    if (g.offset > end) pieces.push(tf.zeros([g.offset - end]));
    pieces.push(tf.reshape(tensors[i]!, [g.size]));
    end = g.offset + g.size;
  });
  if (layout.length > end) pieces.push(tf.zeros([layout.length - end]));
  return tf.concat1d(pieces);
}

/** What lets a token look only left (itself included), only right, or anywhere: [1, 1, T, T]. */
function contextBias(context: Context, T: number): tf.Tensor4D | undefined {
  if (context === 'both') return undefined;
  const bias = new Float32Array(T * T);
  for (let i = 0; i < T; i++) {
    for (let j = 0; j < T; j++) {
      if (context === 'left' ? j > i : j < i) bias[i * T + j] = HIDDEN;
    }
  }
  return tf.tensor4d(bias, [1, 1, T, T]);
}

/** Inverted dropout (Srivastava et al. 2014): 0 or 1 / (1 - p), from counters, or undefined at p 0. */
function dropoutMask(p: number, k: number, shape: number[]): tf.Tensor | undefined {
  if (p === 0) return undefined;
  const mask = new Float32Array(tf.util.sizeFromShape(shape));
  const kept = 1 / (1 - p);
  for (let i = 0; i < mask.length; i++) mask[i] = uniformAt(k, i) < p ? 0 : kept;
  return tf.tensor(mask, shape);
}

export interface EncodeOptions {
  readonly context: Context;
  readonly dropout?: Dropout | undefined;
  readonly onAttention?: (probabilities: tf.Tensor3D) => void;
}

/** BERT's encoder, post-LayerNorm (Devlin et al. 2019). Returns hidden states [B·T, D]. */
export function encode(
  parameters: Parameters,
  config: BertConfig,
  batch: Batch,
  options: EncodeOptions,
): tf.Tensor2D {
  const { batchSize: B, sequenceLength: T } = batch;
  const { hiddenSize: D, numAttentionHeads: H, layerNormEps } = config;
  const K = D / H;
  const get = <R extends tf.Tensor>(name: string) => parameters.get(name) as R;
  const dense = (x: tf.Tensor2D, name: string) =>
    linear(x, get(`${name}.weight`), get(`${name}.bias`));
  const norm = (x: tf.Tensor2D, name: string) =>
    layerNorm(x, get(`${name}.weight`), get(`${name}.bias`), layerNormEps);

  let site = 0;
  const drop = (x: tf.Tensor2D) => {
    const dropout = options.dropout;
    if (!dropout) return x;
    const mask = dropoutMask(dropout.hiddenDropoutProb, key(dropout.key, site++), [B * T, D]);
    return mask ? (tf.mul(x, mask) as tf.Tensor2D) : x;
  };

  const padding = Float32Array.from(batch.attentionMask, (real) => (real ? 0 : HIDDEN));
  const biases = [tf.tensor4d(padding, [B, 1, 1, T])];
  const onlyOneSide = contextBias(options.context, T);
  if (onlyOneSide) biases.push(onlyOneSide);

  const word = gatherRows(
    get('bert.embeddings.word_embeddings.weight'),
    tf.tensor1d(batch.inputIds, 'int32'),
  );
  const places = tf.slice(
    get<tf.Tensor2D>('bert.embeddings.position_embeddings.weight'),
    [0, 0],
    [T, D],
  );
  const types = get<tf.Tensor2D>('bert.embeddings.token_type_embeddings.weight');
  const type = batch.tokenTypeIds
    ? gatherRows(types, tf.tensor1d(batch.tokenTypeIds, 'int32')) // [B·T, D]
    : tf.slice(types, [0, 0], [1, D]);
  const placed = tf.reshape(tf.add(tf.reshape(word, [B, T, D]), places), [B * T, D]);
  let x = drop(norm(tf.add(placed, type) as tf.Tensor2D, 'bert.embeddings.LayerNorm'));

  /**
   * [B·T, 3·D] to [3·B·H, T, K]. In two steps, since WASM is a hundred times slower at one
   * transposition of five axes.
   */
  const heads = (qkv: tf.Tensor2D) => {
    const apart = tf.transpose(tf.reshape(qkv, [B * T, 3, D]), [1, 0, 2]); // [3, B·T, D]
    const byHead = tf.transpose(tf.reshape(apart, [3 * B, T, H, K]), [0, 2, 1, 3]);
    return tf.reshape(byHead, [3 * B * H, T, K]) as tf.Tensor3D;
  };

  for (let l = 0; l < config.numHiddenLayers; l++) {
    const layer = `bert.encoder.layer.${l}`;
    const qkv = dense(x, `${layer}.attention.self.qkv`); // [B·T, 3·D]
    const mask = options.dropout
      ? dropoutMask(options.dropout.attentionProbsDropoutProb, key(options.dropout.key, site++), [
          B * H,
          T,
          T,
        ])
      : undefined;
    const mixed = attention(
      heads(qkv),
      biases,
      H,
      mask as tf.Tensor3D | undefined,
      options.onAttention,
    );
    const joined = tf.reshape(tf.transpose(tf.reshape(mixed, [B, H, T, K]), [0, 2, 1, 3]), [
      B * T,
      D,
    ]) as tf.Tensor2D;
    const attended = drop(dense(joined, `${layer}.attention.output.dense`));
    x = norm(tf.add(attended, x), `${layer}.attention.output.LayerNorm`);
    const inner = gelu(dense(x, `${layer}.intermediate.dense`)); // [B·T, F]
    const outer = drop(dense(inner, `${layer}.output.dense`));
    x = norm(tf.add(outer, x), `${layer}.output.LayerNorm`);
  }
  return x;
}

/** The MLM head on the rows of hidden [B·T, D] at positions [M]: logits [M, V], decoder tied. */
export function predict(
  parameters: Parameters,
  config: BertConfig,
  hidden: tf.Tensor2D,
  positions: tf.Tensor1D,
): tf.Tensor2D {
  const get = <R extends tf.Tensor>(name: string) => parameters.get(name) as R;
  const transform = 'cls.predictions.transform';
  const rows = gatherRows(hidden, positions); // [M, D]
  const dense = linear(rows, get(`${transform}.dense.weight`), get(`${transform}.dense.bias`));
  const normal = layerNorm(
    gelu(dense),
    get(`${transform}.LayerNorm.weight`),
    get(`${transform}.LayerNorm.bias`),
    config.layerNormEps,
  );
  return linear(normal, get('bert.embeddings.word_embeddings.weight'), get('cls.predictions.bias'));
}

/** The blanks of a batch on the device, padded to the bucket with blanks of weight 0. */
export function blankTensors(batch: Batch) {
  const M = batch.positions.length;
  const padded = Math.max(BLANK_BUCKET, Math.ceil(M / BLANK_BUCKET) * BLANK_BUCKET);
  const positions = new Int32Array(padded);
  const labels = new Int32Array(padded);
  positions.set(batch.positions);
  labels.set(batch.labels);
  return {
    positions: tf.tensor1d(positions, 'int32'),
    labels: tf.tensor1d(labels, 'int32'),
    weights: tf.tensor1d(Float32Array.from({ length: padded }, (_, i) => (i < M ? 1 / M : 0))),
  };
}

/** Mean loss over the blanks of a batch, nats. */
export function maskedLanguageLoss(
  parameters: Parameters,
  config: BertConfig,
  batch: Batch,
  options: EncodeOptions,
): tf.Scalar {
  const blanks = blankTensors(batch);
  const hidden = encode(parameters, config, batch, options);
  const logits = predict(parameters, config, hidden, blanks.positions);
  return crossEntropy(logits, blanks.labels, blanks.weights);
}

/** Loss, and its gradient as one flat vector [P]. */
export function lossAndGradients(
  flat: tf.Tensor1D,
  layout: Layout,
  config: BertConfig,
  batch: Batch,
  options: EncodeOptions,
): { loss: tf.Scalar; gradients: tf.Tensor1D } {
  const loss = (...tensors: tf.Tensor[]) =>
    maskedLanguageLoss(namedGroups(tensors, layout), config, batch, options);
  const { value, grads } = tf.valueAndGrads(loss)(splitGroups(flat, layout));
  return { loss: value as tf.Scalar, gradients: joinGroups(grads, layout) };
}

export function namedGroups(tensors: readonly tf.Tensor[], layout: Layout): Parameters {
  return new Map(layout.groups.map((g, i) => [g.name, tensors[i]!]));
}
