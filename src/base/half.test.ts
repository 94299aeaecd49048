import { expect, it } from 'vitest';
import { fromHalf, toHalf } from './half';

it.each([
  // IEEE 754-2008, binary16
  [0, 0x0000],
  [1, 0x3c00],
  [-2, 0xc000],
  [65504, 0x7bff],
  [2 ** -14, 0x0400],
  [2 ** -24, 0x0001],
  [1 / 3, 0x3555],
  [Number.POSITIVE_INFINITY, 0x7c00],
  [Number.NEGATIVE_INFINITY, 0xfc00],
])('%f is the half 0x%s', (value, half) => {
  expect(toHalf(value)).toBe(half);
  expect(fromHalf(half)).toBeCloseTo(value, 3);
});

it('gives back every half that there is', () => {
  const wrong: number[] = [];
  for (let half = 0; half < 0x10000; half++) {
    const value = fromHalf(half);
    const again = toHalf(value);
    if (Number.isNaN(value) ? (again & 0x7c00) !== 0x7c00 : again !== half) wrong.push(half);
  }
  expect(wrong).toEqual([]);
});

it('rounds to the nearest, ties to even, and overflows to infinity', () => {
  expect(toHalf(1 + 2 ** -11)).toBe(0x3c00); // halfway between 1 and the next: even
  expect(toHalf(1 + 3 * 2 ** -11)).toBe(0x3c02);
  expect(toHalf(2 - 2 ** -12)).toBe(0x4000); // carries into the exponent
  expect(toHalf(65519)).toBe(0x7bff);
  expect(toHalf(65520)).toBe(0x7c00);
});
