import fc from 'fast-check';
import { expect, it } from 'vitest';
import { columnLefts, columnsFor } from './Guesses';

it('keeps lists in order, inside the page and apart, or gives up', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0, max: 1300, noNaN: true }), { minLength: 1, maxLength: 9 }),
      (xs) => {
        const centres = xs.sort((a, b) => a - b);
        const lefts = columnLefts(centres, 1300);
        if (!lefts) {
          expect(centres.length).toBeGreaterThan(6);
          return;
        }
        lefts.forEach((left, i) => {
          expect(left).toBeGreaterThanOrEqual(-1e-9);
          expect(left + 176).toBeLessThanOrEqual(1300 + 1e-9);
          if (i > 0) expect(left - lefts[i - 1]!).toBeGreaterThanOrEqual(176);
        });
      },
    ),
  );
});

it('gives words the room that there is', () => {
  expect(columnsFor([650], 1300, undefined)?.width).toBeGreaterThan(200);
  expect(columnsFor([100, 200, 300, 400, 500, 600], 1300, undefined)?.width).toBe(176);
  expect(columnsFor([100, 200, 300, 400, 500, 600, 700], 1300, undefined)).toBeUndefined();
});
