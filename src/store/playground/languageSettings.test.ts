import { expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../config/settings';
import { createLanguageSettings, LANGUAGE_SETTINGS, usualFor } from './languageSettings';

const text = { name: 'text', text: '', characters: 0 };
const language = { ...text, grammar: 'a = b .' };
const own = { ...DEFAULT_SETTINGS, minFrequency: 3, maxSteps: 7 };

it('sets what a language needs, and sets it back with a text', () => {
  const { settingsFor } = createLanguageSettings();
  expect(settingsFor(text, own)).toEqual(own);
  const set = settingsFor(language, own);
  expect(set).toEqual({ ...own, ...LANGUAGE_SETTINGS });
  const again = settingsFor(language, { ...set, maxSteps: 8 });
  expect(settingsFor(text, again)).toEqual({ ...own, maxSteps: 8 });
});

it('leaves what the person has changed meanwhile', () => {
  const { settingsFor } = createLanguageSettings();
  const changed = { ...settingsFor(language, own), packSentences: true };
  expect(settingsFor(text, changed)).toEqual(changed);
});

it('goes back to the defaults where a link brought the settings along', () => {
  const { settingsFor } = createLanguageSettings();
  const linked = { ...DEFAULT_SETTINGS, ...LANGUAGE_SETTINGS };
  expect(settingsFor(text, settingsFor(language, linked))).toEqual(DEFAULT_SETTINGS);
});

it('takes the settings of a run as they are, with a language and with a text', () => {
  const { settingsFor } = createLanguageSettings();
  const run = { ...own, packSentences: true };
  expect(settingsFor(language, run, true)).toBe(run);
  const alike = { ...DEFAULT_SETTINGS, ...LANGUAGE_SETTINGS };
  expect(settingsFor(text, alike, true)).toBe(alike);
});

it('goes back to the settings before the first of several languages, and only once', () => {
  const { settingsFor } = createLanguageSettings();
  const first = settingsFor(language, own);
  const second = settingsFor(
    { ...language, grammar: 'a = c .' },
    { ...first, tokenizer: 'character' },
  );
  expect(second).toEqual(first);
  expect(settingsFor(text, second)).toEqual(own);
  expect(settingsFor(text, second)).toBe(second);
});

it('goes back to the defaults after a run of a language', () => {
  const { settingsFor } = createLanguageSettings();
  settingsFor(language, { ...own, ...LANGUAGE_SETTINGS, tokenizer: 'character' }, true);
  expect(settingsFor(text, { ...own, ...LANGUAGE_SETTINGS })).toEqual({ ...own, minFrequency: 2 });
});

it('knows what is usual for a text and for a language', () => {
  expect(usualFor({ grammar: undefined })).toEqual(DEFAULT_SETTINGS);
  expect(usualFor(language)).toEqual({
    ...DEFAULT_SETTINGS,
    ...{ tokenizer: 'word', minFrequency: 1, packSentences: false, keepTogether: false },
  });
});
