import type { BertConfig } from './config';
import { groupsOf } from './hiddenStates';
import { decoderOf } from './layout';
import { gelu, layerNorm, linear } from './plainLoops';

/**
 * BERT's masked-language-model head (Devlin et al. 2019) in plain loops: dense + GELU + LayerNorm, then the
 * decoder.
 *
 * @param hidden [T', D] the encoder's output
 * @param places M places in it
 * @returns [M, V] logits
 */
export function maskedLogits(
  config: BertConfig,
  parameters: Float32Array,
  hidden: Float32Array,
  places: readonly number[],
): Float32Array {
  const D = config.hiddenSize;
  const get = groupsOf(config, parameters);
  const transform = 'cls.predictions.transform';
  const rows = new Float32Array(places.length * D);
  for (const [m, place] of places.entries()) {
    rows.set(hidden.subarray(place * D, (place + 1) * D), m * D);
  }
  const inner = linear(
    rows,
    D,
    get(`${transform}.dense.weight`),
    get(`${transform}.dense.bias`),
  ).map(gelu);
  const normed = layerNorm(
    inner,
    get(`${transform}.LayerNorm.weight`),
    get(`${transform}.LayerNorm.bias`),
    config.layerNormEps,
  );
  return linear(normed, D, get(decoderOf(config)), get('cls.predictions.bias'));
}
