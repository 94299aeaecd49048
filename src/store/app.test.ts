import { beforeEach, expect, it, vi } from 'vitest';
import { createApp } from './app';
import type { AppState } from './state';

/** Workers that do nothing but note what they are asked. */
const asked: { type: string }[] = [];
class StubWorker {
  postMessage = (request: { type: string }) => void asked.push(request);
  terminate = () => {};
}

beforeEach(() => {
  asked.length = 0;
  vi.stubGlobal('Worker', StubWorker);
  return () => vi.unstubAllGlobals();
});

const plan = {
  ...{ language: 'own', grammar: 'a = b c d .', arms: [{ label: 'a', settings: {} }] },
  ...{ seeds: 1, maxSteps: 10, metric: 'accuracy' as const },
};
const setRun = (app: ReturnType<typeof createApp>, patch: Partial<AppState['run']>) =>
  app.store.setState(({ run }) => ({ run: { ...run, ...patch } }));

it('lets an experiment rest when Train is pressed, and says so', () => {
  const app = createApp();
  app.experiments.runPlan('sweep', plan);
  expect(app.store.getState().experiments.running?.kind).toBe('plan');
  app.run.train();
  expect(app.store.getState().experiments.running).toBeUndefined();
  expect(app.store.getState().experiments.queue.map((q) => q.experimentId)).toEqual(['sweep']);
  expect(app.store.getState().notice).toContain('experiment is paused');
});

it('stops three models side by side for it, and says so', () => {
  const app = createApp();
  app.store.setState(({ experiments }) => ({
    experiments: { ...experiments, running: { kind: 'twins' } },
  }));
  app.run.step();
  expect(app.store.getState().experiments.running).toBeUndefined();
  expect(app.store.getState().notice).toContain('stopped the three models');
});

it('pauses the playground’s run when an experiment begins, and says so', () => {
  const app = createApp();
  setRun(app, { status: 'running' });
  app.experiments.runPlan('sweep', plan);
  expect(asked.map(({ type }) => type)).toContain('pause');
  expect(app.store.getState().experiments.running?.kind).toBe('plan');
  expect(app.store.getState().notice).toContain('paused for an experiment');
});

it('says nothing of a run that rests when an experiment begins', () => {
  const app = createApp();
  setRun(app, { status: 'paused', step: 5 });
  app.experiments.runPlan('sweep', plan);
  expect(app.store.getState().notice).toBeUndefined();
});

it('has the newer one train where an experiment begins while the run still loads', () => {
  const app = createApp();
  setRun(app, { status: 'loading', runId: 1 });
  app.run.train();
  app.experiments.runPlan('sweep', plan);
  expect(app.store.getState().notice).toContain('paused for an experiment');
  const facts = {} as AppState['run']['facts'] & object;
  app.run.onEvent({ type: 'loaded', runId: 1, facts });
  expect(asked.map(({ type }) => type)).not.toContain('train');
  expect(app.store.getState().experiments.running?.kind).toBe('plan');
});

it('lets what trains go on when another part of the page is shown', () => {
  const app = createApp();
  app.experiments.runPlan('sweep', plan);
  for (const part of ['library', 'playground', 'experiments'] as const) app.show(part);
  expect(app.store.getState().experiments.running?.kind).toBe('plan');
});
