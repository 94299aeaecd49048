import type { Interval } from '../../../base/bootstrap';
import { rightDifference } from '../../../base/rightDifference';

/** Of a hundred blanks, without its sign: with a decimal where a whole number would say nothing. */
function perHundred(share: number): string {
  const blanks = Math.abs(100 * share);
  return blanks > 0 && blanks < 0.95 ? blanks.toFixed(1) : `${Math.round(blanks)}`;
}

/** "3 more", "1 fewer" */
const change = (share: number) => `${perHundred(share)} ${share < 0 ? 'fewer' : 'more'}`;

const upper = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** What came of two runs that sat one exam: the outcome, and the figures that it rests on. */
export interface VerdictWords {
  readonly outcome: string;
  readonly figures: string;
}

/** `difference` is the present run's share of right blanks less the earlier one's; `present` its name. */
export function verdictWords({ mean, low, high }: Interval, present: string): VerdictWords {
  const clear = low > 0 || high < 0;
  const [near, far] = mean < 0 ? [high, low] : [low, high];
  if (clear) {
    return {
      outcome: `${upper(present)} did ${mean > 0 ? 'better' : 'worse'} here:`,
      figures: `${change(mean)} of 100 blanks right (between ${perHundred(near)} and ${perHundred(far)}).`,
    };
  }
  const middle = mean === 0 ? 'as many blanks right' : `${change(mean)} of 100 blanks right`;
  const range =
    low === high ? '' : ` (between ${perHundred(low)} fewer and ${perHundred(high)} more)`;
  return { outcome: 'No clear difference:', figures: `${middle} with ${present}${range}.` };
}

/**
 * What beginning from the starter gave, of two runs that differ in nothing else.
 *
 * @param starter [M] of the run from the starter, 1 where a blank was right
 * @param nothing [M] of the run from random weights
 * @param groups [M] blanks of one window are resampled together
 */
export function pretrainingVerdict(
  starter: Uint8Array,
  nothing: Uint8Array,
  groups: Uint32Array,
): VerdictWords {
  const difference = rightDifference(starter, nothing, groups);
  const words = verdictWords(difference, 'the starter');
  if (difference.low > 0) return { ...words, outcome: 'Pretraining helped here:' };
  return difference.high < 0 ? { ...words, outcome: 'Pretraining did not help here:' } : words;
}

/**
 * Compares two sittings of one exam, blank by blank.
 *
 * @param right [M] of the present run, 1 where a blank was right
 * @param earlier [M] of the earlier run
 * @param groups [M] blanks of one window are resampled together
 */
export const verdictOf = (
  right: Uint8Array,
  earlier: Uint8Array,
  groups: Uint32Array,
  present: string,
): VerdictWords => verdictWords(rightDifference(right, earlier, groups), present);
