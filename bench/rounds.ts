import type { Batch } from '../src/engine/engine';
import type { Contender } from './browser/contender';

/** Some steps, with one wait for the device at the end. */
export interface Round {
  /** ms a step by the clock, including the wait */
  readonly wall: number;
  /** ms inside the contender's own call, for each step, without the wait */
  readonly js: readonly number[];
  /** Loss of the round's last step, nats */
  readonly loss: number;
}

/** Runs rounds of steps; over all of them the batches take turns. */
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

/** A round this slow is not repeated: a large model takes a minute a step on a CPU. */
const SLOW_MS = 10_000;

/** So many rounds of `stepsPerRound`, after one step to warm up; where that is slow, only this one. */
export async function repeatRounds(
  round: (steps: number) => Promise<Round>,
  times: number,
  afterEach: () => Promise<unknown> = async () => {},
): Promise<{ rounds: Round[]; steps: number }> {
  const warm = await round(1);
  if (warm.wall >= SLOW_MS) return { rounds: [warm], steps: 1 };
  const steps = stepsPerRound(warm.wall);
  const rounds: Round[] = [];
  for (let n = 0; n < times; n++) {
    rounds.push(await round(steps));
    await afterEach();
  }
  return { rounds, steps };
}

/**
 * How many steps of `ms` make a round: they take `TARGET_MS`, but are few enough to queue at once. At least `LEAST_STEPS` where
 * they are not slow, since the first one after another contender's turn takes longer, and PyTorch's much longer.
 */
export function stepsPerRound(ms: number): number {
  const least = ms < 2 * TARGET_MS ? LEAST_STEPS : 1;
  return Math.max(least, Math.min(MAX_STEPS, Math.round(TARGET_MS / ms)));
}

/** Long enough for the clock, short enough for many rounds. */
const TARGET_MS = 1500;
const LEAST_STEPS = 3;
/** As in the page's session, no more steps are queued before a wait. */
const MAX_STEPS = 32;

/** The middle value, or the mean of the middle two; NaN if there is none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!) / 2;
}
