import { key, permutation } from '../base/random';
import { STREAM } from '../base/streams';
import type { Settings } from '../config/settings';
import type { Batch, Engine, TrainableModel } from '../engine/engine';
import type { BertConfig } from '../model/config';
import { stepOptions } from '../train/session';
import { checkFinite } from './finite';
import { batchOfRows, type Encoded } from './reader';

/** A text and the token that stands for its class, which the model is to give at [CLS]. */
export interface Example {
  readonly encoded: Pick<Encoded, 'ids' | 'types'>;
  readonly label: number;
  /** The place that is asked, where it is not [CLS]: the blank of a cloze prompt */
  readonly place?: number;
}

export interface FineTuning {
  readonly config: BertConfig;
  /** [P], where it begins: pretrained, or random for training from scratch */
  readonly parameters: Float32Array;
  readonly examples: readonly Example[];
  /** Steps, rate, batch size, seed and the rest */
  readonly settings: Settings;
  readonly onStep?: (step: number) => void;
  readonly pause?: () => Promise<void>;
}

/** Steps between two waits for the device */
const CHUNK = 10;

/**
 * Trains a classifier from examples: all parameters of the encoder, with those of the head (Devlin et al. 2019, section
 * 3). The head is the model's own, dense, GELU, LayerNorm and a row for each label token, asked at [CLS]. Every epoch
 * visits every example once, in a new order.
 *
 * @returns the model, which the caller disposes of
 * @throws without examples; or {NotFiniteError} where the loss is no number any more. Then, or where `pause` throws, the
 * model is disposed of
 */
export async function fineTune(
  engine: Engine,
  { config, parameters, examples, settings, onStep, pause }: FineTuning,
): Promise<TrainableModel> {
  const { seed, maxSteps } = settings;
  if (examples.length === 0) throw new Error('fineTune: there are no examples');
  const B = Math.min(settings.batchSize, examples.length);
  const T = Math.max(...examples.map(({ encoded }) => encoded.ids.length));
  const moment = () => new Float32Array(parameters.length);
  const state = { parameters, firstMoment: moment(), secondMoment: moment(), step: 0 };
  const model = await engine.createModel(config, state, {
    ...{ batchSize: B, sequenceLength: T, workers: 1 },
  });
  let order: { epoch: number; places: Uint32Array } | undefined;
  const exampleAt = (drawn: number) => {
    const epoch = Math.floor(drawn / examples.length);
    if (order?.epoch !== epoch) {
      order = { epoch, places: permutation(key(seed, STREAM.order, epoch), examples.length) };
    }
    return examples[order.places[drawn % examples.length]!]!;
  };
  try {
    for (let step = 0; step < maxSteps; ) {
      const begin = step;
      const end = Math.min(step + CHUNK, maxSteps);
      for (; step < end; step++) {
        const drawn = Array.from({ length: B }, (_, i) => exampleAt(step * B + i));
        model.train(batchOf(drawn, T), stepOptions(settings, step));
      }
      checkFinite((await model.statistics()).losses, begin);
      onStep?.(step);
      await pause?.();
    }
    return model;
  } catch (error) {
    model.dispose();
    throw error;
  }
}

const batchOf = (examples: readonly Example[], T: number): Batch => ({
  ...batchOfRows(
    examples.map(({ encoded, place = 0 }) => ({ ...encoded, places: [place] })),
    T,
  ),
  labels: Int32Array.from(examples, ({ label }) => label),
});
