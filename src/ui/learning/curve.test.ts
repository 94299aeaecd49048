import fc from 'fast-check';
import { expect, it } from 'vitest';
import { curveRows, curveTop, stepsPerPoint, thinTraining } from './curve';

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
      expect(thin.reduce((sum, p) => sum + p.steps * p.loss, 0)).toBeCloseTo(total, 6);
    }),
  );
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
    { step: 1, training: 7 },
    { step: 5, training: 6, heldOut: 6.2 },
  ]);
  expect(curveTop(6.9, rows)).toBeCloseTo(1.12 * 7.1);
  expect(curveTop(6.9, [])).toBeCloseTo(1.12 * 6.9);
});
