import { expect, it } from 'vitest';
import type { Context } from '../../config/settings';
import { bestMoment } from './bestMoment';

const curve = (losses: readonly number[], context: Context = 'both') =>
  losses.map((loss, i) => ({ step: 25 * i, loss, accuracy: 0, context }));

it('is the lowest held-out loss, once it has risen, with how far', () => {
  const evals = curve([5, 4, 3.5, 3.6, 3.9]);
  const moment = bestMoment({ step: 110, evals, aside: 50 })!;
  expect(moment).toMatchObject({ best: evals[2], isClear: true, isBack: false, canGo: true });
  expect(moment.rise).toBeCloseTo(0.4);
  // Chance may do as much.
  expect(bestMoment({ step: 99, evals, aside: 50 })).toMatchObject({ isClear: false });
  // A run that was opened has a past of which only the curve is left.
  expect(bestMoment({ step: 110, evals, aside: 100 })).toMatchObject({ canGo: false });
});

it('is not told of a curve that falls, ends as good or has not begun', () => {
  for (const losses of [[5, 4, 3.5], [5, 4, 3.5, 3.509], [3, 4], [2], []]) {
    expect(bestMoment({ step: 200, evals: curve(losses), aside: undefined })).toBeUndefined();
  }
});

it('is where the model stands once it went back, however little it gained', () => {
  const evals = curve([5, 4, 3.5, 3.6, 3.52]);
  expect(bestMoment({ step: 50, evals, aside: 100 })).toMatchObject({
    ...{ best: evals[2], isClear: false, isBack: true, canGo: false },
  });
});

it('is looked for among the exams of one context', () => {
  const before = curve([5, 2, 4]);
  const after = curve([0, 0, 0, 4.5, 5], 'left').slice(3);
  const moment = bestMoment({ step: 100, evals: [...before, ...after], aside: 75 });
  expect(moment?.best.step).toBe(75);
});
