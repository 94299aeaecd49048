import type { Context } from '../config/settings';
import type { BertConfig } from '../model/config';
import { decoderOf, parameterLayout } from '../model/layout';
import type { Tensor } from './safetensors';

/** What a graph is told about a model. */
export interface GraphOptions {
  /** How much of a sentence a token may look at, as the model was trained; all of it if left out */
  readonly context?: Context;
}

/** The names of the inputs, each [B, T]: ids, 1 for a token and 0 for padding, and which of two sentences. */
export const INPUTS = ['input_ids', 'attention_mask', 'token_type_ids'] as const;

/** The name of the output, [B, T, V]. */
export const OUTPUT = 'logits';

/** What is added to a score that must not count: the lowest float, as in Transformers. */
export const HIDDEN = -3.4028234663852886e38;

/**
 * What a format can express, in steps of BERT. A string names a tensor: an input, a weight by its Hugging Face name, or
 * what an earlier step returned. Each step adds nodes to the graph and returns the name of its result.
 */
export interface GraphOps {
  /** 0 to T - 1, the place of each token: [T] */
  positions(): string;
  /** Rows of table [n, D] for ids [..]: [.., D] */
  lookUp(table: string, ids: string): string;
  /** Sums, of the same shape or of one that repeats */
  add(a: string, b: string): string;
  /** x [.., D] over its last axis, times weight [D], plus bias [D] */
  layerNorm(x: string, weight: string, bias: string): string;
  /** [B, T, D] to [B T, D] */
  rows(x: string): string;
  /** x [n, in] W^T + bias, with weight [out, in]: [n, out] */
  linear(x: string, weight: string, bias: string): string;
  /** [B T, D] to [B, H, T, K] */
  splitHeads(x: string): string;
  /** softmax(q k^T / sqrt(K) + mask) v of [B, H, T, K], back to [B T, D] */
  attention(q: string, k: string, v: string, mask: string): string;
  /** [B, 1, T or 1, T], 0 where a token may look and `HIDDEN` where not. `positions` is [T], as above. */
  mask(context: Context, positions: string): string;
  /** Exact GELU, x Φ(x) */
  gelu(x: string): string;
  /** [B T, V] to the output [B, T, V] */
  output(x: string): void;
}

/** BertForMaskedLM (Devlin et al. 2019) without dropout: the same steps for every format. */
export function bertGraph(config: BertConfig, ops: GraphOps, { context = 'both' }: GraphOptions) {
  const linear = (x: string, name: string) => ops.linear(x, `${name}.weight`, `${name}.bias`);
  const norm = (x: string, name: string) => ops.layerNorm(x, `${name}.weight`, `${name}.bias`);
  const embeddings = 'bert.embeddings';
  const wordEmbeddings = `${embeddings}.word_embeddings.weight`;

  const positions = ops.positions();
  const mask = ops.mask(context, positions);
  const words = ops.lookUp(wordEmbeddings, 'input_ids');
  const types = ops.lookUp(`${embeddings}.token_type_embeddings.weight`, 'token_type_ids');
  const places = ops.lookUp(`${embeddings}.position_embeddings.weight`, positions);
  const sum = ops.add(ops.add(words, types), places);
  let x = ops.rows(norm(sum, `${embeddings}.LayerNorm`));
  for (let l = 0; l < config.numHiddenLayers; l++) {
    const layer = `bert.encoder.layer.${l}`;
    const [q, k, v] = (['query', 'key', 'value'] as const).map((part) =>
      ops.splitHeads(linear(x, `${layer}.attention.self.${part}`)),
    ) as [string, string, string];
    const mixed = linear(ops.attention(q, k, v, mask), `${layer}.attention.output.dense`);
    x = norm(ops.add(mixed, x), `${layer}.attention.output.LayerNorm`);
    const inner = ops.gelu(linear(x, `${layer}.intermediate.dense`));
    x = norm(ops.add(linear(inner, `${layer}.output.dense`), x), `${layer}.output.LayerNorm`);
  }
  const head = 'cls.predictions';
  x = norm(ops.gelu(linear(x, `${head}.transform.dense`)), `${head}.transform.LayerNorm`);
  ops.output(ops.linear(x, decoderOf(config), `${head}.bias`));
}

/** A name for a constant that says it. TensorFlow allows no plus in it. */
export const constantName = (kind: string, ...values: readonly number[]): string =>
  [kind, ...values].join('_').replaceAll('+', '');

/**
 * The weights that `bertGraph` names, in the order of the model.
 *
 * @throws where one is missing or has another shape than `config` says
 */
export function graphWeights(
  config: BertConfig,
  tensors: ReadonlyMap<string, Tensor>,
): readonly (readonly [name: string, tensor: Tensor])[] {
  const members = parameterLayout(config).groups.flatMap((group) => group.members);
  return members.map(({ name, shape }) => {
    const tensor = tensors.get(name);
    if (!tensor) throw new Error(`graphWeights: ${name} is missing`);
    if (`${tensor.shape}` !== `${shape}`) {
      throw new Error(`graphWeights: ${name} has the shape ${tensor.shape}, not ${shape}`);
    }
    return [name, tensor];
  });
}
