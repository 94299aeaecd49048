import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { overlap } from '../charts/findPlace';
import { type Label, lineBoxes, type Place } from '../charts/labels';
import { type Level, levelLabels } from '../charts/levelLabels';
import { type CurveRow, curveTop, pointsOf } from './curve';
import { curveLabels } from './curveLabels';
import { endLabels } from './endLabels';

const frame = { left: 26, top: 4, width: 310, height: 174 };
const levels: Level[] = [
  { of: 'level', text: 'knows nothing', loss: 7 },
  { of: 'level', text: 'knows word frequencies', loss: 5 },
];

const linesOf = (rows: readonly CurveRow[], where: Place) =>
  (['heldOut', 'training'] as const).flatMap((line) => lineBoxes(pointsOf(rows, line), where));

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
  return curveLabels(rows, levels, where);
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
      const names = levelLabels(all, { labels: [], lines: linesOf(rows, where) }, where);
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
  const [highest] = levelLabels(levels, { labels: [], lines: [] }, where);
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
  const [nothing, frequencies] = levelLabels(
    levels,
    { labels: [], lines: linesOf(rows, where) },
    where,
  );
  expect(frequencies!.top).toBeGreaterThan(where.y(7));
  expect(nothing!.top + nothing!.height).toBeLessThanOrEqual(where.y(7));
});

it('has no end labels without a curve', () => {
  const where: Place = { frame, x: (s) => s, y: (l) => l };
  expect(endLabels([], { labels: [], lines: [] }, where)).toEqual([]);
});

describe('whatever a run looks like', () => {
  const exam = fc.record({
    /** ln V: from a toy language to a large vocabulary */
    nothing: fc.double({ min: 1.5, max: 10, noNaN: true }),
    /** Of the fall to 0: where word frequencies are, and where the run ends */
    frequencies: fc.double({ min: 0.02, max: 0.6, noNaN: true }),
    fall: fc.double({ min: 0, max: 0.98, noNaN: true }),
    apart: fc.double({ min: 0, max: 0.4, noNaN: true }),
    /** How fast it falls, how much of the chart it has crossed, and how many exams it has sat */
    speed: fc.double({ min: 1, max: 40, noNaN: true }),
    at: fc.double({ min: 0.02, max: 1, noNaN: true }),
    points: fc.integer({ min: 2, max: 20 }),
    // The chart at 1440, 1024 and 390 px
    width: fc.constantFrom(312, 424, 296),
  });

  type Exam = typeof exam extends fc.Arbitrary<infer T> ? T : never;

  const drawn = ({ nothing, frequencies, fall, apart, speed, at, points, width }: Exam) => {
    const loss = (step: number, to: number) => nothing * (1 - to * (1 - Math.exp(-speed * step)));
    const rows = Array.from({ length: points }, (_, i): CurveRow => {
      const step = (i / (points - 1)) * at;
      const heldOut = loss(step, fall);
      return i === 0
        ? { step, heldOut }
        : { step, heldOut, training: loss(step, Math.min(0.99, fall + apart)) };
    });
    const named: Level[] = [
      { of: 'level', text: 'knows nothing', loss: nothing },
      { of: 'level', text: 'knows word frequencies', loss: nothing * (1 - frequencies) },
    ];
    const top = curveTop(nothing, rows);
    const wide = { ...frame, width };
    const where: Place = {
      frame: wide,
      x: (step) => wide.left + step * wide.width,
      y: (value) => wide.top + (1 - value / top) * wide.height,
    };
    return { rows, where, ...curveLabels(rows, named, where) };
  };

  it('has room between any two names', () => {
    fc.assert(
      fc.property(exam, (of) => {
        const { names, ends } = drawn(of);
        const all = [...names, ...ends];
        for (const [i, one] of all.entries()) {
          for (const other of all.slice(i + 1)) {
            const room = { ...one, left: one.left - 6, width: one.width + 12 };
            expect([one.text, other.text, overlap(room, other)]).toEqual([
              one.text,
              other.text,
              false,
            ]);
          }
        }
      }),
    );
  });

  it('has no name on a line, between its points either', () => {
    const touches = (label: Label, rows: readonly CurveRow[], { x, y }: Place) =>
      (['heldOut', 'training'] as const).some((line) => {
        const points = pointsOf(rows, line);
        return points.slice(1).some((to, i) => {
          const from = points[i]!;
          return Array.from({ length: 50 }, (_, k) => k / 49).some((t) =>
            overlap(label, {
              ...{ left: x(from.step + t * (to.step - from.step)), width: 0.1 },
              ...{ top: y(from.loss + t * (to.loss - from.loss)), height: 0.1 },
            }),
          );
        });
      });
    fc.assert(
      fc.property(exam, (of) => {
        const { rows, where, names, ends } = drawn(of);
        for (const label of [...names, ...ends]) {
          expect([label.text, touches(label, rows, where)]).toEqual([label.text, false]);
        }
      }),
    );
  });
});
