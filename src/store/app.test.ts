import { expect, it } from 'vitest';
import { FACTS, testApp } from './testApp';

const plan = {
  ...{ language: 'own', grammar: 'a = b c d .', arms: [{ label: 'a', settings: {} }] },
  ...{ seeds: 1, maxSteps: 10, metric: 'accuracy' as const },
};
it('lets an experiment rest when Train is pressed, and says so', () => {
  const { app, state } = testApp();
  app.experiments.runPlan('sweep', plan);
  expect(state().experiments.running?.kind).toBe('plan');
  app.run.train();
  expect(state().experiments.running).toBeUndefined();
  expect(state().experiments.queue.map((q) => q.experimentId)).toEqual(['sweep']);
  expect(state().notice).toContain('experiment is paused');
});

it('stops three models side by side for it, and says so', () => {
  const { app, state } = testApp();
  app.store.setState(({ experiments }) => ({
    experiments: { ...experiments, running: { kind: 'twins' } },
  }));
  app.run.step();
  expect(state().experiments.running).toBeUndefined();
  expect(state().notice).toContain('stopped the three models');
});

it('pauses the playground’s run when an experiment begins, and says so', () => {
  const { app, state, trainer, patchRun } = testApp();
  patchRun({ status: 'running' });
  app.experiments.runPlan('sweep', plan);
  expect(trainer.types()).toContain('pause');
  expect(state().experiments.running?.kind).toBe('plan');
  expect(state().notice).toContain('paused for an experiment');
});

it('says nothing of a run that rests when an experiment begins', () => {
  const { app, state, patchRun } = testApp();
  patchRun({ status: 'paused', step: 5 });
  app.experiments.runPlan('sweep', plan);
  expect(state().notice).toBeUndefined();
});

it('has the newer one train where an experiment begins while the run still loads', () => {
  const { app, state, trainer, patchRun } = testApp();
  patchRun({ status: 'loading', runId: 1 });
  app.run.train();
  app.experiments.runPlan('sweep', plan);
  expect(state().notice).toContain('paused for an experiment');
  app.run.onEvent({ type: 'loaded', runId: 1, facts: FACTS });
  expect(trainer.types()).not.toContain('train');
  expect(state().experiments.running?.kind).toBe('plan');
});

it('lets what trains go on when another part of the page is shown', () => {
  const { app, state } = testApp();
  app.experiments.runPlan('sweep', plan);
  for (const part of ['library', 'playground', 'experiments'] as const) app.show(part);
  expect(state().experiments.running?.kind).toBe('plan');
});
