import { act } from 'react';
import { afterEach, expect, it } from 'vitest';
import type { Plan } from '../../config/experiments';
import { type ExperimentRecord, emptyRecord, runIdOf } from '../../storage/experiments';
import { type Shown, show, testApp } from '../testPage';
import { Sweep } from './Sweep';
import { sweepId } from './sweepPlans';

let page: Shown;
afterEach(() => page.end());

async function shown(records: Record<string, ExperimentRecord> = {}) {
  const ran: { id: string; plan: Plan }[] = [];
  const removed: string[] = [];
  const app = testApp({
    experiments: {
      runPlan: (id: string, plan: Plan) => void ran.push({ id, plan }),
      removePlan: (id: string) => void removed.push(id),
    },
  });
  const set = (patch: object) =>
    app.store.setState((s) => ({ experiments: { ...s.experiments, ...patch } }));
  set({ records, languageId: 'clue' });
  page = await show(app, <Sweep />);
  return { app, ran, removed, set };
}

it('runs the plan that is chosen', async () => {
  const { ran } = await shown();
  await page.choose('Setting', 'Layers');
  await page.choose('Seeds', '2');
  await page.choose('Steps each', '500');
  await page.press('Run · 8 runs: the sweep of Layers');
  expect(ran).toHaveLength(1);
  const { id, plan } = ran[0]!;
  expect(plan).toMatchObject({ language: 'clue', seeds: 2, maxSteps: 500, metric: 'accuracy' });
  expect(plan.arms.map(({ settings }) => settings)).toEqual(
    [1, 2, 3, 4].map((numHiddenLayers) => ({ numHiddenLayers })),
  );
  expect(id).toBe(sweepId('numHiddenLayers', plan));
});

it('begins another setting with the steps and seeds that are usual, on the language that was chosen', async () => {
  const { ran } = await shown();
  await page.choose('on', 'made up: “Dear Anna, sincerely”');
  await page.choose('Seeds', '5');
  await page.choose('Setting', 'Heads');
  expect(page.select('Seeds').value).toBe('3');
  await page.press('Run · 12 runs: the sweep of Heads');
  expect(ran[0]!.plan).toMatchObject({ language: 'brackets', seeds: 3, maxSteps: 1000 });
});

it('goes on with what is left, discards it, and shows the sweep with the newest results', async () => {
  const arms = (['left', 'right', 'both'] as const).map((context) => ({
    ...{ label: context, settings: { context } },
  }));
  const plan: Plan = { language: 'clue', arms, seeds: 1, maxSteps: 500, metric: 'accuracy' };
  const result = {
    ...{ step: 500, loss: 1, accuracy: 0.75, probe: undefined, seconds: 2 },
    losses: Float32Array.of(1, 1, 1, 1),
    right: Uint8Array.of(1, 1, 1, 0),
  };
  const id = sweepId('context', plan);
  const record = { ...emptyRecord(plan), results: { [runIdOf(0, 0)]: result } };
  const { ran, removed, set } = await shown({ [id]: record });
  expect(page.select('Setting').value).toBe('context');
  expect(page.text()).toContain('before75.0 %');
  await page.press('Go on · 2 runs left: the sweep of Context');
  expect(ran[0]!.id).toBe(id);
  await act(async () => set({ running: { kind: 'twins' } }));
  expect(page.button('Queue: Go on · 2 runs left: the sweep of Context')).toBeDefined();
  await page.press('Discard');
  expect(removed).toEqual([id]);
});
