import { expect, it } from 'vitest';
import { nextStop } from './useStops';

it('goes with the arrows as the sentence reads, and stops at both ends', () => {
  const keys = ['ArrowRight', 'ArrowLeft', 'Home', 'End'];
  expect(keys.map((key) => nextStop(key, 2, 5, 'ltr'))).toEqual([3, 1, 0, 4]);
  expect(keys.map((key) => nextStop(key, 2, 5, 'rtl'))).toEqual([1, 3, 0, 4]);
  expect(nextStop('ArrowRight', 4, 5, 'ltr')).toBe(4);
  expect(nextStop('ArrowRight', 0, 5, 'rtl')).toBe(0);
});

it('leaves all other keys alone', () => {
  expect(['ArrowUp', 'Enter', 'a'].map((key) => nextStop(key, 2, 5, 'ltr'))).toEqual(
    Array(3).fill(undefined),
  );
});
