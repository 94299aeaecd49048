import { expect, it } from 'vitest';
import { hash32, key, normalAt, permutation, uniformAt, uniforms } from './random';

it('hashes as PCG-RXS-M-XS-32 does', () => {
  // By hand, in exact integers: state = x * 747796405 + 2891336453, and so on.
  const expected = (x: bigint) => {
    const mask = 0xffffffffn;
    const state = (x * 747796405n + 2891336453n) & mask;
    const word = (((state >> ((state >> 28n) + 4n)) ^ state) * 277803737n) & mask;
    return Number(((word >> 22n) ^ word) & mask);
  };
  for (const x of [0, 1, 2, 12_345, 2 ** 31, 2 ** 32 - 1])
    expect(hash32(x)).toBe(expected(BigInt(x)));
});

it('folds numbers into a key in their order', () => {
  const keys = [key(), key(1), key(2), key(1, 2), key(2, 1), key(1, 2, 0)];
  expect(new Set(keys).size).toBe(keys.length);
  expect(key(1, 2)).toBe(key(1, 2));
  expect(key(-1)).toBe(key(2 ** 32 - 1));
});

it('draws uniform numbers that a float32 holds, evenly', () => {
  const next = uniforms(7);
  const values = Array.from({ length: 10_000 }, next);
  expect(values.slice(0, 3)).toEqual([0, 1, 2].map((i) => uniformAt(7, i)));
  expect(values.every((u) => u >= 0 && u < 1 && Math.fround(u) === u)).toBe(true);
  const tenths = new Array(10).fill(0);
  for (const u of values) tenths[Math.floor(10 * u)]++;
  // 1000 each, with a deviation of 30
  for (const count of tenths) expect(Math.abs(count - 1000)).toBeLessThan(150);
});

it('draws normal numbers with mean 0 and variance 1', () => {
  const values = Array.from({ length: 20_000 }, (_, i) => normalAt(5, i));
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  const variance = values.reduce((sum, x) => sum + x * x, 0) / values.length;
  expect(Math.abs(mean)).toBeLessThan(0.035); // five deviations
  expect(Math.abs(variance - 1)).toBeLessThan(0.05);
  const beyond = values.filter((x) => Math.abs(x) > 1.96).length;
  expect(Math.abs(beyond - 1000)).toBeLessThan(155);
  const pairs = values.slice(1).reduce((sum, x, i) => sum + x * values[i]!, 0) / values.length;
  expect(Math.abs(pairs)).toBeLessThan(0.035); // neighbours are independent
});

it('draws each order of three about as often', () => {
  const times = new Map<string, number>();
  for (let k = 0; k < 6000; k++) {
    const order = permutation(key(k), 3).join('');
    times.set(order, (times.get(order) ?? 0) + 1);
  }
  expect([...times.keys()].sort()).toEqual(['012', '021', '102', '120', '201', '210']);
  for (const count of times.values()) expect(Math.abs(count - 1000)).toBeLessThan(145);
  expect([...permutation(1, 0)]).toEqual([]);
});
