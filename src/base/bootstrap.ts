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
 * Items of one group are drawn together (a cluster bootstrap: Davison and Hinkley 1997, section 3.8): blanks of one
 * sentence are hard or easy together, and a short text asks the same sentence several times.
 *
 * @param groups [I] the group of each item; each is one of its own if left out
 * @param k key of base/random; equal keys give equal intervals
 * @throws where the two have not the same numbers of seeds and items
 */
export function pairedBootstrap(
  a: Results,
  b: Results | undefined,
  k: number,
  groups?: ArrayLike<number>,
): Interval {
  const seeds = a.length;
  const items = a[0]?.length ?? 0;
  const fits = (rows: Results) => rows.length === seeds && rows.every((r) => r.length === items);
  if (items === 0 || !fits(a) || (b && !fits(b)) || (groups && groups.length !== items)) {
    throw new Error(`pairedBootstrap: ${seeds} seeds of ${items} items, not the same in all rows`);
  }
  const numbers = new Map<number, number>();
  const groupOf = Uint32Array.from({ length: items }, (_, i) => {
    const group = groups?.[i] ?? i;
    if (!numbers.has(group)) numbers.set(group, numbers.size);
    return numbers.get(group)!;
  });
  const sizes = new Uint32Array(numbers.size);
  for (const group of groupOf) sizes[group]!++;
  // Sums over each group: a mean of resampled items needs no more.
  const sums = a.map((row, s) => {
    const sum = new Float64Array(sizes.length);
    for (let i = 0; i < items; i++) sum[groupOf[i]!]! += row[i]! - (b?.[s]?.[i] ?? 0);
    return sum;
  });
  const total = sums.reduce((sum, row) => sum + row.reduce((x, y) => x + y, 0), 0);
  const means = new Float64Array(RESAMPLES);
  const times = new Uint32Array(sizes.length);
  for (let r = 0; r < RESAMPLES; r++) {
    const ofItems = foldKey(k, r, 0);
    const ofSeeds = foldKey(k, r, 1);
    times.fill(0);
    let drawn = 0;
    for (let g = 0; g < sizes.length; g++) {
      const chosen = Math.floor(uniformAt(ofItems, g) * sizes.length);
      times[chosen]!++;
      drawn += sizes[chosen]!;
    }
    let sum = 0;
    for (let s = 0; s < seeds; s++) {
      const row = sums[Math.floor(uniformAt(ofSeeds, s) * seeds)]!;
      for (let g = 0; g < row.length; g++) sum += times[g]! * row[g]!;
    }
    means[r] = sum / (seeds * drawn);
  }
  means.sort();
  const at = (share: number) => means[Math.round(share * (RESAMPLES - 1))]!;
  return {
    mean: total / (seeds * items),
    low: at((1 - LEVEL) / 2),
    high: at(1 - (1 - LEVEL) / 2),
  };
}
