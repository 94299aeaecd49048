import { expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../config/settings';
import type { RunMemo } from '../../protocol/checkpoint';
import { stateOf } from '../../storage/testRuns';
import type { Prepared } from '../playground/prepared';
import { restoredRun } from '../playground/restore';
import { lastStep, wentBack } from '../playground/selectors';
import { NO_RUN, newPlayground, type RunData } from '../playground/state';
import { FACTS, VOCABULARY } from '../testApp';
import { describeSave, reopeningOf } from './record';

const point = (step: number) => ({ step, loss: 1, learningRate: 1, gradNorm: 1 });
const exam = (step: number) => ({ step, context: 'both' as const, loss: 1, accuracy: 1 });
const { watch } = newPlayground(DEFAULT_SETTINGS);

/** A run of 20 steps on the page, saved with the model at `step` and another state aside, and brought back. */
function bringBack(step: number, aside: number, { hasAside = true, at = step } = {}) {
  const prepared = {
    source: { name: 'Bread', text: 'A cat.', characters: 6 },
    vocabulary: VOCABULARY,
    madeFor: DEFAULT_SETTINGS,
  } as unknown as Prepared;
  const run: RunData = {
    ...{ ...NO_RUN, status: 'done', step, saveId: 'one', facts: FACTS },
    loaded: { prepared, settings: DEFAULT_SETTINGS },
    train: Array.from({ length: 20 }, (_, i) => point(i + 1)),
    evals: [exam(0), exam(10), exam(20)],
  };
  const memoOf = (other: number): RunMemo => ({
    ...{ trainedWith: DEFAULT_SETTINGS, sat: undefined },
    aside: { step: other, sat: undefined, trainedWith: undefined },
  });
  const saved = { step, memo: memoOf(aside), changed: [], exam: undefined };
  const how = { address: '', chosenIn: () => new Map() };
  const { record, save } = describeSave({ run, watch }, saved, 12, how)!;
  const read = { ...save, state: { key: '', step: at, checksum: 0, bytes: 12 } };
  const {
    saved: run_,
    resume,
    lost,
  } = reopeningOf(
    structuredClone(record),
    {
      ...{ save: at === step ? read : { ...read, step: at, memo: memoOf(step) } },
      ...{ state: stateOf(at), aside: hasAside ? stateOf(aside) : undefined },
      ...{ views: [], isEarlier: at !== step },
    },
    watch,
    () => true,
  );
  return restoredRun(run_, lost?.run, resume?.aside && resume.memo.aside?.step);
}

const steps = (points: readonly { step: number }[]) => points.map((one) => one.step);

it('brings a run back that ended at its best step, with what lies aside and the curves to the last step', () => {
  const run = bringBack(10, 20);
  expect([run.step, lastStep(run), wentBack(run)]).toEqual([10, 20, true]);
  expect(run.train).toHaveLength(20);
  expect(steps(run.evals)).toEqual([0, 10, 20]);
});

it('has the curves to the step of the save before, where the newest is damaged', () => {
  const run = bringBack(10, 20, { at: 18 });
  expect([run.step, wentBack(run), run.train.length]).toEqual([18, false, 18]);
});

it('ends the curves at its step where what lay aside is damaged, and where it had not gone back', () => {
  expect(bringBack(10, 20, { hasAside: false }).train).toHaveLength(10);
  const run = bringBack(20, 10);
  expect([run.aside, wentBack(run), run.train.length]).toEqual([10, false, 20]);
});
