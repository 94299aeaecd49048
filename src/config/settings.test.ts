import { expect, it } from 'vitest';
import { checkSettings, DEFAULT_SETTINGS, SETTINGS_SHAPE } from './settings';

it('has a default for every setting, and they hold together', () => {
  expect(Object.keys(DEFAULT_SETTINGS).sort()).toEqual(Object.keys(SETTINGS_SHAPE).sort());
  expect(checkSettings(DEFAULT_SETTINGS)).toEqual(DEFAULT_SETTINGS);
});

it('says every reason against settings, with the name of the setting', () => {
  const wrong = () => checkSettings({ ...DEFAULT_SETTINGS, batchSize: 0, context: 'up' });
  expect(wrong).toThrow(/^checkSettings: /);
  expect(wrong).toThrow(/batchSize: .*1/);
  expect(wrong).toThrow(/context: .*both/);
});

it.each([
  [{ hiddenSize: 64, numAttentionHeads: 5 }, 'must be a multiple of the number of heads'],
  [{ maskReplaceProb: 0.9, randomReplaceProb: 0.2 }, 'cannot exceed 100 %'],
  [{ batchSize: 1.5 }, 'batchSize'],
  [{ learningRate: Number.NaN }, 'learningRate'],
  [{ seed: -1 }, 'seed'],
])('refuses %j', (patch, reason) => {
  expect(() => checkSettings({ ...DEFAULT_SETTINGS, ...patch })).toThrow(reason);
});

it('takes shares that add up to one only nearly', () => {
  const shares = { maskReplaceProb: 0.7, randomReplaceProb: 0.3 + 1e-12 };
  expect(checkSettings({ ...DEFAULT_SETTINGS, ...shares })).toMatchObject(shares);
});
