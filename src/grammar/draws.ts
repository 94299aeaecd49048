import type { LengthLikelihood } from './oracle';

/** n over k; 0 where k is out of range. */
function choose(n: number, k: number): number {
  if (k < 0 || k > n) return 0;
  let ways = 1;
  for (let i = 1; i <= k; i++) ways *= (n - k + i) / i;
  return ways;
}

/**
 * The probability that exactly `asked` given words of the first `seen` are drawn in a sentence of `length`
 * words: how masking/strategies.ts draws single tokens. The number of blanks is floor(n p + u), at least one,
 * so a short sentence is asked a little more often than its share, and where a blank is tells of the length
 * to who has not seen the end. That is worth a thousandth of a nat, but the floor has to be exact.
 */
export function drawLikelihood(mlmProbability: number): LengthLikelihood {
  return (length, seen, asked) => {
    const expected = length * mlmProbability;
    const whole = Math.floor(expected);
    let sum = 0;
    for (const [count, share] of [
      [whole, 1 - (expected - whole)],
      [whole + 1, expected - whole],
    ] as const) {
      const k = Math.min(length, Math.max(1, count));
      sum += (share * choose(length - seen, k - asked)) / choose(length, k);
    }
    return sum;
  };
}
