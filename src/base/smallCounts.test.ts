import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createSmallCounts } from './smallCounts';

it('counts as an array does', () => {
  const value = fc.oneof(fc.nat({ max: 3 }), fc.nat({ max: 600 }), fc.nat({ max: 2 ** 24 }));
  fc.assert(
    fc.property(
      fc.array(value, { minLength: 1, maxLength: 20 }),
      fc.array(fc.tuple(fc.nat(), value), { maxLength: 100 }),
      (begun, changes) => {
        const counts = createSmallCounts();
        for (const count of begun) counts.push(count);
        const expected = [...begun];
        for (const [draw, by] of changes) {
          counts.increase(draw % begun.length, by);
          expected[draw % begun.length]! += by;
        }
        expect(expected.map((_, i) => counts.at(i))).toEqual(expected);
        expect(counts.length).toBe(begun.length);
      },
    ),
  );
});

it('is empty once it is released', () => {
  const counts = createSmallCounts();
  counts.push(1000);
  counts.release();
  expect(counts.length).toBe(0);
  counts.push(1);
  expect(counts.at(0)).toBe(1);
});
