import { deviceBytes } from '../base/deviceMemory';
import type { TrainingState } from '../base/trainingState';
import type { Settings } from '../config/settings';
import { trainingBytes } from '../config/size';
import { bertConfig } from '../model/config';
import { stepFlops } from '../model/flops';
import { initialValues } from '../model/initialValues';
import { parameterLayout } from '../model/layout';
import type { Batches } from '../train/batches';
import { stepOptions } from '../train/session';
import type { Task } from './chooseEngine';

/** Settings whose steps take about equally long, to within a factor of two. */
function sizeClassOf(settings: Settings, vocabSize: number): string {
  const { hiddenSize: D, numHiddenLayers: L, intermediateSize: F } = settings;
  const { maxPositionEmbeddings: T, batchSize: B, mlmProbability } = settings;
  const M = B * T * mlmProbability;
  const size = Math.round(Math.log2(stepFlops({ V: vocabSize, D, L, F, T, B, M })));
  return `2^${size} FLOP, workers ${settings.workers}`;
}

const gigabytes = (bytes: number) => `${(bytes / 1e9).toFixed(1)} GB`;

/** Why training would not fit into what the browser says the device has; undefined where it does, or does not say. */
function whyOnlyLooks(settings: Settings, vocabSize: number): string | undefined {
  const [needs, has] = [trainingBytes(settings, vocabSize), deviceBytes()];
  if (has === undefined || needs <= has) return undefined;
  return `training would take about ${gigabytes(needs)}, and the browser says that this device has ${gigabytes(has)}`;
}

export interface ModelTask extends Task {
  /** Numbers that are learned */
  readonly parameterCount: number;
}

/**
 * A model for these settings, as an engine is chosen for it: the same values whatever the engine. It is a fresh
 * one, or goes on from `saved`; timing an engine leaves either as it was.
 *
 * @param workers how many train it, 0 for as many as do it best: what `saved` was trained by, where that is known
 * @throws where `saved` is of a model of another size
 */
export function modelTask(
  settings: Settings,
  vocabSize: number,
  batches: Pick<Batches, 'at'>,
  onPhase: (phase: string) => void,
  saved?: TrainingState,
  workers = settings.workers,
): ModelTask {
  const config = bertConfig(settings, vocabSize);
  const layout = parameterLayout(config);
  if (saved && saved.parameters.length !== layout.length) {
    const [has, wants] = [saved.parameters.length, layout.length];
    throw new Error(`the saved weights are ${has} numbers, but this model has ${wants}`);
  }
  const state = saved ?? {
    parameters: initialValues(config, layout, settings.seed),
    firstMoment: new Float32Array(layout.length),
    secondMoment: new Float32Array(layout.length),
    step: 0,
  };
  const preparation = {
    onlyLooks: whyOnlyLooks(settings, vocabSize),
    batchSize: settings.batchSize,
    sequenceLength: settings.maxPositionEmbeddings,
    onProgress: onPhase,
  };
  return {
    parameterCount: layout.parameterCount,
    workers,
    makeModel: (engine, many = workers) =>
      engine.createModel(config, state, { ...preparation, workers: many }),
    trial: {
      batch: (step) => batches.at(step, settings),
      options: (step) => stepOptions(settings, step),
    },
    sizeClass: sizeClassOf(settings, vocabSize),
    onPhase,
  };
}
