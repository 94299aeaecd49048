import * as tf from '@tensorflow/tfjs-core';
import { key, uniformAt } from '../../base/random';
import type { Context } from '../../config/settings';
import type { BertConfig } from '../../model/config';
import { decoderOf, type Layout } from '../../model/layout';
import type { Batch, Dropout } from '../engine';
import type { AttentionBias } from './attention';
import { chooseOps } from './chooseOps';

/** Parameters by group name, as tensors of the groups' shapes. */
export type Parameters = ReadonlyMap<string, tf.Tensor>;

/** Scores of what may not be looked at. Finite, so that a row of nothing else stays finite. */
const HIDDEN = -1e9;
/** M is rounded up to a multiple of this: WebGL compiles its programs anew for every shape. */
const BLANK_BUCKET = 32;

/** Hides padding and, where a token looks only left or right (itself included), the other side. */
function attentionBias({ batchSize: B, sequenceLength: T, ...batch }: Batch, context: Context) {
  const padding = Float32Array.from(batch.attentionMask, (real) => (real ? 0 : HIDDEN));
  const bias = { padding: tf.tensor4d(padding, [B, 1, 1, T]) };
  if (context === 'both') return bias;
  const side = new Float32Array(T * T);
  for (let i = 0; i < T; i++) {
    for (let j = 0; j < T; j++) {
      if (context === 'left' ? j > i : j < i) side[i * T + j] = HIDDEN;
    }
  }
  return { ...bias, side: tf.tensor4d(side, [1, 1, T, T]) };
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
  /** Told the embeddings [B·T, D], then each layer's output */
  readonly onHidden?: (hidden: tf.Tensor2D) => void;
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
  const ops = chooseOps();
  const get = <R extends tf.Tensor>(name: string) => parameters.get(name) as R;
  const dense = (x: tf.Tensor2D, name: string) =>
    ops.linear(x, get(`${name}.weight`), get(`${name}.bias`));
  const norm = (x: tf.Tensor2D, name: string) =>
    ops.layerNorm(x, get(`${name}.weight`), get(`${name}.bias`), layerNormEps);

  let site = 0;
  const drop = (x: tf.Tensor2D) => {
    const dropout = options.dropout;
    if (!dropout) return x;
    const mask = dropoutMask(dropout.hiddenDropoutProb, key(dropout.key, site++), [B * T, D]);
    return mask ? (tf.mul(x, mask) as tf.Tensor2D) : x;
  };

  const bias: AttentionBias = attentionBias(batch, options.context);
  const embedded = ops.embed(
    get('bert.embeddings.word_embeddings.weight'),
    get('bert.embeddings.position_embeddings.weight'),
    get('bert.embeddings.token_type_embeddings.weight'),
    batch,
  );
  let x = drop(norm(embedded, 'bert.embeddings.LayerNorm'));
  options.onHidden?.(x);

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
    const mixed = ops.attention(qkv, bias, H, mask as tf.Tensor3D | undefined, options.onAttention);
    const attended = drop(dense(mixed, `${layer}.attention.output.dense`));
    x = norm(tf.add(attended, x), `${layer}.attention.output.LayerNorm`);
    const inner = ops.gelu(dense(x, `${layer}.intermediate.dense`)); // [B·T, F]
    const outer = drop(dense(inner, `${layer}.output.dense`));
    x = norm(tf.add(outer, x), `${layer}.output.LayerNorm`);
    options.onHidden?.(x);
  }
  return x;
}

/** The MLM head on the rows of hidden [B·T, D] at positions [M]: logits [M, V]. */
export function predict(
  parameters: Parameters,
  config: BertConfig,
  hidden: tf.Tensor2D,
  positions: Int32Array,
): tf.Tensor2D {
  const ops = chooseOps();
  const get = <R extends tf.Tensor>(name: string) => parameters.get(name) as R;
  const transform = 'cls.predictions.transform';
  const rows = ops.gatherRows(hidden, positions); // [M, D]
  const dense = ops.linear(rows, get(`${transform}.dense.weight`), get(`${transform}.dense.bias`));
  const normal = ops.layerNorm(
    ops.gelu(dense),
    get(`${transform}.LayerNorm.weight`),
    get(`${transform}.LayerNorm.bias`),
    config.layerNormEps,
  );
  return ops.linear(normal, get(decoderOf(config)), get('cls.predictions.bias'));
}

/** The blanks of a batch, padded to the bucket with blanks of weight 0. */
export function blankTensors(batch: Batch) {
  const M = batch.positions.length;
  const padded = Math.max(BLANK_BUCKET, Math.ceil(M / BLANK_BUCKET) * BLANK_BUCKET);
  const positions = new Int32Array(padded);
  const labels = new Int32Array(padded);
  positions.set(batch.positions);
  labels.set(batch.labels);
  return {
    positions,
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
  return chooseOps().crossEntropy(logits, blanks.labels, blanks.weights);
}

/** Loss, and its gradient, flat like the parameters. */
export function lossAndGradients(
  flat: tf.Tensor,
  layout: Layout,
  config: BertConfig,
  batch: Batch,
  options: EncodeOptions,
): { loss: tf.Scalar; gradients: tf.Tensor } {
  const { splitGroups, joinGroups } = chooseOps();
  const loss = (...tensors: tf.Tensor[]) =>
    maskedLanguageLoss(namedGroups(tensors, layout), config, batch, options);
  const { value, grads } = tf.valueAndGrads(loss)(splitGroups(flat, layout));
  return { loss: value as tf.Scalar, gradients: joinGroups(grads, layout) };
}

export function namedGroups(tensors: readonly tf.Tensor[], layout: Layout): Parameters {
  return new Map(layout.groups.map((g, i) => [g.name, tensors[i]!]));
}
