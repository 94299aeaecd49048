import { expect, it } from 'vitest';
import { checkSettings, DEFAULT_SETTINGS } from '../../config/settings';
import { variationsOf } from './variations';

const names = (changed = {}) =>
  Object.fromEntries(
    variationsOf({ ...DEFAULT_SETTINGS, ...changed }).map(({ label, variations }) => [
      label,
      variations.map(({ name }) => name),
    ]),
  );

it('offers other values than the present ones, by what they change', () => {
  expect(names()).toEqual({
    'Mask ratio': ['mask ratio 40 %', 'mask ratio 80 %'],
    Context: ['before only', 'after only'],
    Masking: ['whole words', 'spans'],
    'Learning rate': ['learning rate 0.0003', 'learning rate 0.003'],
    Layers: ['layers 4'],
    'Hidden size': ['hidden size 32', 'hidden size 128'],
    Seed: ['seed 2'],
  });
  expect(names({ context: 'left' }).Context).toEqual(['both', 'after only']);
});

it('offers nothing that is there already', () => {
  const present = { ...DEFAULT_SETTINGS, context: 'left' } as const;
  const offered = variationsOf(DEFAULT_SETTINGS, present).flatMap((row) => row.variations);
  expect(offered.map(({ name }) => name)).not.toContain('before only');
  expect(offered.map(({ name }) => name)).toContain('after only');
});

it('offers nothing that cannot be', () => {
  const odd = { hiddenSize: 8, numAttentionHeads: 8, numHiddenLayers: 8, learningRate: 1 };
  expect(names(odd)).toMatchObject({
    'Hidden size': ['hidden size 16'],
    'Learning rate': ['learning rate 0.3'],
  });
  expect(names(odd)).not.toHaveProperty('Layers');
  for (const { variations } of variationsOf({ ...DEFAULT_SETTINGS, ...odd })) {
    for (const { changes } of variations) {
      const settings = { ...DEFAULT_SETTINGS, ...odd, ...changes };
      expect(checkSettings(settings)).toEqual(settings);
    }
  }
});

it('offers the starter, or nothing, only where the tokens are the starter’s', () => {
  expect(names()).not.toHaveProperty('Begin from');
  const tokens = { tokenizer: 'starter' };
  expect(names(tokens)['Begin from']).toEqual(['begin from the starter']);
  expect(names({ ...tokens, beginFrom: 'starter' })['Begin from']).toEqual(['begin from nothing']);
});
