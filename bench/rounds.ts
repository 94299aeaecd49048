import type { Batch } from '../src/engine/engine';
import type { Contender } from './browser/contender';

/** Some steps with one wait for the device at their end. */
export interface Round {
  /** ms a step, by the clock, the wait included */
  readonly wall: number;
  /** ms inside the contender's own call, one value a step; the wait is not included */
  readonly js: readonly number[];
  /** Loss of the round's last step, nats */
  readonly loss: number;
}

/** Gives out rounds; the batches take turns over all of them. */
export function createRounds(contender: Contender, batches: readonly Batch[]) {
  let taken = 0;
  return async (steps: number): Promise<Round> => {
    const js: number[] = [];
    const began = performance.now();
    for (let n = 0; n < steps; n++) {
      const batch = batches[taken++ % batches.length]!;
      const called = performance.now();
      contender.step(batch);
      js.push(performance.now() - called);
    }
    const loss = await contender.sync();
    return { wall: (performance.now() - began) / steps, js, loss };
  };
}

/** How many steps of `ms` fill a round: `TARGET_MS`, but few enough to queue at once. */
export function stepsPerRound(ms: number): number {
  return Math.max(1, Math.min(MAX_STEPS, Math.round(TARGET_MS / ms)));
}

/** Long enough for the clock, short enough for many rounds. */
const TARGET_MS = 1500;
/** As the page's session: more are not queued before a wait. */
const MAX_STEPS = 32;

/** The middle value; of an even number the mean of the middle two. NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!) / 2;
}
