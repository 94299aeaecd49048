import { type Interval, pairedBootstrap, within } from './bootstrap';
import { key } from './random';
import { reachOf } from './studentT';

/** Fixed, so that the same results always have the same interval. */
const KEY = key(2);
/** How many standard errors a 95 % interval reaches where there are very many groups */
const FOR_MANY = reachOf(1e9);

/**
 * How much wider than the bootstrap's an interval over so few groups has to be. The bootstrap takes the groups at hand for
 * all there are, so with a handful it is sure too soon (Cameron, Gelbach and Miller 2008). Student's t and the unbiased
 * variance make up for most of it; with hundreds of groups they change nothing.
 */
const wideningOf = (groups: number) =>
  (reachOf(groups - 1) / FOR_MANY) * Math.sqrt(groups / (groups - 1));

/**
 * Mean of `a` less that of `b`, with its 95 % interval over the groups.
 *
 * @param a [M] of one sitting of an exam
 * @param b [M] of another sitting of the same exam
 * @param groups [M] blanks of one window are resampled together; where there is one window, nobody knows the interval
 */
export function pairedDifference(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  groups: Uint32Array,
): Interval {
  const { mean, low, high } = pairedBootstrap([a], [b], KEY, groups);
  const { size } = new Set(groups);
  if (size === 1) return { mean, low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };
  const widening = wideningOf(size);
  return { mean, low: mean - widening * (mean - low), high: mean + widening * (high - mean) };
}

/**
 * Share of right blanks less that of another sitting of the same exam.
 *
 * @param right [M] 1 where a blank was right
 * @param other [M]
 * @param groups [M] blanks of one window are resampled together
 */
export const rightDifference = (
  right: Uint8Array,
  other: Uint8Array,
  groups: Uint32Array,
): Interval => {
  const had = other.reduce((sum, one) => sum + one, 0) / other.length;
  const difference = pairedDifference(right, other, groups);
  // Nobody gets more than all right, nor fewer than none. The end towards zero says how sure the difference is, and stays.
  return difference.mean < 0 ? within(difference, -had, 1) : within(difference, -1, 1 - had);
};
