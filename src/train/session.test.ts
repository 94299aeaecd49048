import { afterEach, describe, expect, it, vi } from 'vitest';
import { key } from '../base/random';
import { STREAM } from '../base/streams';
import { examEvery } from '../config/moments';
import { DEFAULT_SETTINGS } from '../config/settings';
import { stepOptions } from './session';
import { TOKENS_PER_BATCH, testSession } from './testSession';

const upTo = (last: number) => Array.from({ length: last }, (_, i) => i + 1);

afterEach(() => void vi.useRealTimers());

describe('a session', () => {
  it('trains to the end, reports every step once and sits the exam on fixed steps', async () => {
    const t = testSession();
    await t.session.start();
    expect(t.states).toEqual(['running', 'done']);
    expect(t.session.state).toBe('done');
    expect(t.points().map(({ step }) => step)).toEqual(upTo(50));
    const every = examEvery(50);
    const steps = Array.from({ length: 50 / every + 1 }, (_, i) => i * every);
    expect(t.evals().map(({ step }) => step)).toEqual(steps);
    expect(t.at('exam')).toEqual(steps);
    expect(t.exams.map(([step]) => step)).toEqual(steps);
  });

  it('tells of each step its loss, rate and norm, and of each sitting how it went', async () => {
    const t = testSession(
      { maxSteps: 4, warmupSteps: 2, learningRate: 0.5, context: 'left' },
      { losses: (step) => 4 - step / 2, gradNorms: (step) => step, examLoss: (step) => 3 + step },
    );
    await t.session.start();
    expect(t.points()).toEqual([
      { step: 1, loss: 3.5, learningRate: 0.25, gradNorm: 1 },
      { step: 2, loss: 3, learningRate: 0.5, gradNorm: 2 },
      { step: 3, loss: 2.5, learningRate: 0.5, gradNorm: 3 },
      { step: 4, loss: 2, learningRate: 0.25, gradNorm: 4 },
    ]);
    expect(t.evals()).toEqual([
      { step: 0, context: 'left', loss: 3, accuracy: 1 },
      { step: 4, context: 'left', loss: 7, accuracy: 1 },
    ]);
    expect(t.log).toContain('exam@4 left');
  });

  it('sits the exam at the end, where no exam falls due there', async () => {
    const t = testSession({ maxSteps: 7 });
    await t.session.start();
    expect(t.at('exam')).toEqual([0, 5, 7]);
  });

  it('pauses between steps and goes on where it stopped', async () => {
    const t = testSession({ maxSteps: 1000 });
    const running = t.session.start();
    expect(t.session.start()).toBe(running); // pressed twice
    await t.reach(5);
    expect(t.session.state).toBe('running');
    t.session.pause();
    await running;
    const paused = t.model.step;
    expect(t.states).toEqual(['running', 'paused']);
    expect(t.metrics.at(-1)!.step).toBe(paused);
    expect(t.at('exam').every((step) => step % examEvery(1000) === 0)).toBe(true);
    const sittings = t.at('exam').length;
    t.session.update({ ...t.settings, maxSteps: paused + 3 });
    await t.session.start();
    expect(t.model.step).toBe(paused + 3);
    expect(t.states.at(-1)).toBe('done');
    expect(t.at('exam').slice(sittings).at(-1)).toBe(paused + 3);
  });

  it('goes on without a break where it is started again before its pause takes effect', async () => {
    const t = testSession({ maxSteps: 200 });
    const running = t.session.start();
    await t.reach(5);
    t.session.pause();
    await Promise.all([running, t.session.start()]);
    expect(t.states).toEqual(['running', 'done']);
    expect(t.model.step).toBe(200);
  });

  it('goes on from a kept run without an exam before the first step', async () => {
    const t = testSession({ maxSteps: 45 }, { step: 41 });
    await t.session.start();
    expect(t.at('exam')).toEqual([45]);
    expect(t.points().map(({ step }) => step)).toEqual([42, 43, 44, 45]);
  });

  it('keeps its seed, whatever is set', async () => {
    const t = testSession({ maxSteps: 1, seed: 3 });
    t.session.update({ ...t.settings, seed: 9 });
    await t.session.start();
    expect((await t.session.keep())!.settings.seed).toBe(3);
  });
});

describe('one step', () => {
  it('is taken and examined, the first after the exam before training', async () => {
    const t = testSession({ maxSteps: 2 });
    await t.session.step();
    expect(t.states).toEqual(['running', 'paused']);
    expect(t.at('exam')).toEqual([0, 1]);
    expect(t.points()).toHaveLength(1);
    await t.session.step();
    expect(t.states).toEqual(['running', 'paused', 'running', 'done']);
    expect(t.at('exam')).toEqual([0, 1, 2]);
  });

  it('is not taken beyond the end', async () => {
    const t = testSession({ maxSteps: 3 });
    await t.session.start();
    const told = [t.states.length, t.metrics.length];
    await t.session.step();
    expect(t.model.step).toBe(3);
    expect([t.states.length, t.metrics.length]).toEqual(told);
  });

  it('is the last one of a run that goes on', async () => {
    const t = testSession({ maxSteps: 1000 });
    const running = t.session.start();
    await t.reach(5);
    await Promise.all([running, t.session.step()]);
    expect(t.states).toEqual(['running', 'paused', 'running', 'paused']);
    const [before, after] = t.metrics.slice(-2);
    expect(after!.step).toBe(before!.step + 1);
  });
});

