import { expect, it } from 'vitest';
import { FIELDS, type NumberField } from '../../config/fields';
import { DEFAULT_SETTINGS } from '../../config/settings';
import { formatBytes } from './formatBytes';
import { headsError } from './headsError';

const field = (key: string) => FIELDS.find((f) => f.key === key) as NumberField;

it('says which sizes go together, about the setting being changed', () => {
  const sizes = (hiddenSize: number, numAttentionHeads: number) => ({
    ...DEFAULT_SETTINGS,
    hiddenSize,
    numAttentionHeads,
  });
  expect(headsError(sizes(64, 4), field('hiddenSize'))).toBeUndefined();
  expect(headsError(sizes(63, 4), field('hiddenSize'))).toMatch(/that fits is 64\.$/);
  expect(headsError(sizes(512, 5), field('hiddenSize'))).toMatch(/that fits is 510\.$/);
  expect(headsError(sizes(64, 5), field('numAttentionHeads'))).toMatch(/heads that fits is 4\.$/);
});

it('writes sizes of memory', () => {
  expect([9_620_000, 123_456_789, 2_300_000_000].map(formatBytes)).toEqual([
    '9.6 MB',
    '123 MB',
    '2.3 GB',
  ]);
});
