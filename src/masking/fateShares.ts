/** The shares of masked tokens that become [MASK], become a random token, or are kept; they add up to 1. */
export interface FateShares {
  readonly mask: number;
  readonly random: number;
  readonly keep: number;
}

export const SHARES = ['mask', 'random', 'keep'] as const;
export type Share = (typeof SHARES)[number];

/**
 * Sets one share. The other two divide the rest in the proportion they had, or equally if both were 0. All three
 * come out in whole percent if `value` is in whole percent, else in tenths of a percent, and add up to 1.
 *
 * @param value clamped to 0 to 1
 * @throws if `value` is NaN
 */
export function adjustShares(split: FateShares, which: Share, value: number): FateShares {
  if (Number.isNaN(value)) throw new Error(`adjustShares: ${which} ${value} is not a number`);
  const thousandths = Math.round(1000 * Math.min(1, Math.max(0, value)));
  const unit = thousandths % 10 === 0 ? 100 : 1000;
  const set = (thousandths * unit) / 1000;
  const [first, second] = SHARES.filter((share) => share !== which) as [Share, Share];
  const total = split[first] + split[second];
  const part = total > 0 ? split[first] / total : 0.5;
  const ofFirst = Math.round((unit - set) * part);
  return {
    ...split,
    [which]: set / unit,
    [first]: ofFirst / unit,
    [second]: (unit - set - ofFirst) / unit,
  };
}
