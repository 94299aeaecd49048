import { expect, it } from 'vitest';
import { figureRows, figuresAsText } from './figures';

const point = (step: number, loss: number) => ({ step, loss, learningRate: 0, gradNorm: 0 });
const evals = [
  { step: 0, loss: 7, accuracy: 0, context: 'both' as const },
  { step: 4, loss: 5, accuracy: 0.25, context: 'both' as const },
  { step: 8, loss: 4, accuracy: 0.5, context: 'both' as const },
];

it('averages the training since the row before', () => {
  // The point of step 3 stands for steps 2 and 3.
  const train = [point(1, 6), point(3, 5), point(4, 4), point(6, 3), point(9, 1)];
  expect(figureRows(train, evals)).toEqual([
    { step: 0, training: undefined, heldOut: 7, right: 0 },
    { step: 4, training: 5, heldOut: 5, right: 0.25 },
    { step: 8, training: 3, heldOut: 4, right: 0.5 },
  ]);
});

it('leaves steps that asked nothing out of the mean, and has none of nothing else', () => {
  const none = { ...point(3, 0), loss: undefined };
  const train = [point(1, 6), none, point(4, 4), { ...none, step: 8 }];
  expect(figureRows(train, evals).map(({ training }) => training)).toEqual([
    undefined,
    5,
    undefined,
  ]);
});

it('is written with tabs', () => {
  expect(figuresAsText(figureRows([point(1, 6)], evals.slice(0, 2)))).toBe(
    'step\ttraining loss\theld-out loss\theld-out right\n0\t\t7.0000\t0.0000\n4\t6.0000\t5.0000\t0.2500',
  );
});
