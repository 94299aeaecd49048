import { expect, it, vi } from 'vitest';
import { DEFAULT_SETTINGS, type Settings } from '../../config/settings';
import { SUMMARY } from '../testApp';
import { canCompareFromNothing } from './pretraining';

const MODEL = {
  ...{ id: 7, name: 'bert-mini', positions: 512, notes: [], weights: new Blob() },
  ...{ vocabulary: SUMMARY.vocabulary, settings: DEFAULT_SETTINGS },
};
const source = { name: 'Your text', text: 'A cat.', characters: 6 };

const can = (changes: Partial<Settings>, read?: number, models = [MODEL]) =>
  canCompareFromNothing({
    prepared: {
      ...SUMMARY,
      ...{ source, jobId: 1, madeFor: DEFAULT_SETTINGS },
      facts: {
        ...SUMMARY.facts,
        sentences: 100,
        starter: read === undefined ? undefined : { language: 'en', read },
      },
    },
    settings: { ...DEFAULT_SETTINGS, ...changes },
    models,
  });

it('compares a run from the starter, unless that has read the text', () => {
  expect(can({ beginFrom: 'starter' }, 0)).toBe(true);
  expect(can({ beginFrom: 'starter' }, 0.5)).toBe(false);
  expect(can({ beginFrom: 'starter' })).toBe(false);
  expect(can({ beginFrom: 'nothing' }, 0)).toBe(false);
});

it('compares a run from an opened model that is there and fits the device', () => {
  const opened = { beginFrom: 'opened', tokenizer: 'model', openedModel: 7 } as const;
  expect(can(opened)).toBe(true);
  expect(can({ ...opened, openedModel: 8 })).toBe(false);
  vi.stubGlobal('navigator', { deviceMemory: 2 });
  expect(can(opened)).toBe(true);
  expect(can({ ...opened, hiddenSize: 768, numHiddenLayers: 12, intermediateSize: 3072 })).toBe(
    false,
  );
  vi.unstubAllGlobals();
});
