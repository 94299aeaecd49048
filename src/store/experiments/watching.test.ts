import { beforeEach, expect, it, vi } from 'vitest';
import { DEFAULT_SETTINGS } from '../../config/settings';
import { testApp } from '../testApp';
import { type ExperimentsState, viewOf } from './state';
import { LANGUAGE } from './testLanguage';
import { createWatching } from './watching';

beforeEach(() => {
  vi.useFakeTimers();
  return () => vi.useRealTimers();
});

/** Three models, or runs of a plan, that the page watches over. */
function world(kind: 'twins' | 'plan') {
  const view = (id: string) => viewOf({ id, settings: DEFAULT_SETTINGS });
  const list = ['left', 'right', 'both'].map(view);
  const running =
    kind === 'twins' ? ({ kind } as const) : { kind, experimentId: 'a', plan: {} as never };
  let heardAt = 0;
  let state: Pick<ExperimentsState, 'running' | 'twins' | 'runs'> = {
    ...{ running, twins: kind === 'twins' ? list : [], runs: kind === 'plan' ? list : [] },
  };
  const hanging = vi.fn();
  const start = createWatching({
    ...{ get: () => state, heardAt: () => heardAt, onHanging: hanging, say: () => {} },
  });
  const change = (index: number, patch: Partial<ReturnType<typeof view>>) => {
    const name = kind === 'twins' ? 'twins' : 'runs';
    const changed = state[name].map((one, i) => (i === index ? { ...one, ...patch } : one));
    state = { ...state, [name]: changed };
    heardAt = performance.now();
  };
  const begin = () => {
    heardAt = performance.now();
    start();
  };
  const pass = (seconds: number) => vi.advanceTimersByTime(seconds * 1000);
  const stop = () => {
    state = { ...state, running: undefined };
  };
  return { begin, change, pass, stop, hanging };
}

it('ends a worker that is silent in the middle of training, and waits longer for its first step', () => {
  const w = world('twins');
  w.begin();
  w.pass(110);
  expect(w.hanging).not.toHaveBeenCalled();
  for (const i of [0, 1, 2]) w.change(i, { step: 20, seconds: 2 });
  w.pass(18);
  expect(w.hanging).not.toHaveBeenCalled();
  w.pass(6);
  expect(w.hanging).toHaveBeenCalled();
});

it('waits for twenty steps where these take long, and anew for the first step of the next run', () => {
  const w = world('plan');
  w.begin();
  w.pass(4);
  w.change(0, { step: 10, seconds: 50 }); // five seconds each
  w.pass(90);
  expect(w.hanging).not.toHaveBeenCalled();
  w.change(0, { isDiverged: true });
  w.pass(110);
  expect(w.hanging).not.toHaveBeenCalled();
  w.pass(14);
  expect(w.hanging).toHaveBeenCalled();
});

it('waits as for a first step where a run went back to what was saved', () => {
  const w = world('plan');
  w.begin();
  w.change(0, { step: 30, seconds: 3 });
  w.pass(4);
  w.change(0, { step: 20, seconds: 2 });
  w.pass(100);
  expect(w.hanging).not.toHaveBeenCalled();
  w.change(0, { step: 21, seconds: 3 });
  w.pass(24);
  expect(w.hanging).toHaveBeenCalled();
});

it('does not watch what rests, and begins anew with the next training', () => {
  const w = world('twins');
  w.begin();
  w.change(0, { step: 20, seconds: 2 });
  w.stop();
  w.pass(600);
  expect(w.hanging).not.toHaveBeenCalled();
  expect(vi.getTimerCount()).toBe(0);
});

it('has another worker go on in the place of one that hangs', async () => {
  vi.useRealTimers();
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
  const w = testApp();
  const settle = async () => {
    await import('./goingOn'); // as the page does
    await new Promise((resolve) => setTimeout(resolve));
  };
  const ready = () => {
    const { languageId } = w.experiments.last('language');
    w.experiments.say({ type: 'language', languageId, language: LANGUAGE });
  };
  w.app.experiments.openOwn('a = b c .');
  ready();
  w.app.experiments.trainTwins();
  await settle();
  const { jobId } = w.experiments.last('runs');
  for (const runId of ['left', 'right', 'both']) {
    w.experiments.say({ type: 'progress', jobId, runId, step: 9, seconds: 1, evals: [] });
  }
  vi.advanceTimersByTime(26_000);
  expect(w.experiments.ended()).toBe(1);
  await settle();
  expect(w.state().notice).toContain('The worker for experiments stopped answering. A new one');
  ready();
  await settle();
  expect(w.experiments.last('runs')).toMatchObject({ together: true, from: 0 });
  expect(w.state().experiments).toMatchObject({ running: { kind: 'twins' }, problem: undefined });
});
