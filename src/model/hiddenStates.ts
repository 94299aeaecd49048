import type { Context } from '../config/settings';
import type { BertConfig } from './config';
import { parameterLayout } from './layout';
import { gelu, layerNorm, linear } from './plainLoops';

/** Looks up a group of the flat parameter vector by its Hugging Face name. */
export function groupsOf(config: BertConfig, parameters: Float32Array) {
  const groups = new Map(parameterLayout(config).groups.map((group) => [group.name, group]));
  return (name: string): Float32Array => {
    const { offset, size } = groups.get(name)!;
    return parameters.subarray(offset, offset + size);
  };
}

const add = (x: Float32Array, y: Float32Array) => x.map((value, i) => value + y[i]!);

/** Whether a token at `from` may look at one at `to`. */
const sees = (context: Context, from: number, to: number) =>
  context === 'both' || (context === 'left' ? to <= from : to >= from);

/** BERT's embeddings of a sentence, [T', D]: token + position + segment, LayerNorm. Arguments as for `encodeLayers`. */
export function embed(
  config: BertConfig,
  parameters: Float32Array,
  inputIds: ArrayLike<number>,
  tokenTypeIds?: ArrayLike<number>,
): Float32Array {
  const D = config.hiddenSize;
  const get = groupsOf(config, parameters);
  const words = get('bert.embeddings.word_embeddings.weight');
  const places = get('bert.embeddings.position_embeddings.weight');
  const types = get('bert.embeddings.token_type_embeddings.weight');
  const x = new Float32Array(inputIds.length * D);
  for (let t = 0; t < inputIds.length; t++) {
    const type = tokenTypeIds?.[t] ?? 0;
    for (let i = 0; i < D; i++) {
      x[t * D + i] = words[inputIds[t]! * D + i]! + places[t * D + i]! + types[type * D + i]!;
    }
  }
  const name = 'bert.embeddings.LayerNorm';
  return layerNorm(x, get(`${name}.weight`), get(`${name}.bias`), config.layerNormEps);
}

/** The output of one layer of the encoder for a sentence of T' tokens. */
export interface EncodedLayer {
  /** [T', D] */
  readonly hidden: Float32Array;
  /** [H, T', T'], row looks at column */
  readonly attentions: Float32Array;
}

/**
 * Runs one sentence through BERT's encoder (Devlin et al. 2019), layer by layer, from the flat parameter vector, in plain
 * loops and without dropout. Slow, but independent of every engine, and the caller may rest between two layers.
 *
 * @param inputIds [T'], [CLS] and [SEP] included, no padding
 * @param tokenTypeIds [T'], the segments; left out where every token is of segment 0
 */
export function* encodeLayers(
  config: BertConfig,
  parameters: Float32Array,
  inputIds: ArrayLike<number>,
  context: Context,
  tokenTypeIds?: ArrayLike<number>,
): Generator<EncodedLayer, void> {
  const { hiddenSize: D, numAttentionHeads: H, layerNormEps } = config;
  const K = D / H;
  const length = inputIds.length;
  const get = groupsOf(config, parameters);
  const dense = (x: Float32Array, k: number, name: string) =>
    linear(x, k, get(`${name}.weight`), get(`${name}.bias`));
  const norm = (x: Float32Array, name: string) =>
    layerNorm(x, get(`${name}.weight`), get(`${name}.bias`), layerNormEps);

  let x = embed(config, parameters, inputIds, tokenTypeIds);

  for (let l = 0; l < config.numHiddenLayers; l++) {
    const layer = `bert.encoder.layer.${l}`;
    const qkv = dense(x, D, `${layer}.attention.self.qkv`); // [length, 3 D]
    const attentions = new Float32Array(H * length * length);
    const mixed = new Float32Array(length * D);
    for (let h = 0; h < H; h++) {
      for (let from = 0; from < length; from++) {
        const scores = Array.from({ length }, (_, to) => {
          if (!sees(context, from, to)) return Number.NEGATIVE_INFINITY;
          let score = 0;
          for (let i = h * K; i < (h + 1) * K; i++)
            score += qkv[from * 3 * D + i]! * qkv[to * 3 * D + D + i]!;
          return score / Math.sqrt(K);
        });
        const top = Math.max(...scores);
        const weights = scores.map((score) => Math.exp(score - top));
        const total = weights.reduce((a, b) => a + b, 0);
        for (let to = 0; to < length; to++) {
          const weight = weights[to]! / total;
          attentions[(h * length + from) * length + to] = weight;
          for (let i = h * K; i < (h + 1) * K; i++) {
            mixed[from * D + i]! += weight * qkv[to * 3 * D + 2 * D + i]!;
          }
        }
      }
    }
    x = norm(
      add(dense(mixed, D, `${layer}.attention.output.dense`), x),
      `${layer}.attention.output.LayerNorm`,
    );
    const inner = dense(x, D, `${layer}.intermediate.dense`).map(gelu);
    x = norm(
      add(dense(inner, config.intermediateSize, `${layer}.output.dense`), x),
      `${layer}.output.LayerNorm`,
    );
    yield { hidden: x, attentions };
  }
}

/** The last hidden states of one sentence, [T', D]. Quick enough for probes, which need a few thousand tokens once. */
export function hiddenStates(...sentence: Parameters<typeof encodeLayers>): Float32Array {
  let last: Float32Array | undefined;
  for (const { hidden } of encodeLayers(...sentence)) last = hidden;
  return last!; // a model has a layer at least
}
