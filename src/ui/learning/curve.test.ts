import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  curveRows,
  curveTop,
  stepsPerPoint,
  stretchLengths,
  thinEvals,
  thinTraining,
} from './curve';

const point = (step: number, loss: number) => ({ step, loss, learningRate: 0, gradNorm: 0 });

it('leaves a short curve as it is', () => {
  const points = [point(1, 7), point(2, 6), point(3, 6.5)];
  expect(thinTraining(points)).toEqual([
    { step: 1, loss: 7, steps: 1 },
    { step: 2, loss: 6, steps: 1 },
    { step: 3, loss: 6.5, steps: 1 },
  ]);
  expect(thinTraining([])).toEqual([]);
});

it('keeps the mean over all steps, in at most as many points as allowed', () => {
  const gaps = fc.array(
    fc.tuple(fc.integer({ min: 1, max: 9 }), fc.double({ min: 0, max: 9, noNaN: true })),
    { minLength: 1 },
  );
  fc.assert(
    fc.property(gaps, fc.integer({ min: 1, max: 30 }), (parts, limit) => {
      let at = 0;
      const points = parts.map(([gap, loss]) => {
        at += gap;
        return point(at, loss);
      });
      const thin = thinTraining(points, limit);
      expect(thin.length).toBeLessThanOrEqual(limit);
      expect(thin.at(-1)!.step).toBe(at);
      const steps = thin.reduce((sum, p) => sum + p.steps, 0);
      expect(steps).toBe(at);
      const total = parts.reduce((sum, [gap, loss]) => sum + gap * loss, 0);
      expect(thin.reduce((sum, p) => sum + p.steps * p.loss!, 0)).toBeCloseTo(total, 6);
    }),
  );
});

it('leaves a gap where nothing was asked, and means of what was', () => {
  const none = (step: number) => ({ ...point(step, 0), loss: undefined });
  const train = [point(1, 4), none(2), none(3), point(4, 2), none(5), point(6, 1), point(7, 3)];
  const rows = curveRows(thinTraining(train), []);
  expect(rows).toEqual([
    { step: 1, training: 4, stretch: 0 },
    { step: 4, training: 2, stretch: 1 },
    { step: 6, training: 1, stretch: 2 },
    { step: 7, training: 3, stretch: 2 },
  ]);
  expect(stretchLengths(rows)).toEqual([1, 1, 2]);
  // In pairs: only the first of 1 and 2 counts, and of 3 and 4 the second.
  const joined = thinTraining(train.slice(0, 4), 2);
  expect(joined).toEqual([
    { step: 2, loss: 4, steps: 2 },
    { step: 4, loss: 2, steps: 2 },
  ]);
  expect(thinTraining([none(1), none(2)], 1)).toEqual([{ step: 2, loss: undefined, steps: 2 }]);
});

it('draws some of many exams, the last and the best among them', () => {
  const evals = Array.from({ length: 1000 }, (_, step) => {
    return { step, loss: 1, accuracy: 0, context: 'both' as const };
  });
  const drawn = thinEvals(evals, 501).map(({ step }) => step);
  expect(drawn.length).toBeLessThanOrEqual(242);
  expect(drawn).toEqual(expect.arrayContaining([0, 501, 999]));
  expect(drawn).toEqual(drawn.toSorted((a, b) => a - b));
  expect(thinEvals(evals.slice(0, 240), undefined)).toHaveLength(240);
});

it('averages by powers of two', () => {
  expect([1, 240, 241, 480, 481, 1000, 4000].map((s) => stepsPerPoint(s))).toEqual([
    1, 1, 2, 2, 4, 8, 32,
  ]);
});

it('joins both lines by step', () => {
  const rows = curveRows(
    [
      { step: 1, loss: 7, steps: 1 },
      { step: 5, loss: 6, steps: 4 },
    ],
    [
      { step: 0, loss: 7.1, accuracy: 0, context: 'both' },
      { step: 5, loss: 6.2, accuracy: 0.1, context: 'both' },
    ],
  );
  expect(rows).toEqual([
    { step: 0, heldOut: 7.1 },
    { step: 1, training: 7, stretch: 0 },
    { step: 5, training: 6, stretch: 0, heldOut: 6.2 },
  ]);
  expect(curveTop(6.9, rows)).toBeCloseTo(1.12 * 7.1);
  expect(curveTop(6.9, [])).toBeCloseTo(1.12 * 6.9);
});
