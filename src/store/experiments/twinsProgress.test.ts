import { expect, it } from 'vitest';
import { EXPERIMENT_SETTINGS } from '../../config/experiments';
import type { ExperimentLanguage } from '../../protocol/experiments';
import { type ExperimentRunView, NO_EXPERIMENTS, viewOf } from './state';
import { LANGUAGE } from './testLanguage';
import { twinsProgress, twinsSoFar } from './twinsProgress';

const settings = { ...EXPERIMENT_SETTINGS, maxSteps: 100 };
const training = (runs: readonly Partial<ExperimentRunView>[]) => ({
  ...{ ...NO_EXPERIMENTS, running: { kind: 'twins' } as const, language: LANGUAGE },
  twins: runs.map((run, i) => ({
    ...viewOf({ id: ['left', 'right', 'both'][i]!, settings }),
    ...run,
  })),
});

it('tells the time left by the speed so far', () => {
  // 100 of 300 steps took 8 s, so 200 take 16 s.
  const seen = twinsProgress(
    training([
      { step: 50, seconds: 7 },
      { step: 30, seconds: 8 },
      { step: 20, seconds: 6 },
    ]),
  );
  expect(seen).toMatchObject({ step: 20, maxSteps: 100 });
  expect(seen?.seconds).toBeCloseTo(16);
});

it('has no time to tell at the very beginning, and nothing at all where none train', () => {
  const begun = training([{ step: 1, seconds: 1 }, {}, {}]);
  expect(twinsProgress(begun)).toMatchObject({ seconds: undefined });
  expect(twinsProgress({ ...begun, running: undefined })).toBeUndefined();
});

/** An exam of 100 sentences with a blank each, all telling. */
const language: ExperimentLanguage = {
  ...LANGUAGE,
  ...{
    groups: Uint32Array.from({ length: 100 }, (_, i) => i),
    telling: new Uint8Array(100).fill(1),
  },
};
const sat = (step: number, accuracy: number) => ({
  ...{ step, loss: 1, accuracy, context: 'both' as const, telling: { loss: 1, accuracy } },
});
const standing = (left: number, right: number, both: number) => ({
  ...training([left, right, both].map((share) => ({ evals: [sat(10, share)] }))),
  language,
});

it('says that it is too early until the lead is more than chance makes', () => {
  // 50 and 60 of 100 differ by 0.1, and 1.96 standard errors are 0.137; 50 and 65 differ by 0.15.
  expect(twinsSoFar(standing(0.3, 0.6, 0.5))).toMatch(
    /^So far .+ only 60 % right, both sides 50 %, .+ only 30 %: too early to tell\.$/,
  );
  expect(twinsSoFar(standing(0.3, 0.5, 0.65))).toMatch(
    /^So far both sides 65 % right, .+: the first is ahead, beyond chance\.$/,
  );
});

it('compares at the last exam that all have sat, and none before the first step', () => {
  const three = [
    { evals: [sat(0, 0.9), sat(10, 0.5), sat(20, 0.9)] },
    { evals: [sat(0, 0.9), sat(10, 0.5)] },
    { evals: [sat(0, 0.9), sat(10, 0.5)] },
  ];
  expect(twinsSoFar({ ...training(three), language })).toMatch(/ 50 % right, .+ 50 %, .+ 50 %:/);
  const none = three.map(({ evals }) => ({ evals: evals.slice(0, 1) }));
  expect(twinsSoFar({ ...training(none), language })).toBeUndefined();
});
