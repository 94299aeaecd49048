import type { Batch, StepOptions, TrainableModel } from '../engine/engine';

/** The first steps of a run, to try an engine with: the same batches and options as in the run itself. */
export interface Trial {
  readonly batch: (step: number) => Batch;
  readonly options: (step: number) => StepOptions;
}

/** Stop timing after so many ms, or so many steps. */
const ENOUGH_MS = 250;
const MOST_STEPS = 64;
/** A first step that takes this long is enough, ms. */
const SLOW_MS = 1000;

/**
 * Trains some steps of the trial, and returns how long a step takes once the model is warm, ms. Leaves the model as it
 * was, bit for bit; if this throws, the model cannot be used any more.
 */
export async function timeModel(
  model: TrainableModel,
  trial: Trial,
  now: () => number = () => performance.now(),
): Promise<number> {
  model.mark();
  const run = async (steps: number) => {
    const began = now();
    for (let i = 0; i < steps; i++) model.train(trial.batch(model.step), trial.options(model.step));
    await model.statistics();
    return (now() - began) / steps;
  };
  let best = await run(1); // Compiles what is left to compile.
  if (best < SLOW_MS) best = await run(1);
  const began = now();
  let taken = 0;
  while (best < ENOUGH_MS && taken < MOST_STEPS && now() - began < ENOUGH_MS) {
    // Several at once, as in training: what waiting for the device costs is shared.
    const steps = Math.max(1, Math.min(16, Math.floor(ENOUGH_MS / 3 / best)));
    best = Math.min(best, await run(steps));
    taken += steps;
  }
  model.restore('last');
  return best;
}
