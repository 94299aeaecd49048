import { expect, it } from 'vitest';
import type { Plan, PlanText } from '../config/experiments';
import { DEFAULT_SETTINGS } from '../config/settings';
import type { ExperimentExam, ExperimentResult } from '../protocol/experiments';
import { emptyRecord, fits, isDone, mergeRecords } from './experiments';

const plan: Plan = {
  ...{ language: 'clue', arms: [{ label: 'a', settings: {} }] },
  ...{ seeds: 2, maxSteps: 10, metric: 'accuracy' },
};
const resultOf = (loss: number): ExperimentResult => ({
  ...{ step: 10, loss, accuracy: 0.5, probe: undefined, seconds: 2 },
  ...{ losses: Float32Array.of(loss), right: Uint8Array.of(1) },
});
const floor = { loss: 1, accuracy: 0.5 };
const floors = { left: floor, right: floor, both: floor };
const exam: ExperimentExam = {
  ...{ id: 'e', telling: Uint8Array.of(1), groups: Uint32Array.of(0) },
  ...{ floors, tellingFloors: floors },
};

it('takes what another tab did of one plan, and keeps its own', () => {
  const mine = { ...emptyRecord(plan), results: { '0.0': resultOf(1) } };
  const theirs = {
    ...emptyRecord({ ...plan, seeds: 3 }),
    exam,
    results: { '0.0': resultOf(2), '0.1': resultOf(3) },
    diverged: { '0.2': 4 },
  };
  const merged = mergeRecords(mine, theirs);
  expect(merged.results['0.0']!.loss).toBe(1);
  expect(merged.results['0.1']!.loss).toBe(3);
  expect(merged.exam).toBe(exam);
  expect(merged.plan.seeds).toBe(2);
  expect(isDone(merged, '0.2')).toBe(true);
  expect(isDone(merged, '0.3')).toBe(false);
});

it('takes nothing of another plan, another exam, or other settings to begin with', () => {
  const mine = { ...emptyRecord(plan), exam };
  const theirs = { ...emptyRecord(plan), exam, results: { '0.0': resultOf(2) } };
  const { base } = theirs;
  expect(mergeRecords(mine, theirs).results).not.toEqual({});
  for (const other of [
    { ...theirs, plan: { ...plan, maxSteps: 20 } },
    { ...theirs, exam: { ...exam, id: 'f' } },
    { ...theirs, base: { ...base, learningRate: 1 } },
  ]) {
    expect(mergeRecords(mine, other)).toEqual(mine);
  }
  expect(fits({ ...mine, base: { ...base, learningRate: 1 } }, plan)).toBe(false);
  expect(fits(mine, { ...plan, seeds: 5 })).toBe(true);
  // A value may have had another name.
  const renamed = plan.arms.map((arm) => ({ ...arm, label: 'earlier' }));
  expect(fits(mine, { ...plan, arms: renamed })).toBe(true);
  // A record from before a setting was there.
  const { loadBestModelAtEnd: _, ...older } = base;
  expect(fits({ ...mine, base: older as typeof base }, plan)).toBe(true);
});

it('mixes no results of two texts, or of one text with two kinds of settings', () => {
  const text: PlanText = {
    ...{ name: 'Bees', characters: 9, hash: 1, language: 'en' },
    settings: { ...DEFAULT_SETTINGS, learningRate: 0.002 },
  };
  const onText: Plan = { ...plan, language: 'text', text };
  const record = { ...emptyRecord(onText), exam, results: { '0.0': resultOf(2) } };
  expect(record.base).toEqual(text.settings);
  expect(fits(record, { ...onText, seeds: 5 })).toBe(true);
  expect(fits(record, plan)).toBe(false);
  const others: PlanText[] = [
    ...[
      { ...text, hash: 2 },
      { ...text, characters: 8 },
      { ...text, name: 'Wasps' },
    ],
    ...[
      { ...text, language: 'de' },
      { ...text, byHand: 3 },
    ],
    { ...text, settings: { ...text.settings, learningRate: 0.001 } },
    { ...text, settings: { ...text.settings, tokenizer: 'word' } },
  ];
  for (const other of others) {
    expect(fits(record, { ...onText, text: other })).toBe(false);
    expect(mergeRecords(emptyRecord({ ...onText, text: other }), record).results).toEqual({});
  }
  expect(mergeRecords(emptyRecord(onText), record).results).toEqual(record.results);
  // A record from before a setting was there.
  const { weightDecay: _, ...older } = text.settings;
  const old = { ...onText, text: { ...text, settings: older as typeof text.settings } };
  expect(fits(emptyRecord(old), onText)).toBe(true);
});
