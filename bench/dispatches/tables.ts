import { formatTable } from '../../scripts/table.mjs';
import type { DispatchTimes, ProductTime } from '../browser/dispatchTimes';
import { partsTable } from '../kernels/partsTable';
import { figures } from '../steps/tables';

/** The fastest tiling beside the chosen one; undefined if no other was timed. */
function nextBest({ chosen, milliseconds }: ProductTime): [name: string, ms: number] | undefined {
  const others = Object.entries(milliseconds).filter(([name]) => name !== chosen);
  return others.sort(([, a], [, b]) => a - b)[0];
}

const HEADING = [
  ...['product', 'calls', 'tiling', 'ms', 'ms a step', 'GFLOP/s', '% of peak'],
  ...['next best', 'its ms', 'x', 'where'],
];

/** Each product of a step, those that take the longest first: what the tuner chose, and by how much. */
export function productTable(products: readonly ProductTime[], peak: number): string {
  const own = ({ chosen, milliseconds }: ProductTime) => milliseconds[chosen]!;
  const inStep = (product: ProductTime) => product.calls * own(product);
  const speeds = (flops: number, ms: number) =>
    [flops / ms / 1e6, (100 * flops) / ms / 1e6 / peak].map(figures);
  const line = (product: ProductTime) => {
    const { name, calls, flops, chosen, inTime, places } = product;
    const ms = own(product);
    const [next, nextMs] = nextBest(product) ?? ['', undefined];
    return [
      ...[name, calls, inTime ? chosen : `${chosen} (*)`, figures(ms), figures(inStep(product))],
      ...[...speeds(flops, ms), next, figures(nextMs), figures(nextMs && nextMs / ms)],
      places.join('; '),
    ];
  };
  const sum = (of: (product: ProductTime) => number) =>
    products.reduce((total, product) => total + of(product), 0);
  const all = sum(inStep);
  const flops = sum((product) => product.calls * product.flops);
  const calls = sum((product) => product.calls);
  const table = formatTable([
    HEADING,
    ...products.toSorted((a, b) => inStep(b) - inStep(a)).map(line),
    ['all products', calls, '', '', figures(all), ...speeds(flops, all), '', '', '', ''],
  ]);
  if (products.every(({ inTime }) => inTime)) return table;
  const best = sum(({ calls, milliseconds }) => calls * Math.min(...Object.values(milliseconds)));
  return [
    table,
    '(*) The tuner had no time left for it, so it has the tiling of a product like it. Timed for this table only.',
    `With the fastest tiling of each, the products of a step would take ${figures(all - best)} ms less.`,
  ].join('\n');
}

/** Where a step goes, by timestamps; a sentence where there are none. */
export function dispatchTable({ dispatches, step }: DispatchTimes, peak: number): string {
  const clock = `By the clock a step takes ${figures(step)} ms`;
  if (!dispatches) {
    return `${clock}. This adapter has no timestamps (timestamp-query), so its dispatches are not timed.`;
  }
  const { parts, all } = dispatches;
  const sum = (key: 'calls' | 'flops') => parts.reduce((total, part) => total + part[key], 0);
  const ends = [
    { name: 'all dispatches', calls: sum('calls'), milliseconds: all, flops: sum('flops') },
  ];
  return [partsTable('dispatch', parts, ends, { whole: all, peak }), `${clock}, untimed.`].join(
    '\n',
  );
}
