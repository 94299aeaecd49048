import { DEFAULT_SETTINGS, type Settings } from '../../config/settings';
import type { BertConfig } from '../../model/config';
import { stepFlops } from '../../model/flops';

/** Where fine-tuning begins: random weights need more steps, and stand a higher rate. */
export type Start = 'pretrained' | 'random';

/**
 * Chosen once, of 5e-4, 1e-3 and 2e-3, and of 200 and 600 steps, on two samples of labels and on pages that are not those
 * of the exam; one rate for the head and the cloze prompt.
 */
const CHOSEN = {
  pretrained: { learningRate: 5e-4, steps: 200 },
  random: { learningRate: 1e-3, steps: 600 },
} as const;
const BATCH = 16;
/** Operations that a large model may take for each of the steps of a small one, and the fewest steps it gets */
const MOST_OPERATIONS = 1e9;
const LEAST_STEPS = 30;

/** How a model is fine-tuned; a large one in fewer steps, so that a person need not wait long. */
export function tuningSettings(config: BertConfig, seed: number, start: Start): Settings {
  const { vocabSize: V, hiddenSize: D, numHiddenLayers: L, intermediateSize: F } = config;
  const { learningRate, steps } = CHOSEN[start];
  const T = Math.min(config.maxPositionEmbeddings, 32);
  const operations = stepFlops({ ...{ V, D, L, F, T }, B: BATCH, M: BATCH });
  const fits = Math.floor(steps * Math.min(1, MOST_OPERATIONS / operations));
  const maxSteps = Math.max(LEAST_STEPS, fits);
  return {
    ...DEFAULT_SETTINGS,
    ...{ seed, maxSteps, learningRate, batchSize: BATCH },
    warmupSteps: Math.round(maxSteps / 10),
  };
}
