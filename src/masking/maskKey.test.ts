import { expect, it } from 'vitest';
import { maskKey } from './maskKey';

const different = (keys: readonly number[]) => new Set(keys).size;
const epochs = [0, 1, 2, 3, 4, 5];

it('gives each seed, epoch and window masks of its own', () => {
  expect(different(epochs.map((epoch) => maskKey(1, epoch, 7)))).toBe(6);
  expect(different([maskKey(1, 0, 7), maskKey(2, 0, 7), maskKey(1, 0, 8), maskKey(7, 0, 1)])).toBe(
    4,
  );
});

it('repeats the first masks in turn if their number is fixed', () => {
  const keys = epochs.map((epoch) => maskKey(1, epoch, 7, 3));
  expect(different(keys)).toBe(3);
  expect(keys.slice(3)).toEqual(keys.slice(0, 3));
  expect(keys.slice(0, 3)).toEqual([0, 1, 2].map((epoch) => maskKey(1, epoch, 7)));
  expect(different(epochs.map((epoch) => maskKey(1, epoch, 7, 1)))).toBe(1);
});
