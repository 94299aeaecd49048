import { expect, test } from 'vitest';
import { stepFlops } from './flops';

const ONES = { V: 1, D: 1, L: 1, F: 1, T: 1, B: 1, M: 0 };
const CFG_1 = { V: 1024, D: 64, L: 2, F: 256, T: 32, B: 16, M: 80 };
const CFG_2 = { V: 4096, D: 128, L: 2, F: 512, T: 64, B: 16, M: 160 };

test('one token, one layer, no blanks: a key and a value, forward and twice backward', () => {
  expect(stepFlops(ONES)).toBe(2 * 2 * 3);
});

test('a blank costs its query, its attention, the end of the last layer, its dense layer and its row of the decoder', () => {
  const more = { ...ONES, D: 10, V: 50 };
  const each = 100 + 20 + 100 + 20 + 100 + 500;
  expect(stepFlops({ ...more, M: 7 }) - stepFlops(more)).toBe(7 * each * 2 * 3);
});

test('attention grows with the square of T, all else with T', () => {
  const size = { ...CFG_1, M: 0 };
  // Without blanks, only keys and values are left of the second of two layers.
  const perLayer = 2 * 64 * 64 + (2 * 64 * 64 + 2 * 64 * 256) / 2;
  const of = (T: number) => stepFlops({ ...size, T }) / (6 * 2 * 16 * T);
  expect(of(32)).toBe(perLayer + 32 * 64);
  expect(of(64) - of(32)).toBe(32 * 64);
});

test('the measured sizes, against the sum written out by hand', () => {
  // cfg 1: 6 * (512 tokens * 2 layers * 8 192 + (512 + 80) * 45 056 + 80 blanks * 69 632)
  expect(stepFlops(CFG_1)).toBe(243_793_920);
  expect(stepFlops(CFG_2) / 1e9).toBeCloseTo(2.2, 2);
});
