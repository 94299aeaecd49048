import { beforeEach, expect, it, vi } from 'vitest';
import { EXPERIMENT_SETTINGS } from '../../config/experiments';
import { savedRun, stateOf } from '../../storage/testRuns';
import { type TestApp, testApp } from '../testApp';
import { EXAM, FLOORS, LANGUAGE, RESULT } from './testLanguage';

let w: TestApp;
beforeEach(() => {
  vi.useFakeTimers();
  w = testApp();
  w.app.experiments.openOwn('a = x y z .');
  ready();
  return () => vi.useRealTimers();
});

const shown = () => w.state().experiments;
const ready = () => {
  const { languageId } = w.experiments.last('language');
  w.experiments.say({ type: 'language', languageId, language: LANGUAGE });
};
const looks = () => w.experiments.of('look').length;
const jobId = () => w.experiments.last('runs').jobId;
const done = (...ids: string[]) => {
  for (const runId of ids)
    w.experiments.say({ type: 'done', jobId: jobId(), runId, result: RESULT });
};

it('trains three models that differ only in what they may look at', () => {
  w.app.settings.change({ backend: 'wasm' });
  w.app.experiments.setMaxSteps(300);
  w.app.experiments.trainTwins();
  expect(w.experiments.last('runs')).toMatchObject({
    ...{ subject: { grammar: 'a = x y z .' }, together: true, probe: false, keep: false },
    runs: ['left', 'right', 'both'].map((context) => ({
      id: context,
      settings: { ...EXPERIMENT_SETTINGS, backend: 'wasm', maxSteps: 300, context },
    })),
  });
  expect(shown()).toMatchObject({ running: { kind: 'twins' }, twinsKept: undefined });
  expect(shown().twins.map(({ id, step }) => [id, step])).toEqual([
    ['left', 0],
    ['right', 0],
    ['both', 0],
  ]);
});

it('does nothing before there is a language', () => {
  w = testApp();
  w.app.experiments.trainTwins();
  w.app.experiments.nextSpecimen();
  w.app.experiments.previousSpecimen();
  expect(w.experiments.asked()).toEqual([]);
  expect(shown().running).toBeUndefined();
});

it('shows how each gets on', () => {
  w.app.experiments.trainTwins();
  const evals = [{ step: 4, loss: 2 }] as never;
  const progress = { type: 'progress', jobId: jobId(), runId: 'right', seconds: 1 } as const;
  w.experiments.say({ ...progress, step: 4, evals });
  w.experiments.say({ ...progress, step: 8, evals, seconds: 2 });
  expect(shown().twins[1]).toMatchObject({ step: 8, seconds: 2, evals: [{}, {}] });
  expect(shown().twins[0]).toMatchObject({ step: 0, evals: [] });
  w.experiments.say({ type: 'phase', jobId: jobId(), phase: 'Timing' });
  expect(shown().phase).toBe('Timing');
  const report = { backend: 'wasm', device: 'SIMD' } as never;
  w.experiments.say({ type: 'backend', jobId: jobId(), report });
  expect(shown()).toMatchObject({ backend: report, phase: undefined });
});

it('asks what they guess while they train, and once more at the end', () => {
  w.app.experiments.trainTwins();
  expect(looks()).toBe(0);
  vi.advanceTimersByTime(399);
  expect(looks()).toBe(0);
  vi.advanceTimersByTime(801);
  expect(looks()).toBe(3);
  done('left', 'right');
  expect(shown().running).toEqual({ kind: 'twins' });
  done('both');
  expect(shown().running).toBeUndefined();
  expect(looks()).toBe(4);
  vi.advanceTimersByTime(4000);
  expect(looks()).toBe(4);
  expect(w.experiments.last('look')).toEqual({ type: 'look', jobId: jobId(), specimen: 0 });
  // Trained anew, they are asked as often as before.
  w.app.experiments.trainTwins();
  w.app.experiments.trainTwins();
  vi.advanceTimersByTime(400);
  expect(looks()).toBe(5);
});

