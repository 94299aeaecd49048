import { expect, test } from 'vitest';
import { averagePrecision, ranked, rankOf } from './ranking';

test('average precision, by hand', () => {
  // Right documents at ranks 1, 3 and 4: (1 + 2/3 + 3/4) / 3.
  const scores = [0.9, 0.8, 0.7, 0.6, 0.5];
  const isRight = (d: number) => d === 0 || d === 2 || d === 3;
  expect(averagePrecision(scores, isRight)).toBeCloseTo((1 + 2 / 3 + 3 / 4) / 3, 12);
  expect(averagePrecision(scores, () => false)).toBe(0);
});

test('best first; equal scores in an order that is drawn, the same for all', () => {
  expect(ranked([0.1, 0.9, 0.5])).toEqual([1, 2, 0]);
  expect(rankOf([0.1, 0.9, 0.5], 2)).toBe(2);
  const ties = ranked(new Float64Array(50));
  expect(ties.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, i) => i));
  expect(ties).not.toEqual(ties.toSorted((a, b) => a - b));
  expect(ranked(new Float64Array(50))).toEqual(ties);
});
