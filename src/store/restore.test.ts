import { expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../config/settings';
import { savedRun } from '../storage/testRuns';
import { answerTo, restoredRun } from './restore';
import { savedText } from './savedText';
import type { AppState } from './state';

const source = { name: 'Your text', text: 'A cat.', characters: 6 };
const vocabulary = { tokens: ['[PAD]', 'a'], doLowerCase: true, stripAccents: false };
const settings = DEFAULT_SETTINGS;
const prepared = { source, vocabulary, detectedLanguage: 'en' } as AppState['prepared'] & object;
const saved = { ...savedRun('Bread', { vocabulary, text: savedText(prepared) }), settings };
const now = { source, settings, prepared } as AppState;

it('goes on with the same text, settings and vocabulary', () => {
  expect(answerTo({ saved }, now)).toBe('goes on');
});

it.each<[string, Partial<AppState>]>([
  ['settings', { settings: { ...settings } }],
  ['text', { source: { ...source, text: 'A dog.' } }],
  ['language', { prepared: { ...prepared, detectedLanguage: 'de' } }],
])('is no longer wanted where other %s have been chosen', (_, patch) => {
  expect(answerTo({ saved }, { ...now, ...patch })).toBe('no longer wanted');
});

it('knows a built-in text by its id, whatever has become of it', () => {
  const bread = { ...source, builtIn: 'bread', text: 'Knead.' };
  const run = { ...saved, text: { ...saved.text, builtIn: 'bread' } };
  const page = { ...now, source: bread, prepared: { ...prepared, source: bread } };
  expect(answerTo({ saved: run }, page)).toBe('goes on');
  const other = { ...saved, text: { ...saved.text, builtIn: 'harbour' } };
  expect(answerTo({ saved: other }, page)).toBe('no longer wanted');
});

it('says why it cannot go on with another vocabulary, or with none', () => {
  const other = { ...prepared, vocabulary: { ...vocabulary, tokens: ['[PAD]', 'b'] } };
  const answer = answerTo({ saved }, { ...now, prepared: other });
  expect(answer).toEqual({
    kind: 'storage',
    what: '“Bread” cannot be continued here.',
    why: expect.stringContaining('The vocabulary learned from “Your text” has changed'),
    advice: expect.stringContaining('Press Train to start a fresh run'),
  });
  const older = { ...saved, text: { ...saved.text, language: undefined } };
  expect(answerTo({ saved: older }, { ...now, prepared: undefined })).toMatchObject({
    kind: 'storage',
  });
});

it('begins with what the run had, or with nothing', () => {
  const changed = ['learningRate'] as const;
  expect(restoredRun({ ...saved, changed })).toEqual({
    ...{ step: 10, changed, train: saved.curves.train, evals: saved.curves.evals },
  });
  expect(restoredRun(saved).changed).toEqual([]);
  expect(restoredRun()).toEqual({ step: 0, changed: [], train: [], evals: [] });
});
