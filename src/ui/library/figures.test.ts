import { expect, it } from 'vitest';
import { formatSigned } from '../../base/format';
import { savedRun } from '../../storage/testRuns';
import { formatMoment } from '../common/formatMoment';
import { examStepOf, formatPerplexity, range } from './figures';

it('writes figures with a sign that is never a lie', () => {
  expect([formatSigned(0.123, 2), formatSigned(-0.4, 2), formatSigned(-0.001, 2)]).toEqual([
    '+0.12',
    '−0.40',
    '0.00',
  ]);
  expect(range({ mean: 1, low: -0.5, high: 2 }, (v) => formatSigned(v, 1))).toBe('[−0.5, +2.0]');
  expect([1.234, 18.44, 1024.4].map(formatPerplexity)).toEqual(['1.23', '18.4', '1024']);
});

it('says when, as short as it can', () => {
  const now = new Date(2025, 5, 3, 15, 0).getTime();
  expect(formatMoment(new Date(2025, 5, 3, 9, 5).getTime(), now)).toBe('09:05');
  expect(formatMoment(new Date(2025, 5, 2, 23, 0).getTime(), now)).toBe('2 Jun');
  expect(formatMoment(new Date(2024, 5, 3, 15, 0).getTime(), now)).toBe('3 Jun 2024');
});

it('tells an exam that a run sat before its last step', () => {
  const run = savedRun('a', { step: 30 });
  const evals = (step: number, loss: number) => ({
    ...run,
    curves: { train: [], evals: [{ step, loss, accuracy: 0, context: 'both' as const }] },
  });
  expect(examStepOf(evals(20, run.exam.loss))).toBe(20);
  expect(examStepOf(evals(30, run.exam.loss))).toBeUndefined();
  expect(examStepOf(evals(20, run.exam.loss + 0.1))).toBeUndefined(); // it sat another when it was kept
});
