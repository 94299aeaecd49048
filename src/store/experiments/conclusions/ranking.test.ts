import { expect, it } from 'vitest';
import type { Plan } from '../../../config/experiments';
import { type ExperimentRecord, emptyRecord, runIdOf } from '../../../storage/experiments';
import { rankArms } from './ranking';

const BLANKS = 100;
const plan: Plan = {
  language: 'clue',
  arms: ['a', 'b', 'c'].map((label) => ({ label, settings: {} })),
  ...{ seeds: 2, maxSteps: 10, metric: 'accuracy' },
};

/** A run that is right on the first so many of a hundred blanks; its losses go the other way. */
const right = (count: number) => ({
  ...{ step: 10, loss: 1, accuracy: count / BLANKS, probe: undefined, seconds: 1 },
  right: Uint8Array.from({ length: BLANKS }, (_, i) => Number(i < count)),
  losses: Float32Array.from({ length: BLANKS }, () => count / BLANKS),
});

/** Right answers of each arm, by seed; NaN where the run diverged. */
function recordOf(...arms: readonly (readonly number[])[]): ExperimentRecord {
  const record = { ...emptyRecord(plan), results: {}, diverged: {} };
  arms.forEach((counts, arm) => {
    counts.forEach((count, seed) => {
      const id = runIdOf(arm, seed);
      const list = Number.isNaN(count) ? { [id]: 4 } : { [id]: right(count) };
      Object.assign(Number.isNaN(count) ? record.diverged : record.results, list);
    });
  });
  return record;
}

it('puts the best first and the nearest next, whichever way round the measure goes', () => {
  const record = recordOf([20, 22], [60, 62], [50, 52]);
  const ranking = rankArms(record)!;
  expect(ranking).toMatchObject({ best: 1, leftOut: [], seeds: 2 });
  expect(ranking.rivals.map(({ arm }) => arm)).toEqual([2, 0]);
  expect(ranking.rivals.map(({ lead }) => lead.mean.toFixed(3))).toEqual(['0.100', '0.400']);
  const byLoss = rankArms(record, 'loss')!;
  expect(byLoss.best).toBe(0);
  expect(byLoss.rivals.map(({ arm, lead }) => [arm, lead.mean.toFixed(3)])).toEqual([
    [2, '0.300'],
    [1, '0.400'],
  ]);
});

it('goes by the seeds that all have run', () => {
  // With its second seed the first would win.
  const ranking = rankArms(recordOf([20, 100], [40], [30]))!;
  expect(ranking).toMatchObject({ best: 1, seeds: 1 });
  expect(rankArms(recordOf([20, 100], [], [30]))).toBeUndefined();
  expect(rankArms(recordOf([20], [], [30]), 'accuracy', 'all', [0, 2])?.best).toBe(2);
});

it('leaves out what diverged, and needs two that did not', () => {
  const ranking = rankArms(recordOf([20, 22], [90, Number.NaN], [50, 52]))!;
  expect(ranking).toMatchObject({ best: 2, leftOut: [1], seeds: 2 });
  expect(rankArms(recordOf([20, 22], [Number.NaN], [Number.NaN]))).toBeUndefined();
});

it('says nothing of a probe that was not asked for', () => {
  expect(rankArms(recordOf([1, 1], [2, 2], [3, 3]), 'probe')).toBeUndefined();
});
