import { expect } from 'vitest';

/** Fails unless max |actual - expected| <= relativeToMax * max |expected|. */
export function expectClose(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  relativeToMax: number,
  name: string,
): void {
  expect(actual.length, `${name}: length`).toBe(expected.length);
  let largest = 0;
  let worst = 0;
  let at = -1;
  for (let i = 0; i < expected.length; i++) {
    largest = Math.max(largest, Math.abs(expected[i]!));
    const difference = Math.abs(actual[i]! - expected[i]!);
    // A NaN compares as nothing, and must not pass as no difference.
    const gap = Number.isNaN(difference) ? Number.POSITIVE_INFINITY : difference;
    if (gap > worst) {
      worst = gap;
      at = i;
    }
  }
  const message = `${name}[${at}] is ${actual[at]}, not ${expected[at]}; max |expected| = ${largest}`;
  expect(worst, message).toBeLessThanOrEqual(relativeToMax * largest);
}