describe('where nothing is hidden', () => {
  it.each([
    [{ maskStrategy: 'hand' }, 'chosen by hand', 'Click words under Masked'],
    [{ mlmProbability: 0 }, 'The mask ratio is 0 %', 'Raise the mask ratio'],
    [{}, 'Every token of the sentences to learn from is unknown', 'Set “Tokens”'],
  ] as const)('a run does not train and says why: %o', async (changed, why, advice) => {
    const t = testSession(changed, { asksNothing: () => true });
    await t.session.start();
    const told = t.metrics.length;
    await t.session.step();
    expect(t.model.step).toBe(0);
    expect(t.metrics.length).toBe(told + 1); // the page waits for no step
    expect(t.states).toEqual(['running', 'paused']);
    expect(t.problems).toHaveLength(2);
    for (const problem of t.problems) {
      expect(problem.kind).toBe('settings');
      expect(problem.what).toBe('Nothing is hidden, so there is nothing to learn.');
      expect(problem.why).toContain(why);
      expect(problem.advice).toContain(advice);
    }
  });

  it('a run starts once something is', async () => {
    const t = testSession({ maskStrategy: 'hand' });
    await t.session.start();
    t.session.update({ ...t.settings, maskStrategy: 'token' });
    await t.session.start();
    expect(t.model.step).toBe(50);
    expect(t.problems).toHaveLength(1);
  });

  it('in one batch, its step has no loss, and that is no fault', async () => {
    // Whatever the engine's mean over no blanks comes out as.
    const t = testSession(
      { maxSteps: 12 },
      {
        losses: (step) => (step % 3 === 0 ? Number.NaN : 1),
        blanksOf: (step) => (step % 3 === 2 ? 0 : 1),
      },
    );
    await t.session.start();
    expect(t.problems).toEqual([]);
    expect(t.states.at(-1)).toBe('done');
    expect(t.points().map(({ loss }) => loss)).toEqual(
      Array.from({ length: 12 }, (_, i) => (i % 3 === 2 ? undefined : 1)),
    );
  });

  it('in the exam, it is not sat', async () => {
    const t = testSession({ maxSteps: 12 }, { examBlanks: 0 });
    await t.session.start();
    expect(t.states.at(-1)).toBe('done');
    expect(t.evals()).toEqual([]);
    expect(await t.session.keep()).toBeUndefined();
  });
});

describe('a loss that is not a number', () => {
  it.each([1, 2, 20, 33])('in step %i stops the run on good weights', async (bad) => {
    const t = testSession({ maxSteps: 60 }, { losses: (step) => (step >= bad ? Number.NaN : 1) });
    await t.session.start();
    expect(t.problems).toHaveLength(1);
    const { kind, what, why, advice } = t.problems[0]!;
    expect(kind).toBe('not-finite');
    expect(what).toContain(`step ${bad} `);
    expect(advice).toContain('to 0.0003 or less');
    // The weights of step k made the loss of step k + 1: the last good ones are before `bad`.
    expect(t.model.step).toBeLessThan(bad);
    expect(why).toContain(`step ${t.model.step} are kept`);
    expect(t.states.at(-1)).toBe('paused');
    // The steps before it stand in the curve, and no later one.
    expect(t.points().map(({ step }) => step)).toEqual(upTo(bad - 1));
  });

  it('is told from a gradient too large', async () => {
    const t = testSession({}, { gradNorms: (step) => (step === 3 ? Infinity : 1) });
    await t.session.start();
    expect(t.problems[0]!.what).toContain('step 3 ');
  });

  it('goes back further where the first step of a chunk has it: its mark is spoilt already', async () => {
    const t = testSession({}, { losses: (step) => (step === 2 ? Number.NaN : 1) });
    await t.session.start();
    expect(t.log.filter((line) => line.startsWith('restore'))).toEqual(['restore previous']);
    expect(t.model.step).toBe(0);
    vi.useFakeTimers({ toFake: ['performance'] });
    const within = testSession(
      { maxSteps: 1000 },
      { msPerStep: 10, losses: (step) => (step === 28 ? Number.NaN : 1) },
    );
    await within.session.start(); // a chunk is of steps 26 to 33
    expect(within.log.filter((line) => line.startsWith('restore'))).toEqual(['restore last']);
    expect(within.model.step).toBe(25);
  });

  it('does not end the run for good: it goes on once the cause is gone, and is examined anew', async () => {
    let broken = true;
    const losses = (step: number) => (broken && step === 11 ? Number.NaN : 1);
    const t = testSession({ maxSteps: 30 }, { losses });
    await t.session.start();
    broken = false;
    const back = t.model.step;
    const sat = t.at('exam').length;
    await t.session.start();
    expect(t.states.at(-1)).toBe('done');
    expect(t.problems).toHaveLength(1);
    const due = [5, 10, 15, 20, 25, 30].filter((step) => step > back);
    expect(t.at('exam').slice(sat)).toEqual(due);
  });

  it('after one step leaves that step unexamined', async () => {
    const t = testSession({}, { losses: () => Number.NaN });
    await t.session.step();
    expect(t.at('exam')).toEqual([0]);
    expect(t.states).toEqual(['running', 'paused']);
  });

  it('of the exam is not reported', async () => {
    const t = testSession({ maxSteps: 10 }, { examLoss: (step) => (step === 5 ? Infinity : 2) });
    await t.session.start();
    expect(t.evals().map(({ step }) => step)).toEqual([0, 10]);
    expect(t.exams.map(([step]) => step)).toEqual([0, 10]);
  });
});

