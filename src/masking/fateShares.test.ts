import fc from 'fast-check';
import { expect, it } from 'vitest';
import { adjustShares, type FateShares, SHARES } from './fateShares';

const share = fc.double({ min: 0, max: 1, noNaN: true });
const anySplit = fc
  .tuple(share, share)
  .map(([a, b]): FateShares => ({ mask: a, random: (1 - a) * b, keep: (1 - a) * (1 - b) }));
const which = fc.constantFrom(...SHARES);

it('always adds up to 1, and sets the share asked for', () => {
  fc.assert(
    fc.property(anySplit, which, share, (split, name, value) => {
      const next = adjustShares(split, name, value);
      expect(Math.abs(next.mask + next.random + next.keep - 1)).toBeLessThan(1e-12);
      expect(Math.abs(next[name] - value)).toBeLessThanOrEqual(0.0005 + 1e-12);
      for (const other of SHARES) expect(next[other]).toBeGreaterThanOrEqual(0);
    }),
  );
});

it('stays in whole percent, and keeps the proportion of the others to within one', () => {
  fc.assert(
    fc.property(anySplit, which, fc.integer({ min: 0, max: 100 }), (split, name, percent) => {
      const next = adjustShares(split, name, percent / 100);
      const others = SHARES.filter((other) => other !== name);
      for (const other of SHARES) {
        expect(next[other]).toBe(Math.round(100 * next[other]) / 100);
      }
      const total = others.reduce((sum, other) => sum + split[other], 0);
      fc.pre(total > 1e-9);
      for (const other of others) {
        const exact = ((1 - percent / 100) * split[other]) / total;
        expect(Math.abs(next[other] - exact)).toBeLessThanOrEqual(0.005 + 1e-9);
      }
    }),
  );
});

it('does what one expects of the usual split', () => {
  const usual = { mask: 0.8, random: 0.1, keep: 0.1 };
  expect(adjustShares(usual, 'mask', 0.9)).toEqual({ mask: 0.9, random: 0.05, keep: 0.05 });
  expect(adjustShares(usual, 'random', 0)).toEqual({ mask: 0.89, random: 0, keep: 0.11 });
  expect(adjustShares({ mask: 1, random: 0, keep: 0 }, 'mask', 0.4)).toEqual({
    mask: 0.4,
    random: 0.3,
    keep: 0.3,
  });
  expect(adjustShares(usual, 'mask', 7)).toEqual({ mask: 1, random: 0, keep: 0 });
  // 87.5 % in the proportion 8 to 1, in tenths of a percent
  expect(adjustShares(usual, 'keep', 0.125)).toEqual({ mask: 0.778, random: 0.097, keep: 0.125 });
  expect(() => adjustShares(usual, 'keep', Number.NaN)).toThrow('is not a number');
});
