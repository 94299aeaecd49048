import { formatTable } from '../../scripts/table.mjs';
import { figures } from '../steps/tables';
import type { Part } from './parts';

/** Parts below this share of a step are one line. */
const SMALL = 0.005;

/**
 * The parts of a step, the longest first, and after them the lines of `ends`. Shares are of `whole`, ms, and of `peak`,
 * GFLOP/s.
 */
export function partsTable(
  heading: string,
  parts: readonly Part[],
  ends: readonly Part[],
  { whole, peak }: { whole: number; peak: number },
): string {
  const line = ({ name, calls, milliseconds, flops }: Part) => {
    const speed = flops / milliseconds / 1e6;
    const speeds = flops ? [figures(speed), figures((100 * speed) / peak)] : ['', ''];
    return [name, calls, figures(milliseconds), figures((100 * milliseconds) / whole), ...speeds];
  };
  const sorted = parts.toSorted((a, b) => b.milliseconds - a.milliseconds);
  const large = sorted.filter(({ milliseconds }) => milliseconds >= SMALL * whole);
  const small = sorted.slice(large.length);
  const sum = (key: 'calls' | 'milliseconds') =>
    small.reduce((total, part) => total + part[key], 0);
  const rest = { calls: sum('calls'), milliseconds: sum('milliseconds'), flops: 0 };
  return formatTable([
    [heading, 'calls', 'ms', '% of step', 'GFLOP/s', '% of peak'],
    ...large.map(line),
    line({ name: 'all smaller ones', ...rest }),
    ...ends.map(line),
  ]);
}
