import fc from 'fast-check';
import { expect, it } from 'vitest';
import { overlap } from '../charts/findPlace';
import { lineBoxes, type Place } from '../charts/labels';
import { type Level, levelBoxes, levelLabels } from '../charts/levelLabels';
import { type CurveRow, curveTop, pointsOf } from './curve';
import { endLabels } from './endLabels';

const frame = { left: 26, top: 4, width: 310, height: 174 };
const levels: Level[] = [
  { of: 'level', text: 'knows nothing', loss: 7 },
  { of: 'level', text: 'knows word frequencies', loss: 5 },
];

/** All labels of a curve that ends at `at` of the frame's width, level from there back. */
function place(at: number, heldOut: number, training: number) {
  const rows: CurveRow[] = [];
  for (let i = 0; i <= 40; i++) rows.push({ step: (i / 40) * at, heldOut, training });
  const top = curveTop(7, rows);
  const where: Place = {
    frame,
    x: (step) => frame.left + step * frame.width,
    y: (loss) => frame.top + (1 - loss / top) * frame.height,
  };
  const lines = lineBoxes(pointsOf(rows), where);
  const ends = endLabels(rows, [...lines, ...levelBoxes(levels, where)], where);
  return { lines, ends, names: levelLabels(levels, [...lines, ...ends], where) };
}

it('puts the names where the sketch has them', () => {
  const { names, ends } = place(0.6, 1.7, 1.2);
  expect(names.map((n) => [n.text, n.flush])).toEqual(levels.map((l) => [l.text, 'right']));
  for (const name of names) expect(name.left + name.width).toBeCloseTo(336);
  expect(ends.map((e) => e.text)).toEqual(['held-out 1.70', 'training 1.20']);
  expect(ends[0]!.left).toBe(ends[1]!.left);
  expect(ends[0]!.top).toBeLessThan(ends[1]!.top);
});

it('never puts names on each other, on the curve or outside', () => {
  const loss = fc.double({ min: 0.01, max: 9, noNaN: true });
  fc.assert(
    fc.property(fc.double({ min: 0.01, max: 1, noNaN: true }), loss, loss, (at, a, b) => {
      const { lines, names, ends } = place(at, a, b);
      const [first, second] = ends;
      expect(overlap(first!, second!)).toBe(false);
      for (const end of ends) {
        expect(names.some((name) => overlap(name, end))).toBe(false);
        expect(lines.some((line) => overlap(line, end))).toBe(false);
        expect(end.top).toBeGreaterThanOrEqual(frame.top);
        expect(end.top + end.height).toBeLessThanOrEqual(frame.top + frame.height);
        expect(end.left + end.width).toBeLessThanOrEqual(frame.left + frame.width + 1e-9);
      }
    }),
  );
});

it('keeps the names in the order of the lines', () => {
  for (const [heldOut, training] of [
    [0.3, 0.1],
    [0.1, 0.3],
    [8.9, 8.7],
    [5, 4.9],
  ] as const) {
    const [first, second] = place(0.98, heldOut, training).ends;
    expect(first!.top < second!.top).toBe(heldOut > training);
  }
});

it('keeps the names of levels in the order of their lines', () => {
  const loss = fc.double({ min: 0.2, max: 6.8, noNaN: true });
  // Names of equal lines have no order.
  const many = fc.uniqueArray(fc.integer({ min: 20, max: 680 }), { minLength: 2, maxLength: 5 });
  fc.assert(
    fc.property(many, loss, loss, (hundredths, from, to) => {
      const losses = hundredths.map((h) => h / 100);
      const all = losses.map((l, i): Level => ({ of: 'level', text: `at best, ${i}`, loss: l }));
      const rows: CurveRow[] = Array.from({ length: 41 }, (_, i) => ({
        ...{ step: i / 40, training: undefined },
        heldOut: from + ((to - from) * i) / 40,
      }));
      const where: Place = {
        frame,
        x: (step) => frame.left + step * frame.width,
        y: (l) => frame.top + (1 - l / 7) * frame.height,
      };
      const names = levelLabels(all, lineBoxes(pointsOf(rows), where), where);
      const tops = names.map(({ top }, i) => ({ top, loss: losses[i]! }));
      tops.sort((a, b) => b.loss - a.loss);
      for (const [i, { top }] of tops.entries()) {
        expect(top).toBeLessThanOrEqual(tops[i + 1]?.top ?? top);
      }
    }),
  );
});

it('names a level at the very top below its line, where it is seen', () => {
  const where: Place = {
    frame,
    x: (step) => frame.left + step * frame.width,
    y: (loss) => frame.top + (1 - loss / 7) * frame.height,
  };
  const [highest] = levelLabels(levels, [], where);
  expect(highest!.top).toBeGreaterThanOrEqual(frame.top);
});

it('names no level beside the next one’s line, though a curve that jitters lies on its own', () => {
  const rows: CurveRow[] = Array.from({ length: 81 }, (_, i) => ({
    ...{ step: i / 80, heldOut: 5 },
    training: 6.6 - 0.4 * ((i * 7) % 11),
  }));
  const where: Place = {
    frame,
    x: (step) => frame.left + step * frame.width,
    y: (loss) => frame.top + (1 - loss / 8) * frame.height,
  };
  const [nothing, frequencies] = levelLabels(levels, lineBoxes(pointsOf(rows), where), where);
  expect(frequencies!.top).toBeGreaterThan(where.y(7));
  expect(nothing!.top + nothing!.height).toBeLessThanOrEqual(where.y(7));
});

it('has no end labels without a curve', () => {
  const where: Place = { frame, x: (s) => s, y: (l) => l };
  expect(endLabels([], [], where)).toEqual([]);
});
