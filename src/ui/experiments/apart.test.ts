import { expect, it } from 'vitest';
import { apart } from './apart';

it('leaves places where they are apart', () => {
  expect(apart([10, 30, 90], 14, 0, 100)).toEqual([10, 30, 90]);
  expect(apart([], 14, 0, 100)).toEqual([]);
});

it('moves those that meet, and keeps them between the ends', () => {
  expect(apart([50, 52], 14, 0, 100)).toEqual([50, 64]);
  expect(apart([20, 95, 99], 14, 0, 100)).toEqual([20, 86, 100]);
  expect(apart([-5, 3], 14, 0, 100)).toEqual([0, 14]);
});
