import type { Interval } from './bootstrap';

/** The 97.5 % point of the normal distribution: half of 5 % lies above it. */
const Z = 1.959963984540054;

/**
 * A share with its 95 % interval by Wilson's score method (E. B. Wilson 1927, J. Am. Stat. Assoc. 22, 209). Unlike the
 * usual mean ± 2 standard errors it stays within 0 and 1, and keeps its width where all or none are right.
 *
 * @param right how many of `total` are right
 * @throws where `total` is not at least 1, or `right` is not one of 0 to `total`
 */
export function wilson(right: number, total: number): Interval {
  if (!(total >= 1 && right >= 0 && right <= total)) {
    throw new RangeError(`wilson: ${right} of ${total} is no share`);
  }
  const share = right / total;
  const scale = 1 + Z ** 2 / total;
  const middle = (share + Z ** 2 / (2 * total)) / scale;
  const reach = (Z / scale) * Math.sqrt((share * (1 - share)) / total + Z ** 2 / (4 * total ** 2));
  return {
    mean: share,
    low: right === 0 ? 0 : middle - reach,
    high: right === total ? 1 : middle + reach,
  };
}

/**
 * The sign test, two-sided and exact, which on answers that are right or wrong is McNemar's test in its exact form
 * (Q. McNemar 1947, Psychometrika 12, 153): of the questions that only one of two got right, as many should go to each
 * where both are as good. Questions that both got right, or neither, say nothing of who is better.
 *
 * @param wins questions that only the first got right
 * @param losses questions that only the second got right
 * @returns the probability of a division at least as uneven by chance alone: p; 1 where there are no such questions
 */
export function signTest(wins: number, losses: number): number {
  const n = wins + losses;
  let ways = 1;
  let sum = 1;
  for (let k = 1; k <= Math.min(wins, losses); k++) {
    ways *= (n - k + 1) / k;
    sum += ways;
  }
  return Math.min(1, (2 * sum) / 2 ** n);
}
