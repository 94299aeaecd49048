import { expect, it } from 'vitest';
import type { EvalPoint, TrainPoint } from '../../protocol/run';
import { SPARK, sparkOf, sparkWords } from './spark';

const evals = (...losses: number[]): EvalPoint[] =>
  losses.map((loss, i) => ({ step: 10 * i, loss, accuracy: 0, context: 'both' }));
const train = (...losses: (number | undefined)[]): TrainPoint[] =>
  losses.map((loss, i) => ({ step: i + 1, loss, learningRate: 0, gradNorm: 0 }));
const points = (d: string) =>
  d
    .slice(1)
    .split('L')
    .filter(Boolean)
    .map((pair) => pair.split(' ').map(Number) as [number, number]);

it('draws the held-out loss from the left edge to the right, lower where it is less', () => {
  const { heldOut, end } = sparkOf({ train: [], evals: evals(5, 4, 3) }, 20);
  const drawn = points(heldOut);
  expect(drawn.map(([x]) => x)).toEqual([2.5, SPARK.width / 2, SPARK.width - 2.5]);
  expect(drawn.map(([, y]) => y)).toEqual([2.5, SPARK.height / 2, SPARK.height - 2.5]);
  expect(end).toEqual(drawn[2]);
});

it('averages the training loss, leaves out batches without blanks, and keeps both in one frame', () => {
  const noisy = Array.from({ length: 3000 }, (_, i) => (i % 2 === 0 ? 2 : 4));
  const { train: d } = sparkOf({ train: train(...noisy), evals: evals(3.5, 2.5) }, 3000);
  const drawn = points(d);
  expect(drawn.length).toBeLessThanOrEqual(SPARK.width / 3);
  // Single batches would reach 2 and 4: their means stay inside the frame of the held-out loss.
  for (const [, y] of drawn) {
    expect(y).toBeGreaterThan(2.5);
    expect(y).toBeLessThan(SPARK.height - 2.5);
  }
  const one = sparkOf({ train: train(undefined, Number.NaN, 3), evals: evals(3) }, 3);
  expect(one.train).toBe('');
  expect(one.end?.[1]).toBe(SPARK.height / 2);
});

it('draws nothing of a run without an exam, and says so', () => {
  expect(sparkOf({ train: [], evals: [] }, 0)).toEqual({ train: '', heldOut: '', end: undefined });
  expect(sparkWords({ train: [], evals: [] })).toBe('No held-out loss was measured');
});

it('says the curve in words', () => {
  expect(sparkWords({ train: [], evals: evals(5.118, 2.306) })).toBe(
    'Held-out loss from 5.12 down to 2.31',
  );
  expect(sparkWords({ train: [], evals: evals(2, 3) })).toContain('up to 3.00');
  expect(sparkWords({ train: [], evals: evals(2) })).toBe('Held-out loss 2.00');
});