describe('on a clock of its own', () => {
  const clocked = (...[settings, options]: Parameters<typeof testSession>) => {
    vi.useFakeTimers({ toFake: ['performance'] });
    return testSession(settings, options);
  };

  it('a chunk takes 80 ms, and ends where the sentence is recorded or the exam sat', async () => {
    const t = clocked({ maxSteps: 1000 }, { msPerStep: 10 });
    const running = t.session.start();
    await t.reach(59);
    t.session.pause();
    await running;
    expect(t.at('mark').slice(0, 12)).toEqual([0, 1, 2, 3, 5, 8, 13, 21, 25, 33, 41, 49]);
    expect(t.at('mark').slice(12, 14)).toEqual([50, 58]);
  });

  it('a step that takes longer is a chunk', async () => {
    const t = clocked({ maxSteps: 30 }, { msPerStep: 100 });
    await t.session.start();
    expect(t.at('mark')).toEqual(Array.from({ length: 30 }, (_, i) => i));
  });

  it('a chunk has 256 steps at most', async () => {
    const t = clocked({ maxSteps: 100_000 }, { step: 5000, msPerStep: 0.001 });
    const running = t.session.start();
    await t.reach(5258);
    t.session.pause();
    await running;
    expect(t.at('mark').slice(0, 3)).toEqual([5000, 5001, 5257]);
  });

  it('reports ten times a second, and at the beginning and the end', async () => {
    const t = clocked({ maxSteps: 1000 }, { step: 50, msPerStep: 30 });
    const running = t.session.start();
    await t.reach(62);
    t.session.pause();
    await running;
    // Chunks end at 51, 53, 55 and so on, 60 ms apart.
    expect(t.metrics.map(({ step }) => step).slice(0, 4)).toEqual([51, 55, 59, 63]);
    expect(t.metrics.at(-1)!.step).toBe(t.model.step);
  });

  it('a step after a pause is examined, and the pause is not', async () => {
    const t = clocked({ maxSteps: 1000 }, { step: 51, msPerStep: 30 });
    const running = t.session.start();
    await t.reach(56);
    t.session.pause();
    await running;
    expect(t.at('exam')).toEqual([]);
    const { step } = t.model;
    await t.session.step();
    expect(t.at('exam')).toEqual([step + 1]);
  });

  it('tells how fast it trains, by steps and by tokens that are no padding', async () => {
    const t = clocked({ maxSteps: 20 }, { msPerStep: 10 });
    await t.session.start();
    const { stepsPerSecond, tokensPerSecond } = t.metrics.at(-1)!;
    expect(stepsPerSecond).toBeCloseTo(100, 9);
    expect(tokensPerSecond).toBeCloseTo(100 * TOKENS_PER_BATCH, 9);
    vi.advanceTimersByTime(10_000); // the person's pause is no time of the run's
    t.session.update({ ...t.settings, maxSteps: 40 });
    await t.session.step();
    expect(t.metrics.at(-1)!.stepsPerSecond).toBeCloseTo(100, 9);
    vi.advanceTimersByTime(10_000);
    await t.session.start();
    expect(t.metrics.at(-1)!.stepsPerSecond).toBeCloseTo(100, 9);
  });
});

it('asks of a step what its settings say, with random numbers of its own', () => {
  const settings = { ...DEFAULT_SETTINGS, hiddenDropoutProb: 0.25, seed: 5, warmupSteps: 10 };
  const { learningRate, weightDecay, maxGradNorm, context, dropout } = stepOptions(settings, 4);
  expect(learningRate).toBeCloseTo(settings.learningRate / 2);
  expect([weightDecay, maxGradNorm, context]).toEqual([0.01, 1, 'both']);
  expect(dropout).toMatchObject({ hiddenDropoutProb: 0.25, attentionProbsDropoutProb: 0 });
  expect(dropout.key).toBe(key(5, STREAM.dropout, 4));
});
