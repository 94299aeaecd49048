import type { BertConfig } from '../model/config';
import { parameterLayout } from '../model/layout';
import type { Tensor } from './safetensors';

/** The tensors of a flat parameter vector by their Hugging Face names, as views of it. Linear weights are [out, in]. */
export function stateDict(
  config: BertConfig,
  parameters: Float32Array,
): ReadonlyMap<string, Tensor> {
  const members = parameterLayout(config).groups.flatMap((group) => group.members);
  return new Map(
    members.map(({ name, shape, offset, size }) => [
      name,
      { shape, values: parameters.subarray(offset, offset + size) },
    ]),
  );
}
