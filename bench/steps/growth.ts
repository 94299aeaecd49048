import { formatTable } from '../../scripts/table.mjs';
import { stepFlops } from '../../src/model/flops';
import type { HostOptions } from '../browser/host';
import { CONTENDERS, type ContenderName } from '../contenders';
import { median, stepsPerRound } from '../rounds';
import { growthSizes, type Size } from '../sizes';
import { type Runner, startRunner } from './runners';
import { figures } from './tables';

export interface Growth {
  readonly size: Size;
  /** ms a step */
  readonly wall: number;
  /** Compared with cfg 1 */
  readonly ratio: number;
  readonly flopsRatio: number;
  /** Megabytes of its process, on Linux */
  readonly memory: number | undefined;
}

/** How a step's time grows when T, D, V, L or B of cfg 1 is doubled; all of them take turns. */
export async function measureGrowth(
  contender: ContenderName,
  options: HostOptions,
  rounds: number,
  limit: number,
): Promise<Growth[]> {
  const entries: { size: Size; runner: Runner; steps: number; walls: number[] }[] = [];
  try {
    for (const size of growthSizes()) {
      const runner = await startRunner(contender, size, options, limit);
      const entry = { size, runner, steps: 2, walls: [] };
      entries.push(entry);
      entry.steps = stepsPerRound((await runner.round(2)).wall);
    }
    for (let round = 0; round < rounds; round++) {
      for (const { runner, steps, walls } of entries) walls.push((await runner.round(steps)).wall);
    }
    const base = entries[0]!;
    return entries.map(({ size, runner, walls }) => ({
      size,
      wall: median(walls),
      ratio: median(walls) / median(base.walls),
      flopsRatio: stepFlops(size) / stepFlops(base.size),
      memory: runner.memory(),
    }));
  } finally {
    for (const { runner } of entries) await runner.close();
  }
}

export function growthTable(contender: ContenderName, growth: readonly Growth[]): string {
  const rows = growth.map(({ size, wall, ratio, flopsRatio, memory }, i) => [
    i === 0 ? size.name : `${size.name} doubled`,
    figures(wall),
    figures(ratio),
    figures(flopsRatio),
    memory === undefined ? '' : Math.round(memory),
  ]);
  return [
    `${CONTENDERS[contender]} from cfg 1, one size doubled at a time (F with D, M with T and B)`,
    formatTable([['growth', 'ms', 'x time', 'x FLOP', 'MB'], ...rows]),
  ].join('\n');
}
