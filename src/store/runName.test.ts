import { expect, it } from 'vitest';
import { PRESETS } from '../config/presets';
import { DEFAULT_SETTINGS, SETTING_KEYS } from '../config/settings';
import { defaultName } from './runName';
import { settingLabel, settingValue } from './settingTexts';

const nameOf = (changed: Partial<typeof DEFAULT_SETTINGS>, taken: readonly string[] = []) =>
  defaultName('Bread', { ...DEFAULT_SETTINGS, ...changed }, taken);

it('names a run by its text and what is not as usual', () => {
  expect(nameOf({})).toBe('Bread');
  expect(nameOf({ mlmProbability: 0.4 })).toBe('Bread · mask ratio 40 %');
  expect(nameOf({ seed: 2, context: 'left' })).toBe('Bread · before only · seed 2');
  expect(nameOf({ maskStrategy: 'word', mlmProbability: 0.075 })).toBe(
    'Bread · mask ratio 7.5 % · whole words',
  );
  expect(nameOf({ learningRate: 0.01, packSentences: false })).toBe(
    'Bread · fill windows no · learning rate 0.01',
  );
  expect(nameOf(PRESETS[2]!.settings)).toBe('Bread · medium');
  // Where and how far it ran is not what it is.
  expect(nameOf({ backend: 'wasm', workers: 3, maxSteps: 50 })).toBe('Bread');
});

it('takes what is usual for a language as usual', () => {
  const usual = { ...DEFAULT_SETTINGS, tokenizer: 'word', packSentences: false } as const;
  expect(defaultName('Geese', { ...usual, context: 'left' }, [], usual)).toBe(
    'Geese · before only',
  );
});

it('counts what would make a name too long, and keeps the seed', () => {
  const many = { hiddenSize: 16, numHiddenLayers: 1, batchSize: 8, learningRate: 0.01, seed: 3 };
  expect(nameOf(many)).toBe(
    'Bread · hidden size 16 · layers 1 · batch size 8 windows · 1 more · seed 3',
  );
});

it('gives no name twice', () => {
  expect(nameOf({}, ['Bread', 'Bread (2)'])).toBe('Bread (3)');
  expect(nameOf({}, ['Bread (2)'])).toBe('Bread');
});

it('has words for every setting and its value', () => {
  for (const key of SETTING_KEYS) {
    expect(settingLabel(key), key).not.toBe(key);
    expect(settingValue(key, DEFAULT_SETTINGS), key).toMatch(/\S/);
  }
  expect(new Set(SETTING_KEYS.map(settingLabel)).size).toBe(SETTING_KEYS.length);
  expect(settingValue('learningRate', DEFAULT_SETTINGS)).toBe('0.001');
  expect(settingValue('maskReplaceProb', DEFAULT_SETTINGS)).toBe('80 %');
});
