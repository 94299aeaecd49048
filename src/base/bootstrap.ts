import { key as foldKey, uniformAt } from './random';
import { reachOf } from './studentT';

/** A difference of means and the range that it lies in with the given confidence. */
export interface Interval {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

const RESAMPLES = 2000;
/** Of the resamples, the share that the interval holds; `reachOf` is for the same */
const LEVEL = 0.95;

/** Results of one condition: a row for each seed, S of them, a value for each of the I items of the exam. */
export type Results = readonly ArrayLike<number>[];

/** How far the 95 % interval of a mean over seeds reaches to each side; 0 where there is one. */
function reachOfSeeds(bySeed: readonly number[], mean: number): number {
  const degrees = bySeed.length - 1;
  if (degrees === 0) return 0;
  const variance = bySeed.reduce((sum, value) => sum + (value - mean) ** 2, 0) / degrees;
  return reachOf(degrees) * Math.sqrt(variance / bySeed.length);
}

/**
 * Mean of a - b with its 95 % interval, over the items of the exam and over seeds.
 *
 * Items by a paired bootstrap (Efron and Tibshirani 1993; Koehn 2004): in each of 2000 resamples they are drawn with
 * replacement, the same for both conditions, so that what is hard for both cancels out.
 *
 * Seeds by Student's t over the seeds' own means, paired too. To draw three seeds with replacement would be no
 * honest answer: one resample in 27 takes the best of them three times, so that two equal conditions, whose seeds
 * differ by a few points, would be told apart one time in four, not in twenty. With one seed nothing is known of
 * others, and the interval is over items only.
 *
 * Both parts add up as the variances do of which they tell (Zou and Donner 2008): their reaches in squares. As the
 * seeds' means differ for their items' sake too, the sum is rather too wide than too narrow.
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
  const bySeed = sums.map((row) => row.reduce((x, y) => x + y, 0) / items);
  const mean = bySeed.reduce((x, y) => x + y, 0) / seeds;
  const summed = new Float64Array(sizes.length);
  for (const row of sums) for (let g = 0; g < row.length; g++) summed[g]! += row[g]!;
  const means = new Float64Array(RESAMPLES);
  const times = new Uint32Array(sizes.length);
  for (let r = 0; r < RESAMPLES; r++) {
    const ofItems = foldKey(k, r);
    times.fill(0);
    let drawn = 0;
    for (let g = 0; g < sizes.length; g++) {
      const chosen = Math.floor(uniformAt(ofItems, g) * sizes.length);
      times[chosen]!++;
      drawn += sizes[chosen]!;
    }
    let sum = 0;
    for (let g = 0; g < sizes.length; g++) sum += times[g]! * summed[g]!;
    means[r] = sum / (seeds * drawn);
  }
  means.sort();
  const at = (share: number) => means[Math.round(share * (RESAMPLES - 1))]!;
  const reach = reachOfSeeds(bySeed, mean);
  return {
    mean,
    low: mean - Math.hypot(mean - at((1 - LEVEL) / 2), reach),
    high: mean + Math.hypot(at(1 - (1 - LEVEL) / 2) - mean, reach),
  };
}

/** An interval of what cannot lie outside these bounds, as no share does. */
export const within = (
  interval: Interval,
  least: number,
  most = Number.POSITIVE_INFINITY,
): Interval => ({
  ...interval,
  low: Math.max(interval.low, least),
  high: Math.min(interval.high, most),
});
