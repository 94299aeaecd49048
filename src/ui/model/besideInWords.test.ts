import { expect, it } from 'vitest';
import { PRESETS } from '../../config/presets';
import {
  DEFAULT_SETTINGS,
  SETTING_KEYS,
  type SettingKey,
  type Settings,
} from '../../config/settings';
import { besideInWords } from './AlsoChanged';

/** By somebody who has changed `by`. */
const said = (before: Partial<Settings>, after: Partial<Settings>, by?: SettingKey) => {
  const [was, is] = [before, after].map((part) => ({ ...DEFAULT_SETTINGS, ...part })) as [
    Settings,
    Settings,
  ];
  const keys = SETTING_KEYS.filter((key) => was[key] !== is[key] && key !== by);
  return besideInWords(keys, is);
};

it('says what becomes of pretraining, and names what people notice most', () => {
  const starter = { beginFrom: 'starter', tokenizer: 'starter', maxSteps: 200 } as const;
  const alone = { tokenizer: 'word', maxSteps: 300, minFrequency: 1, vocabSize: 99 } as const;
  expect(said(starter, alone)).toBe(
    'The model is not pretrained any more: it begins from random numbers. Changed with it: whole words and 300 steps.',
  );
  expect(said(starter, alone, 'beginFrom')).toBe('Changed with it: whole words and 300 steps.');
  const tiny = PRESETS.find(({ id }) => id === 'tiny')!.settings;
  expect(said({ ...alone, ...tiny }, { ...starter, warmupSteps: 1, packSentences: false })).toBe(
    'The model is pretrained: it begins from the starter. Changed with it: the small model, the starter’s tokens, 200 steps and 2 more.',
  );
  expect(said({ warmupSteps: 30 }, { warmupSteps: 1 })).toBe('Changed with it: warm-up 1 step.');
});
