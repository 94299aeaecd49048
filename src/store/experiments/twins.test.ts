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

/** Lets what is loaded when needed arrive. */
const settle = async () => {
  vi.useRealTimers();
  await import('./goingOn');
  await new Promise((resolve) => setTimeout(resolve));
};
/** As the worker has them saved: done, or at these steps of 300. */
const saved = (...steps: readonly number[]) =>
  (['both', 'left', 'right'] as const).map((context, i) => ({
    run: { id: context, settings: { ...EXPERIMENT_SETTINGS, maxSteps: 300, context } },
    ...{ step: steps[i] ?? 300, isDone: steps.length === 0 },
  }));
const steps = () => shown().twins.map(({ id, step }) => [id, step]);

it('asks on another visit for those that were saved, once, and shows them as they stand', async () => {
  await w.app.experiments.open();
  w.app.experiments.openOwn('a = x y z .');
  ready();
  await settle();
  const { jobId: id, ...asked } = w.experiments.last('bringTwins');
  expect(asked).toEqual({
    ...{ type: 'bringTwins', subject: { grammar: 'a = x y z .' }, group: 'twins' },
    machine: { backend: 'auto', workers: EXPERIMENT_SETTINGS.workers },
  });
  w.experiments.say({ type: 'back', jobId: id, runs: saved(120, 80, 100) });
  expect(steps()).toEqual([
    ['left', 80],
    ['right', 100],
    ['both', 120],
  ]);
  const evals = [{ step: 80, loss: 2 }] as never;
  const progress = { type: 'progress', jobId: id, runId: 'left', seconds: 7 } as const;
  w.experiments.say({ ...progress, step: 80, evals, isAll: true });
  expect(shown().twins[0]).toMatchObject({ evals, seconds: 7 });
  expect(w.experiments.last('look').jobId).toBe(id);
  await settle();
  expect(w.state().notice).toContain(
    'The three models are back at step 80, where they were saved last. Press Go on to train them further.',
  );
  expect(shown().running).toBeUndefined();
  // They go on in another job.
  w.app.experiments.goOnTwins();
  expect(w.experiments.last('runs')).toMatchObject({ from: id, together: true });
  expect(w.experiments.last('runs').runs.map((run) => run.settings.maxSteps)).toEqual([
    300, 300, 300,
  ]);
  expect(jobId()).not.toBe(id);
  expect(steps()[0]).toEqual(['left', 80]);
  expect(shown().running).toEqual({ kind: 'twins' });
  w.app.experiments.openOwn('a = b .');
  ready();
  await settle();
  expect(w.experiments.of('bringTwins')).toHaveLength(1);
});

it('has those that are done there again as they were, without a word, and nothing where none were saved', async () => {
  await w.app.experiments.open();
  ready();
  await settle();
  const { jobId: id } = w.experiments.last('bringTwins');
  w.experiments.say({ type: 'back', jobId: id, runs: saved() });
  for (const runId of ['both', 'left', 'right']) {
    w.experiments.say({ type: 'done', jobId: id, runId, result: RESULT });
  }
  await settle();
  expect(w.state().notice ?? '').not.toContain('three models');
  expect(shown().twins.map(({ result }) => result)).toEqual([RESULT, RESULT, RESULT]);
  expect(shown().running).toBeUndefined();
  w.app.experiments.keepTwins();
  expect(w.experiments.last('keep').jobId).toBe(id);
  w.experiments.say({ type: 'back', jobId: id, runs: [] }); // they could not be brought back
  expect(shown().twins).toEqual([]);
});

it('leaves those that are trained meanwhile in their place', async () => {
  await w.app.experiments.open();
  ready();
  await settle();
  const { jobId: id } = w.experiments.last('bringTwins');
  w.app.experiments.trainTwins();
  w.experiments.say({ type: 'back', jobId: id, runs: saved(8, 8, 8) });
  expect(steps().map(([, step]) => step)).toEqual([0, 0, 0]);
  w.app.experiments.stop();
});

it('has a new worker train on where the one before died, or show what was done', async () => {
  await settle(); // nothing was saved on another visit
  const asked = w.experiments.of('bringTwins').length;
  w.app.experiments.trainTwins();
  const evals = [] as never;
  const progress = { type: 'progress', jobId: jobId(), seconds: 1, evals } as const;
  for (const runId of ['left', 'right', 'both'])
    w.experiments.say({ ...progress, runId, step: 40 });
  w.experiments.die('out of memory');
  await settle();
  expect(w.state().notice).toMatch(/^The worker for experiments stopped\. .+ by itself\.$/);
  ready();
  await settle();
  expect(w.experiments.last('runs')).toMatchObject({ from: 0, together: true });
  expect(steps()[2]).toEqual(['both', 40]);
  done('left', 'right', 'both');
  const dieOnce = async () => {
    w.experiments.die('out of memory');
    await settle();
    ready();
    await settle();
    return w.experiments.of('bringTwins').length - asked;
  };
  const comeBack = async () => {
    const { jobId: id } = w.experiments.last('bringTwins');
    w.experiments.say({ type: 'back', jobId: id, runs: saved() });
    for (const { run } of saved()) {
      w.experiments.say({ type: 'done', jobId: id, runId: run.id, result: RESULT });
    }
    await settle();
  };
  expect(await dieOnce()).toBe(1);
  await comeBack();
  expect(w.state().notice).toBe(
    'The worker for experiments stopped. The three models are back as they were.',
  );
  expect(shown().problem).toBeUndefined();
  // Not for ever: those that end each worker are left to the person.
  expect(await dieOnce()).toBe(2);
  await comeBack();
  expect(await dieOnce()).toBe(2);
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