it('asks no more once they are stopped, or their worker has died', () => {
  w.app.experiments.trainTwins();
  w.app.experiments.stop();
  expect(w.experiments.last('stop').jobId).toBe(jobId() + 1);
  w.app.experiments.trainTwins();
  w.experiments.die('out of memory');
  vi.advanceTimersByTime(4000);
  expect(looks()).toBe(0);
  expect(shown()).toMatchObject({ running: undefined, twins: [] });
});

it('goes through the sentences both ways, and round', () => {
  w.app.experiments.trainTwins();
  w.app.experiments.nextSpecimen();
  expect(shown().specimen).toBe(1);
  expect(w.experiments.last('look').specimen).toBe(1);
  w.app.experiments.nextSpecimen();
  expect(shown().specimen).toBe(0);
  w.app.experiments.previousSpecimen();
  expect(shown().specimen).toBe(1);
  expect(looks()).toBe(3);
  w.app.experiments.previousSpecimen();
  expect(shown().specimen).toBe(0);
  const guesses = [{ id: 5, probability: 1 }];
  const guess = { specimen: 0, step: 4, guesses, answer: undefined, divergence: 0.1 };
  w.experiments.say({ type: 'guesses', jobId: jobId(), runId: 'both', ...guess });
  expect(shown().twins[2]!.guess).toEqual(guess);
});

it('goes with the language, also while it is trained', () => {
  w.app.experiments.trainTwins();
  w.app.experiments.nextSpecimen();
  w.app.experiments.openOwn('a = b .');
  expect(shown().twins).toHaveLength(3);
  ready();
  expect(shown()).toMatchObject({ twins: [], running: undefined, specimen: 0 });
  expect(w.experiments.types()).toContain('stop');
});

it('hears no exam of theirs, and keeps no results of them', () => {
  w.app.experiments.trainTwins();
  w.experiments.say({ type: 'exam', jobId: jobId(), exam: EXAM });
  done('left');
  w.experiments.say({ type: 'diverged', jobId: jobId(), runId: 'right', step: 3 });
  done('both');
  expect(shown()).toMatchObject({ records: {}, running: undefined });
  expect(shown().twins[1]).toMatchObject({ isDiverged: true, result: undefined });
});

it('shows a problem of theirs, which ends them', () => {
  const problem = { kind: 'worker', what: 'No.', why: 'So.', advice: 'Go.' } as const;
  w.app.experiments.trainTwins();
  w.experiments.say({ type: 'problem', jobId: jobId(), problem });
  expect(shown()).toMatchObject({ problem, running: undefined });
  vi.advanceTimersByTime(4000);
  expect(looks()).toBe(0);
  w.app.experiments.trainTwins();
  expect(shown().problem).toBeUndefined();
  done('left', 'right', 'both');
  w.app.experiments.keepTwins();
  w.experiments.say({ type: 'problem', jobId: jobId(), problem });
  expect(shown()).toMatchObject({ problem, twinsKept: undefined });
});

it('puts all three in the Library when asked', async () => {
  w.app.experiments.trainTwins();
  const report = { backend: 'wasm', device: 'SIMD' } as never;
  w.experiments.say({ type: 'backend', jobId: jobId(), report });
  done('left', 'right', 'both');
  w.app.experiments.keepTwins();
  expect(w.experiments.last('keep').jobId).toBe(jobId());
  expect(shown().twinsKept).toBe(0);
  const { exam, vocabulary } = savedRun('x');
  const { settings } = shown().twins[0]!;
  const snapshot = { state: stateOf(10), settings, changed: [], exam };
  w.experiments.say({ type: 'kept', jobId: jobId(), runId: 'left', vocabulary, snapshot });
  expect(shown().twinsKept).toBe(1);
  w.experiments.say({ type: 'kept', jobId: jobId(), runId: 'right', vocabulary, snapshot });
  expect(shown().twinsKept).toBe(2);
  vi.useRealTimers();
  await expect.poll(() => w.state().library.list.length).toBe(2);
  expect(w.state().library.list[0]).toMatchObject({
    ...{ floors: FLOORS, backend: { name: 'wasm', device: 'SIMD' } },
    text: { name: 'Your own grammar', grammar: 'a = x y z .' },
  });
});
