import { expect, it } from 'vitest';
import { EXPERIMENT_SETTINGS, type Plan } from '../../config/experiments';
import { emptyRecord } from '../../storage/experiments';
import { progressOf } from './progress';

const plan: Plan = {
  language: 'clue',
  arms: [
    { label: 'short', settings: { maxSteps: 100 } },
    { label: 'long', settings: { maxSteps: 900 } },
  ],
  ...{ seeds: 2, maxSteps: 500, metric: 'accuracy' },
};
const result = {
  ...{ step: 100, loss: 1, accuracy: 0.5, probe: undefined, seconds: 2 },
  ...{ losses: Float32Array.of(1), right: Uint8Array.of(1) },
};

it('tells the time left by the steps that are left, not by the runs', () => {
  const record = { ...emptyRecord(plan), results: { '0.0': result } };
  // 100 steps took 2 s, and 1900 are left.
  expect(progressOf(plan, record)).toMatchObject({ total: 4, done: 1, share: 0.05 });
  expect(progressOf(plan, record).seconds).toBeCloseTo(38);
  const settings = { ...EXPERIMENT_SETTINGS, maxSteps: 900 };
  const live = { id: '1.0', step: 450, seconds: 9, settings };
  expect(progressOf(plan, record, live).seconds).toBeCloseTo((11 / 550) * 1450);
});

it('counts a run that diverged as done, and does not wait for it', () => {
  const record = { ...emptyRecord(plan), results: { '0.0': result }, diverged: { '1.0': 7 } };
  const { done, seconds } = progressOf(plan, record);
  expect(done).toBe(2);
  expect(seconds).toBeCloseTo(20);
});

it('does not guess before there is something to go by', () => {
  expect(progressOf(plan, undefined).seconds).toBeUndefined();
});
