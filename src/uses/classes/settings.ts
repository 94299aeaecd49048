import { DEFAULT_SETTINGS, type Settings } from '../../config/settings';
import type { BertConfig } from '../../model/config';
import { stepFlops } from '../../model/flops';
import type { Method } from './prompt';

/** Steps of a small model, and operations that a large one may take in all. */
const STEPS = 200;
const LEAST_STEPS = 30;
const MOST_OPERATIONS = 2e11;
const BATCH = 16;

/**
 * How a model is fine-tuned. Rates and steps were chosen once, on samples of labels other than those that are measured,
 * and on pages other than those of the exam. Random weights need a higher rate and more steps than pretrained ones.
 */
export function tuningSettings(
  method: Method,
  config: BertConfig,
  seed: number,
  start: 'pretrained' | 'random' = 'pretrained',
): Settings {
  const { vocabSize: V, hiddenSize: D, numHiddenLayers: L, intermediateSize: F } = config;
  const T = Math.min(config.maxPositionEmbeddings, 32);
  const step = stepFlops({ ...{ V, D, L, F, T }, B: BATCH, M: BATCH });
  const maxSteps = Math.max(LEAST_STEPS, Math.min(STEPS, Math.floor(MOST_OPERATIONS / step)));
  return {
    ...DEFAULT_SETTINGS,
    ...{ seed, maxSteps, warmupSteps: Math.round(maxSteps / 10), batchSize: BATCH },
    learningRate: method === 'cloze' ? 5e-4 : 5e-4,
    ...(start === 'random' && {}),
  };
}
