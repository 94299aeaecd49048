import { expect, it } from 'vitest';
import { indexAtShare, lastAtMost } from './search';

it('finds the last index at most a value', () => {
  const ascending = [0, 5, 5, 9];
  expect([0, 4, 5, 8, 9, 100].map((value) => lastAtMost(ascending, value))).toEqual([
    0, 0, 2, 2, 3, 3,
  ]);
  expect([lastAtMost([3, 4], 1), lastAtMost([], 1), lastAtMost([3], 7)]).toEqual([0, 0, 0]);
});

it('finds the index at a share of the whole, never one that adds nothing', () => {
  const sums = Float64Array.of(0, 1, 1, 4); // 0, 1, 0 and 3
  expect([0, 0.2, 0.25, 0.9, 0.9999].map((u) => indexAtShare(sums, u))).toEqual([1, 1, 3, 3, 3]);
});
