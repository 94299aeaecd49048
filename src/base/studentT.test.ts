import { expect, it } from 'vitest';
import { reachOf } from './studentT';

it('is as tabled, for few and for many', () => {
  const tabled = { 1: 12.706, 2: 4.303, 5: 2.571, 10: 2.228, 11: 2.201, 15: 2.131, 30: 2.042 };
  for (const [degrees, t] of Object.entries(tabled)) {
    expect(Math.abs(reachOf(Number(degrees)) - t)).toBeLessThan(0.0015);
  }
  expect(reachOf(1e9)).toBeCloseTo(1.96, 3);
});

it('refuses a single value, which says nothing of others', () => {
  expect(() => reachOf(0)).toThrow('0 degrees');
});
