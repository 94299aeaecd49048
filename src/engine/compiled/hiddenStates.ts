import type { BertConfig } from '../../model/config';
import type { Batch, HiddenStates } from '../engine';
import type { MemorySizes } from './memory';

/**
 * Where the hidden states lie in `outputs` after a forward pass, in floats: the embeddings, each layer's output, and
 * last the last layer's at the blanks only. Every LayerNorm has a place of its own there, also for a look, so nothing is
 * kept on their account.
 */
export function hiddenPlaces(
  config: BertConfig,
  { slot }: MemorySizes,
  { batchSize: B, sequenceLength: T, positions }: Batch,
): { readonly start: number; readonly length: number }[] {
  const { numHiddenLayers: L, hiddenSize: D } = config;
  return Array.from({ length: L + 1 }, (_, l) => ({
    start: 2 * l * slot.hidden,
    length: (l < L ? B * T : positions.length) * D,
  }));
}

/** What was read at `hiddenPlaces`, in its order, as an engine hands it over: copies. */
export function packHiddenStates(places: readonly Float32Array[]): HiddenStates {
  const layers = places.slice(0, -1);
  const size = layers[0]!.length; // a model has a layer at least
  const lower = new Float32Array(layers.length * size);
  layers.forEach((values, l) => {
    lower.set(values, l * size);
  });
  return { lower, last: places.at(-1)!.slice() };
}
