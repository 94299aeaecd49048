import fc from 'fast-check';
import { expect, it } from 'vitest';
import { niceTicks, ticksAround } from './ticks';

it('finds round numbers', () => {
  expect(niceTicks(1000, 4, true)).toEqual([0, 250, 500, 750, 1000]);
  expect(niceTicks(2000, 4, true)).toEqual([0, 500, 1000, 1500, 2000]);
  expect(niceTicks(7.5, 4, false)).toEqual([0, 2, 4, 6]);
  expect(niceTicks(0.07, 4, false)).toEqual([0, 0.02, 0.04, 0.06]);
  expect(niceTicks(1, 4, true)).toEqual([0, 1]);
  expect(niceTicks(0, 4, true)).toEqual([0]);
});

it('never makes more than asked for, and whole ones where asked', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000 }), (max) => {
      const ticks = niceTicks(max, 4, true);
      expect(ticks.length).toBeLessThanOrEqual(5);
      expect(ticks.length).toBeGreaterThanOrEqual(2);
      expect(ticks.every(Number.isInteger)).toBe(true);
      expect(ticks.at(-1)).toBeLessThanOrEqual(max);
    }),
  );
});

it('holds all values between round numbers', () => {
  expect(ticksAround([61.3, 78.9])).toEqual([60, 65, 70, 75, 80]);
  expect(ticksAround([0.31, 0.33])).toEqual([0.31, 0.315, 0.32, 0.325, 0.33]);
  expect(ticksAround([-3, 4])).toEqual([-4, -2, 0, 2, 4]);
});
