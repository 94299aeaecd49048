import { safeParse } from 'valibot';
import { describe, expect, it } from 'vitest';
import {
  BACKENDS,
  CONTEXTS,
  checkSettings,
  DEFAULT_SETTINGS,
  MASK_STRATEGIES,
  MOST_POSITIONS,
  RESET_KEYS,
  SETTING_KEYS,
  SETTINGS_SHAPE,
  type SettingKey,
  SHARE_KEYS,
  TEXT_KEYS,
} from './settings';

/** Least and greatest of every number, by hand; those marked 1 are whole. */
const RANGES: readonly [key: SettingKey, min: number, max: number, whole?: 1][] = [
  ['vocabSize', 64, 32_768, 1],
  ['minFrequency', 1, 1000, 1],
  ['mlmProbability', 0, 1],
  ['maskReplaceProb', 0, 1],
  ['randomReplaceProb', 0, 1],
  ['dupeFactor', 0, 100, 1],
  ['hiddenSize', 8, 768, 1],
  ['numHiddenLayers', 1, 12, 1],
  ['numAttentionHeads', 1, 16, 1],
  ['intermediateSize', 8, 3072, 1],
  ['layerNormEps', 0, 0.1],
  ['maxPositionEmbeddings', 8, 512, 1],
  ['hiddenDropoutProb', 0, 0.9],
  ['attentionProbsDropoutProb', 0, 0.9],
  ['batchSize', 1, 256, 1],
  ['learningRate', 1e-6, 1],
  ['warmupSteps', 0, 100_000, 1],
  ['maxSteps', 1, 1_000_000, 1],
  ['weightDecay', 0, 1],
  ['maxGradNorm', 0.01, 1000],
  ['openedModel', 0, 2 ** 32 - 1, 1],
  ['seed', 0, 2 ** 32 - 1, 1],
  ['workers', 0, 16, 1],
];
const takes = (key: SettingKey, value: unknown) => safeParse(SETTINGS_SHAPE[key], value).success;

describe('each setting', () => {
  it.each(RANGES.map(([key, min, max, whole]) => ({ key, min, max, whole })))(
    '$key is from $min to $max',
    ({ key, min, max, whole }) => {
      expect([min, max].map((value) => takes(key, value))).toEqual([true, true]);
      const beyond = [min - 1e-9, max + 1e-3, min - 1, max + 1, `${min}`, Number.NaN];
      expect(beyond.map((value) => takes(key, value))).toEqual(beyond.map(() => false));
      expect(takes(key, (min + max) / 2 + 0.01)).toBe(whole === undefined);
    },
  );

  it('that is no number takes its own values only', () => {
    const choices: Partial<Record<SettingKey, readonly unknown[]>> = {
      tokenizer: ['wordpiece', 'word', 'character', 'starter', 'model'],
      beginFrom: ['nothing', 'starter', 'opened'],
      doLowerCase: [true, false],
      stripAccents: [true, false],
      keepTogether: [true, false],
      packSentences: [true, false],
      maskStrategy: MASK_STRATEGIES,
      randomByFrequency: [true, false],
      tieWordEmbeddings: [true, false],
      context: CONTEXTS,
      loadBestModelAtEnd: [true, false],
      backend: ['auto', ...BACKENDS],
    };
    const all = [...new Set(Object.values(choices).flat()), 'other', 1];
    for (const key of SETTING_KEYS) {
      if (RANGES.some(([number]) => number === key)) continue;
      expect(all.filter((value) => takes(key, value)).toSorted(), key).toEqual(
        [...choices[key]!].toSorted(),
      );
    }
  });

  it('has a default, and they hold together', () => {
    expect(Object.keys(DEFAULT_SETTINGS)).toEqual(SETTING_KEYS);
    expect(checkSettings(DEFAULT_SETTINGS)).toEqual(DEFAULT_SETTINGS);
  });
});

it('lists the values of choices in the order that the worker and the page rely on', () => {
  expect(CONTEXTS).toEqual(['both', 'left', 'right']); // kernels know them by number
  expect(BACKENDS).toEqual(['webgpu', 'tfjs-webgpu', 'webgl', 'wasm', 'cpu']);
  expect(MASK_STRATEGIES).toHaveLength(7);
  expect(MOST_POSITIONS).toBe(512);
});

it('knows what a change does to a run', () => {
  const text = [
    ...['tokenizer', 'vocabSize', 'doLowerCase', 'stripAccents', 'minFrequency'],
    ...['keepTogether', 'packSentences', 'maxPositionEmbeddings', 'openedModel'],
  ];
  expect(TEXT_KEYS).toEqual(text);
  const model = ['hiddenSize', 'numHiddenLayers', 'numAttentionHeads', 'intermediateSize'];
  const rest = ['layerNormEps', 'tieWordEmbeddings', 'beginFrom', 'seed', 'workers', 'backend'];
  expect(RESET_KEYS.toSorted()).toEqual([...text, ...model, ...rest].toSorted());
  expect(SHARE_KEYS).toEqual(['mlmProbability', 'maskReplaceProb', 'randomReplaceProb']);
});

it('says every reason against settings, with the name of the setting', () => {
  const wrong = () => checkSettings({ ...DEFAULT_SETTINGS, batchSize: 0, context: 'up' });
  expect(wrong).toThrow(/^checkSettings: /);
  expect(wrong).toThrow(/batchSize: .*1/);
  expect(wrong).toThrow(/ context: .*both/);
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
