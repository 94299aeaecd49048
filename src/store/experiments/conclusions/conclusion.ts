import type { Interval } from '../../../base/bootstrap';
import { formatSigned } from '../../../base/format';

/** What runs have shown: a sentence that is set large, and what it rests on. */
export interface Conclusion {
  readonly outcome: string;
  readonly basis: string;
}

/** Without a plus: "3.3", "−0.4" */
export const plain = (value: number, digits: number) =>
  formatSigned(value, digits).replace('+', '');

/** A difference of shares, as a number of percentage points: 0.0331 -> "3.3". */
export const pointsOf = (share: number): string => plain(100 * share, 1);

/** "(1.8 to 4.8)" */
export const pointRange = ({ low, high }: Interval): string =>
  `(${pointsOf(low)} to ${pointsOf(high)})`;

/** A difference of losses, nats: "0.120" */
export const natsOf = (loss: number): string => plain(loss, 3);

export const natRange = ({ low, high }: Interval): string => `(${natsOf(low)} to ${natsOf(high)})`;

/** The same difference seen from the other side. */
export const reversed = ({ mean, low, high }: Interval): Interval => ({
  ...{ mean: -mean, low: -high, high: -low },
});

/** Whether an interval lies clear of zero, and on which side. */
export function signOf({ low, high }: Interval): 'more' | 'less' | 'unclear' {
  if (low > 0) return 'more';
  return high < 0 ? 'less' : 'unclear';
}

export const upperFirst = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
