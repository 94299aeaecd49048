import { expect, it } from 'vitest';
import type { Plan } from '../../config/experiments';
import { emptyRecord } from '../../storage/experiments';
import { knownSweeps, sweepId } from './sweepPlans';

const planOf = (changed: Partial<Plan> = {}): Plan => ({
  ...{ language: 'clue', arms: [{ label: 'a', settings: {} }] },
  ...{ seeds: 2, maxSteps: 500, metric: 'accuracy', ...changed },
});

it('names sweeps apart whose results are others, and seeds together', () => {
  const ids = [
    sweepId('context', planOf()),
    sweepId('mlmProbability', planOf()),
    sweepId('context', planOf({ maxSteps: 1000 })),
    sweepId('context', planOf({ language: 'topics' })),
    sweepId('context', planOf({ language: 'own', grammar: 'a = b .' })),
    sweepId('context', planOf({ language: 'own', grammar: 'a = c .' })),
  ];
  expect(new Set(ids).size).toBe(ids.length);
  expect(sweepId('context', planOf({ seeds: 5 }))).toBe(ids[0]);
});

it('knows what runs and waits before what is kept, the newest first', () => {
  const [a, b, c] = ['context', 'fates', 'maxSteps'].map((setting) => {
    const plan = planOf();
    return { setting, plan, experimentId: sweepId(setting, plan) };
  }) as [KnownPart, KnownPart, KnownPart];
  const records = {
    paper: emptyRecord(planOf()),
    [sweepId('no longer offered', planOf())]: emptyRecord(planOf()),
    [b.experimentId]: emptyRecord(b.plan),
  };
  const known = knownSweeps({
    running: { kind: 'plan', ...c },
    queue: [a],
    discarded: undefined,
    records: { ...records, [a.experimentId]: emptyRecord(a.plan) },
  });
  expect(known.map(({ setting }) => setting)).toEqual(['maxSteps', 'context', 'context', 'fates']);
  expect(known.map(({ isActive }) => isActive)).toEqual([true, true, false, false]);
});

interface KnownPart {
  readonly setting: string;
  readonly plan: Plan;
  readonly experimentId: string;
}
