import { expect, it } from 'vitest';
import { PRESETS } from '../../config/presets';
import { DEFAULT_SETTINGS, SETTING_KEYS } from '../../config/settings';
import { MACHINE_KEYS, settingLabel, settingValue } from '../settingTexts';
import { defaultName, hasDefaultName, toldApart } from './runName';

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
    'Bread · each sentence by itself · learning rate 0.01',
  );
  expect(nameOf({ loadBestModelAtEnd: false, maskReplaceProb: 1, randomReplaceProb: 0 })).toBe(
    'Bread · 100 % hidden · 0 % swapped · ending at the last step',
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

it('names what comes with an opened model in one part', () => {
  const model = { openedModel: 7, hiddenSize: 24, numHiddenLayers: 3, stripAccents: true } as const;
  const opened = { ...model, beginFrom: 'opened', tokenizer: 'model' } as const;
  expect(nameOf(opened)).toBe('Bread · from an opened model');
  expect(nameOf({ ...opened, mlmProbability: 0.4, seed: 2 })).toBe(
    'Bread · from an opened model · mask ratio 40 % · seed 2',
  );
  expect(nameOf({ ...opened, tokenizer: 'word' })).toBe(
    'Bread · from an opened model · whole words',
  );
  expect(nameOf({ ...opened, beginFrom: 'nothing' })).toBe('Bread · an opened model’s tokens');
  // Left over from a model that this run has nothing of.
  expect(nameOf({ openedModel: 7 })).toBe('Bread');
  const both = { ...DEFAULT_SETTINGS, ...opened };
  expect(toldApart({ ...both, hiddenSize: 48 }, [both])).toEqual(['hidden size 48']);
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

it('names any setting by its value alone, or with its label', () => {
  expect(nameOf({ tokenizer: 'character' })).toBe('Bread · characters');
  expect(nameOf({ dupeFactor: 10, randomByFrequency: true })).toBe(
    'Bread · swaps by frequency · 10 sets of masks',
  );
  // In the order in which people think of them.
  expect(nameOf({ context: 'left', maskStrategy: 'span', mlmProbability: 0.4 })).toBe(
    'Bread · mask ratio 40 % · spans · before only',
  );
  expect(nameOf({ hiddenSize: 32, numHiddenLayers: 3 })).toBe('Bread · hidden size 32 · layers 3');
  expect(nameOf({ ...PRESETS[0]!.settings, batchSize: 8 })).toBe(
    'Bread · tiny · batch size 8 windows',
  );
});

it('tells runs apart by what not all of them have', () => {
  const [small, seeded] = [DEFAULT_SETTINGS, { ...DEFAULT_SETTINGS, seed: 2 }];
  const left = { ...seeded, context: 'left' as const };
  expect(toldApart(small, [small, seeded])).toEqual(['seed 1']);
  expect(toldApart(left, [seeded, left])).toEqual(['before only']);
  expect(toldApart(left, [left])).toEqual([]);
});

it('knows a run that was never given another name', () => {
  const run = (name: string) => ({
    name,
    text: { name: 'Bread', builtIn: undefined, characters: 9, hash: 1 },
    settings: { ...DEFAULT_SETTINGS, seed: 2 },
  });
  const isDefault = (name: string) => hasDefaultName(run(name), DEFAULT_SETTINGS);
  expect(isDefault('Bread · seed 2')).toBe(true);
  expect(isDefault('Bread · seed 2 (12)')).toBe(true);
  expect(isDefault('Bread · seed 2 (12) more')).toBe(false);
  expect(isDefault('Bread')).toBe(false);
});

it('writes values as people do', () => {
  const inWords = (changed: Partial<typeof DEFAULT_SETTINGS>) => {
    const [key] = Object.keys(changed) as [keyof typeof DEFAULT_SETTINGS];
    return settingValue(key, { ...DEFAULT_SETTINGS, ...changed });
  };
  expect(inWords({ dupeFactor: 0 })).toBe('fresh in each epoch');
  expect(inWords({ backend: 'wasm' })).toBe('WASM');
  expect(inWords({ context: 'both' })).toBe('both');
  expect(inWords({ context: 'right' })).toBe('after only');
  expect(inWords({ tokenizer: 'word' })).toBe('whole words');
  expect(inWords({ tokenizer: 'unigram' as 'word' })).toBe('unigram'); // of a run that another version kept
  expect(inWords({ doLowerCase: false })).toBe('no');
  expect(inWords({ vocabSize: 2048 })).toBe('2\u202f048 pieces');
  expect(inWords({ seed: 0 })).toBe('0');
  expect(inWords({ mlmProbability: 1 / 3 })).toBe('33.3 %');
  expect(settingLabel('maxSteps')).toBe('Steps in all');
  expect(MACHINE_KEYS).toEqual(['backend', 'workers']);
});
