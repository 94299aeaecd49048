import { EXPERIMENT_SETTINGS } from '../config/experiments';
import type { Context, Settings } from '../config/settings';
import type { Engine } from '../engine/engine';
import type { BlankFloor } from '../grammar/floors';
import type { BuiltInLanguage } from '../grammar/languages';
import { bertConfig } from '../model/config';
import { initialValues } from '../model/initialValues';
import { parameterLayout } from '../model/layout';
import { createBatches } from '../train/batches';
import { sitExam } from '../train/exam';
import { stepOptions } from '../train/session';
import { type Language, makeLanguage } from './language';

/**
 * The smallest model that gets within `NEAR` of the floor of every built-in language, and the quickest way there: a
 * higher mask ratio and learning rate than on the page.
 */
export const settings: Settings = {
  ...EXPERIMENT_SETTINGS,
  hiddenSize: 32,
  intermediateSize: 64,
  mlmProbability: 0.4,
  maxSteps: 900,
  warmupSteps: 90,
  learningRate: 5e-3,
};

/** Highest loss above the floor, nats. A model further away could hide a leak of a quarter. */
export const NEAR = 0.1;

/** Standard errors from the floor. A loss this far below it comes by chance once in 30 000 exams. */
export const LEAK = -4;

/**
 * How far losses lie above the floor of a context, in standard errors of the mean. Each blank is compared with its own
 * floor, so how hard the exam's words happen to be cancels out.
 *
 * A model that sees no more than its context is above the floor on average, whatever it has learned: the floor is the
 * least expected loss. A model that sees more, on a quarter of the blanks or more, gets below it.
 */
export function aboveFloor(
  losses: ArrayLike<number>,
  floors: readonly BlankFloor[],
  context: Context,
): number {
  const differences = floors.map((floor, m) => losses[m]! - floor[context].loss);
  const M = differences.length;
  const mean = differences.reduce((a, b) => a + b, 0) / M;
  const variance = differences.reduce((sum, d) => sum + (d - mean) ** 2, 0) / (M - 1);
  return mean / Math.sqrt(variance / M);
}

/** `losses`, but on every n-th blank those of a model that sees more. */
export const leaking = (losses: ArrayLike<number>, seeing: ArrayLike<number>, n: number) =>
  Array.from(losses, (loss, m) => (m % n === 0 ? seeing[m]! : loss));

/** A built-in language with fewer sentences than on the page: 6000, and about 1200 blanks in its exam. */
export const drawn = async ({ load }: BuiltInLanguage) =>
  makeLanguage({ grammar: await load(), sentences: 6000, seed: 1, sequenceLength: 24 });

/** Trains a model on what `context` lets it see, and gives it the exam. The caller disposes of it. */
export async function trained(
  engine: Engine,
  context: Context,
  { dataset, vocabSize, exam }: Language,
) {
  const config = bertConfig(settings, vocabSize);
  const layout = parameterLayout(config);
  const model = await engine.createModel(
    config,
    {
      parameters: initialValues(config, layout, 1),
      firstMoment: new Float32Array(layout.length),
      secondMoment: new Float32Array(layout.length),
      step: 0,
    },
    { batchSize: settings.batchSize, sequenceLength: settings.maxPositionEmbeddings },
  );
  const batches = createBatches(dataset, vocabSize);
  const own = { ...settings, context };
  for (let step = 0; step < settings.maxSteps; step++) {
    model.train(batches.at(step, own), stepOptions(own, step));
    if (step % 32 === 31) await model.statistics();
  }
  return { model, result: await sitExam(model, exam, context), config };
}
