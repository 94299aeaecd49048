import { formatTable } from '../../scripts/table.mjs';
import { type HostOptions, openHost } from '../browser/host';
import type { LookCost } from '../browser/looks';
import { SIZES } from '../sizes';
import type { Goal } from './goals';
import { figures } from './tables';

const PAIRS = 5;
const WINDOW_SECONDS = 3;
/** Goal: looking takes less than this share of the speed. */
const MOST_LOST = 0.05;
/** Goal of the WASM engine: guesses and maps at the default model's size, ms */
const LOOK_MS = 10;

/** What looking while training costs at cfg 1. */
export async function measureLookCost(
  backend: 'webgpu' | 'wasm',
  options: HostOptions,
  limit: number,
): Promise<LookCost> {
  const host = await openHost(options);
  try {
    const input = { backend, size: SIZES[1], pairs: PAIRS, seconds: WINDOW_SECONDS };
    return (await host.run('looks', 'looks', input, limit)).result;
  } finally {
    await host.close();
  }
}

export function lookGoals(backend: string, { lost, lookMilliseconds }: LookCost): Goal[] {
  const cost: Goal = {
    what: `${backend}: speed lost to looking while training`,
    goal: `below ${100 * MOST_LOST} %`,
    measured: `${figures(100 * lost)} %`,
    met: lost < MOST_LOST,
  };
  if (backend !== 'wasm') return [cost];
  const quick: Goal = {
    what: 'wasm: a look',
    goal: `within ${LOOK_MS} ms`,
    measured: `${figures(lookMilliseconds)} ms`,
    met: lookMilliseconds <= LOOK_MS,
  };
  return [cost, quick];
}

export function lookTable(backend: string, cost: LookCost): string {
  return [
    `cloze ${backend} at cfg 1 in the page's own session, looks at the page's own rate`,
    formatTable([
      ['', 'steps/s', 'looks/s', 'ms a look'],
      ['not looking', figures(cost.without), '', ''],
      ['looking', figures(cost.with), figures(cost.looksPerSecond), figures(cost.lookMilliseconds)],
    ]),
  ].join('\n');
}
