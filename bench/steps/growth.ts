import { formatTable } from '../../scripts/table.mjs';
import { stepFlops } from '../../src/model/flops';
import { type HostOptions, openHost } from '../browser/host';
import { CONTENDERS, type ContenderName } from '../contenders';
import { median, stepsPerRound } from '../rounds';
import { growthSizes, type Size } from '../sizes';
import { figures } from './tables';

export interface Growth {
  readonly size: Size;
  /** ms a step */
  readonly wall: number;
  /** Compared with cfg 1 */
  readonly ratio: number;
  readonly flopsRatio: number;
}

/** How a step's time grows when T, D, V, L or B of cfg 1 is doubled; all of them take turns in one browser. */
export async function measureGrowth(
  contender: ContenderName,
  options: HostOptions,
  rounds: number,
  limit: number,
): Promise<Growth[]> {
  const host = await openHost(options);
  try {
    const entries: { size: Size; steps: number; walls: number[] }[] = [];
    for (const size of growthSizes()) {
      await host.run(size.name, 'start', { contender, size }, limit);
      const { result } = await host.run(size.name, 'round', { steps: 2 }, limit);
      entries.push({ size, steps: stepsPerRound(result.wall), walls: [] });
    }
    for (let round = 0; round < rounds; round++) {
      for (const { size, steps, walls } of entries) {
        walls.push((await host.run(size.name, 'round', { steps }, limit)).result.wall);
      }
    }
    const base = entries[0]!;
    return entries.map(({ size, walls }) => ({
      size,
      wall: median(walls),
      ratio: median(walls) / median(base.walls),
      flopsRatio: stepFlops(size) / stepFlops(base.size),
    }));
  } finally {
    await host.close();
  }
}

export function growthTable(contender: ContenderName, growth: readonly Growth[]): string {
  const rows = growth.map(({ size, wall, ratio, flopsRatio }, i) => [
    i === 0 ? size.name : `${size.name} doubled`,
    figures(wall),
    figures(ratio),
    figures(flopsRatio),
  ]);
  return [
    `${CONTENDERS[contender]} from cfg 1, one size doubled at a time (F with D, M with T and B)`,
    formatTable([['growth', 'ms', 'x time', 'x FLOP'], ...rows]),
  ].join('\n');
}
