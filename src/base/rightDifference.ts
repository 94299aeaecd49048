import { type Interval, pairedBootstrap } from './bootstrap';
import { key } from './random';

/** Fixed, so that the same results always have the same interval. */
const KEY = key(2);

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
): Interval => pairedBootstrap([right], [other], KEY, groups);
