import { key, normalAt } from '../base/random';
import { STREAM } from '../base/streams';
import type { BertConfig } from './config';
import type { Layout } from './layout';

/**
 * Initial values as in BERT (Devlin et al. 2019) and Hugging Face's `_init_weights`: weights normal
 * with standard deviation `initializerRange`, biases 0, LayerNorm weights 1, the [PAD] row 0.
 * Each parameter has its own key, so a change of one size leaves the others' values alone.
 */
export function initialValues(config: BertConfig, layout: Layout, seed: number): Float32Array {
  const flat = new Float32Array(layout.length);
  layout.groups.forEach((group, g) => {
    const values = flat.subarray(group.offset, group.offset + group.size);
    if (group.name.endsWith('bias')) return;
    if (group.name.includes('LayerNorm')) {
      values.fill(1);
      return;
    }
    const k = key(seed, STREAM.initialValues, g);
    for (let i = 0; i < values.length; i++) values[i] = normalAt(k, i) * config.initializerRange;
    if (group.name.endsWith('word_embeddings.weight')) values.fill(0, 0, config.hiddenSize);
  });
  return flat;
}
