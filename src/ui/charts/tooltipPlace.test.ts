import fc from 'fast-check';
import { expect, it } from 'vitest';
import { overlap } from './findPlace';
import { tooltipPlace } from './tooltipPlace';

const chart = { left: 0, top: 0, width: 348, height: 184 };
const size = { width: 190, height: 76 };

it('stands beside its point, on the side that has room', () => {
  expect(tooltipPlace(size, [{ x: 100, y: 90 }], [], chart)).toMatchObject({ left: 112, top: 52 });
  expect(tooltipPlace(size, [{ x: 300, y: 90 }], [], chart)).toMatchObject({ left: 98, top: 52 });
});

it('goes above a point in the middle of a narrow chart', () => {
  expect(tooltipPlace(size, [{ x: 174, y: 90 }], [], chart)).toMatchObject({ left: 79, top: 2 });
});

it('rather covers nothing than stands level with its point', () => {
  const name = { left: 250, top: 80, width: 80, height: 14 };
  expect(tooltipPlace(size, [{ x: 100, y: 90 }], [name], chart)).toMatchObject({
    ...{ left: 112, top: 108 },
  });
});

it('covers none of its points, and stays within the sides of the chart', () => {
  const point = fc.record({
    x: fc.double({ min: 26, max: 348, noNaN: true }),
    y: fc.double({ min: 4, max: 162, noNaN: true }),
  });
  fc.assert(
    fc.property(
      fc.array(point, { minLength: 1, maxLength: 3 }),
      fc.array(point),
      (points, others) => {
        const drawn = others.map(({ x, y }) => ({ left: x, top: y, width: 9, height: 9 }));
        const box = tooltipPlace(size, points, drawn, chart);
        for (const { x, y } of points) {
          expect(overlap(box, { left: x - 3, top: y - 3, width: 6, height: 6 })).toBe(false);
        }
        expect(box.left).toBeGreaterThanOrEqual(0);
        expect(box.left + box.width).toBeLessThanOrEqual(348);
      },
    ),
  );
});
