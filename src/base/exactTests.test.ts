import { expect, it } from 'vitest';
import { signTest, wilson } from './exactTests';

it('gives the interval of a share as Wilson does', () => {
  // The roots p of (share - p)² = z² p (1 - p) / n, found by bisection
  const cases = [
    [5, 10, 0.2365931, 0.7634069],
    [1, 10, 0.01787621, 0.40415],
    [0, 10, 0, 0.2775328],
    [10, 10, 0.7224672, 1],
    [3, 4, 0.3006418, 0.9544127],
  ] as const;
  for (const [right, total, low, high] of cases) {
    const interval = wilson(right, total);
    expect(interval.mean).toBe(right / total);
    expect(interval.low).toBeCloseTo(low, 6);
    expect(interval.high).toBeCloseTo(high, 6);
  }
  expect(() => wilson(0, 0)).toThrow('0 of 0');
  expect(() => wilson(4, 3)).toThrow('4 of 3');
});

it('tells two apart by the questions that only one got right', () => {
  expect(signTest(0, 0)).toBe(1);
  expect(signTest(3, 3)).toBe(1);
  expect(signTest(5, 0)).toBeCloseTo(2 / 32, 12);
  expect(signTest(6, 0)).toBeCloseTo(2 / 64, 12); // the fewest that are enough
  expect(signTest(1, 7)).toBeCloseTo((2 * (1 + 8)) / 256, 12);
  expect(signTest(8, 2)).toBeCloseTo((2 * (1 + 10 + 45)) / 1024, 12);
  expect(signTest(2, 8)).toBe(signTest(8, 2));
});
