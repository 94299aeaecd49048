import type { BertConfig } from '../model/config';
import { decoderOf, parameterLayout } from '../model/layout';
import type { Tensor } from './safetensors';

const BIAS = 'cls.predictions.bias';

/**
 * The tensors of a flat parameter vector by their Hugging Face names, as views of it. Linear weights are [out, in]. A
 * decoder that is not tied has its bias under its own name too: there Transformers reads that one.
 */
export function stateDict(
  config: BertConfig,
  parameters: Float32Array,
): ReadonlyMap<string, Tensor> {
  const members = parameterLayout(config).groups.flatMap((group) => group.members);
  const tensors = new Map(
    members.map(({ name, shape, offset, size }) => [
      name,
      { shape, values: parameters.subarray(offset, offset + size) },
    ]),
  );
  if (!config.tieWordEmbeddings) {
    tensors.set(decoderOf(config).replace(/weight$/, 'bias'), tensors.get(BIAS)!);
  }
  return tensors;
}
