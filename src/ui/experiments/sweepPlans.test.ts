import { expect, it } from 'vitest';
import type { Plan, PlanText } from '../../config/experiments';
import { DEFAULT_SETTINGS } from '../../config/settings';
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

it('names sweeps on texts by the text and the settings that the arms change', () => {
  const text: PlanText = {
    ...{ name: 'Bees', characters: 9, hash: 1, language: 'en', settings: DEFAULT_SETTINGS },
  };
  const idOf = (changed: Partial<PlanText>, plan: Partial<Plan> = {}) =>
    sweepId('context', planOf({ language: 'text', text: { ...text, ...changed }, ...plan }));
  const ids = [
    ...[idOf({}), idOf({ hash: 2 }), idOf({ name: 'Wasps' }), idOf({ language: 'de' })],
    ...[idOf({ byHand: 1 }), idOf({ characters: 8 }), idOf({}, { maxSteps: 1000 })],
    idOf({ settings: { ...DEFAULT_SETTINGS, mlmProbability: 0.4 } }),
  ];
  expect(new Set(ids).size).toBe(ids.length);
  expect(idOf({}, { seeds: 5 })).toBe(ids[0]);
  // A setting that came later than the record has its default.
  const { weightDecay: _, ...older } = DEFAULT_SETTINGS;
  expect(idOf({ settings: older as typeof DEFAULT_SETTINGS })).toBe(ids[0]);
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
