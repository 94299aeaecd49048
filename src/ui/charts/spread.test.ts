import fc from 'fast-check';
import { expect, it } from 'vitest';
import { spread } from './spread';

it('leaves what is far apart where it is', () => {
  expect(spread([50, 10, 30], 14, 0, 100)).toEqual([50, 10, 30]);
});

it('moves what would meet apart, within the frame', () => {
  expect(spread([98, 99], 14, 0, 100)).toEqual([86, 100]);
  expect(spread([1, 0], 14, 0, 100)).toEqual([14, 0]);
});

it('never lets two meet, and keeps their order', () => {
  const places = fc.array(fc.double({ min: -20, max: 320, noNaN: true }), {
    minLength: 1,
    maxLength: 30,
  });
  fc.assert(
    fc.property(places, (wanted) => {
      const placed = spread(wanted, 14, 0, 300);
      const order = wanted.map((_, i) => i).sort((a, b) => wanted[a]! - wanted[b]! || a - b);
      order.forEach((i, at) => {
        expect(placed[i]).toBeGreaterThanOrEqual(-1e-9);
        if (at > 0) expect(placed[i]! - placed[order[at - 1]!]!).toBeGreaterThan(14 - 1e-9);
      });
      if (14 * (wanted.length - 1) <= 300) expect(Math.max(...placed)).toBeLessThan(300 + 1e-9);
    }),
  );
});
