import { beforeEach, expect, it, vi } from 'vitest';
import { EXPERIMENT_SETTINGS } from '../../config/experiments';
import type { BackendReport } from '../../protocol/backend';
import { savedRun, stateOf } from '../../storage/testRuns';
import { wholeExamId } from '../../tokenizer/vocabularyId';
import { subjectOf } from './experimentRuns';
import { keptExperimentRun } from './keptExperimentRun';
import { viewOf } from './state';

const settings = { ...EXPERIMENT_SETTINGS, mlmProbability: 0.4 };
const { exam, vocabulary } = savedRun('x');
const event = {
  ...{ type: 'kept' as const, jobId: 1, runId: 'a', vocabulary },
  snapshot: { settings, state: stateOf(7), changed: ['maxSteps' as const], exam },
};
const floor = { loss: 1, accuracy: 0.5 };
const floors = { left: floor, right: floor, both: floor };
const backend = { backend: 'wasm', device: 'SIMD' } as BackendReport;
const learned = { ...subjectOf({ id: 'clue', grammar: 'a = b .' }), floors, backend };
const keep = (run: object = {}, what: object = {}) =>
  keptExperimentRun(event, viewOf({ id: 'a', settings, ...run }), { ...learned, ...what });

beforeEach(() => {
  vi.useFakeTimers({ now: 1234 });
  return () => vi.useRealTimers();
});

it('keeps all that the playground needs to go on with a run', () => {
  const run = keep();
  expect(run.id).toMatch(/^[0-9a-f-]{32,}$/);
  expect(run).toMatchObject({
    name: 'A flock of geese · mask ratio 40 %',
    savedAt: 1234,
    text: { name: 'A flock of geese', builtIn: 'clue', grammar: 'a = b .' },
    ...{ settings, changed: ['maxSteps'], vocabulary, step: 7, floors, bytes: 36 },
    backend: { name: 'wasm', device: 'SIMD' },
    curves: { train: [], evals: [] },
    exam: { ...exam, id: wholeExamId('exam', vocabulary) },
  });
  expect(run.closed).toBeUndefined();
  expect(
    keep({}, { ...subjectOf({ id: 'own', grammar: 'a = b .' }), backend: undefined }),
  ).toMatchObject({
    ...{ text: { builtIn: undefined }, backend: undefined },
  });
});

it('names the one of three models that sees both sides, and few sentences', () => {
  expect(keep({ id: 'both' }).name).toBe('A flock of geese · mask ratio 40 % · both sides');
  expect(keep({ sentences: 1 }).name).toBe('A flock of geese · mask ratio 40 % · 1 sentence');
});

it('says why the playground cannot go on with some', () => {
  const few = keep({ sentences: 200, pieces: 80 });
  expect(few).toMatchObject({ sentences: 200, floors: undefined });
  expect(few.closed).toBe(
    'In the experiment it learned from only 200 sentences; the playground uses all of them.',
  );
  expect(keep({ pieces: 80 })).toMatchObject({
    closed: expect.stringContaining('exam asks for whole words'),
    floors: undefined,
  });
});
