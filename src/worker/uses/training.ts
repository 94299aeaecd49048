import { macrotask } from '../../base/pause';
import type { Backend } from '../../config/settings';
import type { GatePoint, UsesEvent, UsesRequest } from '../../protocol/uses';
import { materialOf } from '../../uses/material';
import { takeOff, trainWorld } from '../../uses/training';
import type { Use } from '../../uses/use';
import type { Running } from './engines';
import { paceOf, TELL_EVERY_MS } from './pacing';

type Train = Extract<UsesRequest, { type: 'train' }>;

/** What a training tells, ten times a second; a point of the curve at once. */
function teller(id: number, use: Use, backend: Backend, post: (event: UsesEvent) => void) {
  const pace = paceOf();
  const all: GatePoint[] = [];
  let fresh: GatePoint[] = [];
  let told = Number.NEGATIVE_INFINITY;
  const of = materialOf(use.world).settings.maxSteps;
  const tell = (step: number, stepsPerSecond: number | undefined) => {
    told = performance.now();
    post({
      ...{ type: 'training', id, step, of, backend, stepsPerSecond, points: fresh },
      takeOff: takeOff(all, use.world.gate.from),
    });
    fresh = [];
  };
  return {
    onPoint(point: GatePoint) {
      all.push(point);
      fresh.push(point);
    },
    onStep(step: number) {
      const stepsPerSecond = pace(step);
      if (performance.now() - told >= TELL_EVERY_MS) tell(step, stepsPerSecond);
    },
    /** What is still untold */
    flush: (step: number) => {
      if (fresh.length > 0) tell(step, pace(step));
    },
  };
}

/**
 * Trains the model of a use, in chunks, so that other requests are answered meanwhile.
 *
 * @param isWanted whether it is to go on
 * @returns its parameters [P] at its last step, and which that was
 * @throws where the engine fails, or the loss is no number any more; no model is left behind
 */
export async function trainUse(
  { id, seed, workers = 1 }: Train,
  use: Use,
  { engine, guarded }: Running,
  post: (event: UsesEvent) => void,
  isWanted: () => boolean,
): Promise<{ parameters: Float32Array; step: number; isWhole: boolean }> {
  const told = teller(id, use, engine.backend, post);
  let isLost = false;
  let isFirst = true;
  const events = {
    onStep: told.onStep,
    onPoint(point: GatePoint) {
      told.onPoint(point);
      if (isFirst) told.flush(point.step);
      isFirst = false;
    },
    pause: macrotask,
    isWanted: () => !isLost && isWanted(),
  };
  const training = trainWorld(engine, use.world, seed, events, { workers }).then(
    async ({ model, isWhole }) => {
      try {
        const { parameters, step } = await model.read();
        return { parameters, step, isWhole };
      } finally {
        model.dispose();
      }
    },
  );
  try {
    const trained = await guarded(training);
    told.flush(trained.step);
    return trained;
  } catch (error) {
    isLost = true;
    training.catch(() => {}); // what it says after the engine has failed
    throw error;
  }
}
