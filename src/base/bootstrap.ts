import { key as foldKey, uniformAt } from './random';

/** A difference of means and the range that it lies in with the given confidence. */
export interface Interval {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

const RESAMPLES = 2000;
/** Of the resamples, the share that the interval holds */
const LEVEL = 0.95;

/** Results of one condition: a row for each seed, S of them, a value for each of the I items of the exam. */
export type Results = readonly ArrayLike<number>[];

/**
 * Mean of a - b with its percentile interval, by a paired bootstrap (Efron and Tibshirani 1993; Koehn 2004): in each
 * of 2000 resamples the items of the exam and the seeds are drawn with replacement, the same for both conditions, so
 * that what is hard for both, or lucky for both, cancels out. With one seed the interval is over items only, and
 * with few it is somewhat too narrow.
 *
 * `b` left out: the interval of the mean of a itself.
 *
 * @param k key of base/random; equal keys give equal intervals
 * @throws where the two have not the same numbers of seeds and items
 */
export function pairedBootstrap(a: Results, b: Results | undefined, k: number): Interval {
  const seeds = a.length;
  const items = a[0]?.length ?? 0;
  const fits = (rows: Results) => rows.length === seeds && rows.every((r) => r.length === items);
  if (items === 0 || !fits(a) || (b && !fits(b))) {
    throw new Error(`pairedBootstrap: ${seeds} seeds of ${items} items, not the same in all rows`);
  }
  const differences = a.map((row, s) =>
    Float64Array.from({ length: items }, (_, i) => row[i]! - (b?.[s]?.[i] ?? 0)),
  );
  const total = differences.reduce((sum, row) => sum + row.reduce((x, y) => x + y, 0), 0);
  const means = new Float64Array(RESAMPLES);
  const times = new Uint32Array(items);
  for (let r = 0; r < RESAMPLES; r++) {
    const ofItems = foldKey(k, r, 0);
    const ofSeeds = foldKey(k, r, 1);
    times.fill(0);
    for (let i = 0; i < items; i++) times[Math.floor(uniformAt(ofItems, i) * items)]!++;
    let sum = 0;
    for (let s = 0; s < seeds; s++) {
      const row = differences[Math.floor(uniformAt(ofSeeds, s) * seeds)]!;
      for (let i = 0; i < items; i++) sum += times[i]! * row[i]!;
    }
    means[r] = sum / (seeds * items);
  }
  means.sort();
  const at = (share: number) => means[Math.round(share * (RESAMPLES - 1))]!;
  return {
    mean: total / (seeds * items),
    low: at((1 - LEVEL) / 2),
    high: at(1 - (1 - LEVEL) / 2),
  };
}
