import { clear, get, keys, set } from 'idb-keyval';
import { beforeEach, expect, it } from 'vitest';
import type { Plan } from '../config/experiments';
import type { ExperimentResult } from '../protocol/experiments';
import { emptyRecord, loadExperiment, loadExperiments, saveExperiment } from './experiments';

const plan: Plan = {
  ...{ language: 'clue', arms: [{ label: 'a', settings: {} }] },
  ...{ seeds: 2, maxSteps: 10, metric: 'accuracy' },
};
const result = (loss: number): ExperimentResult => ({
  ...{ step: 10, loss, accuracy: 0.5, probe: undefined, seconds: 2 },
  ...{ losses: Float32Array.of(loss), right: Uint8Array.of(1) },
});
const record = (loss: number) => ({ ...emptyRecord(plan), results: { '0.0': result(loss) } });

beforeEach(() => clear());

it('writes a result of one experiment without touching the others', async () => {
  await saveExperiment('first', record(1));
  await saveExperiment('second', record(2));
  const first = await keys();
  await saveExperiment('second', { ...emptyRecord(plan), results: { '0.1': result(3) } });
  expect(await keys()).toEqual(first);
  const { records } = await loadExperiments();
  expect(records.first).toEqual(record(1));
  expect(Object.keys(records.second!.results)).toEqual(['0.1', '0.0'].sort());
  await saveExperiment('first');
  expect(Object.keys((await loadExperiments()).records)).toEqual(['second']);
  expect(await loadExperiment('first')).toBeUndefined();
});

it('takes over what an earlier version kept under one key, once', async () => {
  await set('cloze:lab-experiments-3', { old: record(1), both: record(2) });
  await saveExperiment('both', record(3));
  const { records } = await loadExperiments();
  expect(records.old).toEqual(record(1));
  expect(records.both).toEqual(record(3)); // the newer one stays
  expect(await get('cloze:lab-experiments-3')).toBeUndefined();
  await saveExperiment('old');
  expect(Object.keys((await loadExperiments()).records)).toEqual(['both']);
});
