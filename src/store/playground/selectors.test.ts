import { expect, it } from 'vitest';
import { DEFAULT_SETTINGS, RESET_KEYS } from '../../config/settings';
import type { Prepared } from './prepared';
import {
  awaitsText,
  isCurrent,
  isFinished,
  isUnkept,
  lastStep,
  loadedSettings,
  pendingChanges,
  presentExam,
  wentBack,
} from './selectors';
import { NO_RUN, newPlayground, type RunData } from './state';

const SOURCE = { name: 'Your text', text: 'A cat.', characters: 6 };
const OTHER = { ...SOURCE, text: 'A dog.' };
const prepared = { source: SOURCE, madeFor: DEFAULT_SETTINGS } as unknown as Prepared;

/** A playground with a run that is loaded with the present text and settings. */
const playground = (run: Partial<RunData> = {}) => ({
  ...newPlayground(DEFAULT_SETTINGS),
  ...{ source: SOURCE, prepared },
  run: { ...NO_RUN, loaded: { prepared, settings: DEFAULT_SETTINGS }, ...run },
});
const changed = { ...DEFAULT_SETTINGS, hiddenSize: 32, learningRate: 0.1, vocabSize: 64 };

it('has Train wait for a text that is being opened, unless a run goes on', () => {
  expect(awaitsText(playground())).toBe(false);
  const opening = { name: 'book.txt', fraction: 0.5 };
  expect(awaitsText({ ...playground(), opening })).toBe(true);
  // A run that was paused goes on.
  expect(awaitsText({ ...playground({ step: 9 }), opening })).toBe(false);
  // But not on a text that is no longer its own.
  expect(awaitsText({ ...playground({ step: 9 }), opening, source: OTHER })).toBe(true);
});

it('tells what a run could not take over, in the order of the list', () => {
  expect(pendingChanges(playground())).toEqual([]);
  expect(pendingChanges({ ...playground(), settings: changed })).toEqual([
    'vocabSize',
    'hiddenSize',
  ]);
  expect(pendingChanges({ ...playground(), source: OTHER })).toEqual(['text']);
  expect(pendingChanges({ ...playground({ loaded: undefined }), source: OTHER })).toEqual([]);
});

it('says with which settings a run is trained', () => {
  expect(loadedSettings(changed, DEFAULT_SETTINGS)).toEqual({
    ...DEFAULT_SETTINGS,
    learningRate: 0.1,
  });
});

it('counts the model, its text, its seed and where it is computed among what resets a run', () => {
  for (const key of ['seed', 'backend', 'workers', 'numHiddenLayers', 'packSentences'] as const) {
    expect(RESET_KEYS).toContain(key);
  }
  for (const key of ['maxSteps', 'mlmProbability', 'learningRate', 'context'] as const) {
    expect(RESET_KEYS).not.toContain(key);
  }
});

it('knows tokens of the present text and settings', () => {
  expect(isCurrent(playground())).toBe(true);
  expect(isCurrent({ ...playground(), source: { ...SOURCE } })).toBe(false);
  expect(isCurrent({ ...playground(), settings: { ...changed, vocabSize: 64 } })).toBe(false);
  // The hidden size cuts no text.
  const { hiddenSize } = changed;
  expect(isCurrent({ ...playground(), settings: { ...DEFAULT_SETTINGS, hiddenSize } })).toBe(true);
  expect(isCurrent({ ...playground(), prepared: undefined })).toBe(false);
});

it('holds a run for finished where it has taken all its steps and nothing has changed', () => {
  const { maxSteps } = DEFAULT_SETTINGS;
  const done = playground({ status: 'done', step: maxSteps });
  expect(isFinished(done)).toBe(true);
  expect(isFinished(playground({ status: 'done', step: maxSteps + 1 }))).toBe(true);
  expect(isFinished(playground({ status: 'done', step: maxSteps - 1 }))).toBe(false);
  expect(isFinished(playground({ status: 'paused', step: maxSteps }))).toBe(false);
  // Back at its best it has still taken them all.
  expect(isFinished(playground({ status: 'done', step: 9, aside: maxSteps }))).toBe(true);
  expect(isFinished(playground({ status: 'paused', step: 9, aside: maxSteps }))).toBe(false);
  expect(isFinished({ ...done, settings: { ...done.settings, seed: 9 } })).toBe(false);
});

it('holds steps for unkept that no kept run has', () => {
  expect(isUnkept(playground())).toBe(false);
  expect(isUnkept(playground({ step: 1 }))).toBe(true);
  const kept = { id: 'a', step: 7 };
  expect(isUnkept(playground({ step: 7, kept }))).toBe(false);
  expect(isUnkept(playground({ step: 8, kept }))).toBe(true);
});

it('tells a run that is back at an earlier step from one whose best lies behind it', () => {
  const back = { step: 3, aside: 8 };
  const ahead = { step: 8, aside: 3 };
  expect([back, ahead, { step: 8, aside: undefined }].map(wentBack)).toEqual([true, false, false]);
  expect([back, ahead, { step: 8, aside: undefined }].map(lastStep)).toEqual([8, 8, 8]);
  const evals = [0, 3, 8].map((step) => ({ step, loss: 1, accuracy: 0, context: 'both' as const }));
  expect(presentExam({ step: 7, evals })?.step).toBe(3);
  expect(presentExam({ step: 8, evals: [] })).toBeUndefined();
});
