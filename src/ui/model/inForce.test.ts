import { expect, it } from 'vitest';
import { DEFAULT_SETTINGS, type Settings } from '../../config/settings';
import { inForce } from './inForce';

const heads = (changed: Partial<Settings>) =>
  inForce('numAttentionHeads', { ...DEFAULT_SETTINGS, ...changed });
const batch = (changed: Partial<Settings>) =>
  inForce('batchSize', { ...DEFAULT_SETTINGS, ...changed });

it('says how many numbers a head has', () => {
  expect(heads({})).toBe('4 heads of 16 numbers each.');
  expect(heads({ hiddenSize: 128 })).toBe('4 heads of 32 numbers each.');
  expect(heads({ numAttentionHeads: 1 })).toBe('1 head of 64 numbers.');
  expect(heads({ numAttentionHeads: 5 })).toBeUndefined();
});

it('says how many blanks a step has', () => {
  const words = (windows: string, blanks: string, ratio: string) =>
    `${windows} of them text: at most about ${blanks} a step at a mask ratio of ${ratio}.`;
  const percent = '\u00a0%';
  expect(batch({})).toBe(words('16 windows of 32 tokens, 30', '72 blanks', `15${percent}`));
  expect(batch({ maxPositionEmbeddings: 64, mlmProbability: 0.4 })).toBe(
    words('16 windows of 64 tokens, 62', '397 blanks', `40${percent}`),
  );
  expect(batch({ batchSize: 1, mlmProbability: 0.01 })).toBe(
    words('1 window of 32 tokens, 30', '1 blank', `1${percent}`),
  );
  expect(batch({ maskStrategy: 'hand' })).toBe('16 windows of 32 tokens, 30 of them text.');
});

it('says how the feed-forward size compares with the hidden size', () => {
  const inner = (intermediateSize: number) =>
    inForce('intermediateSize', { ...DEFAULT_SETTINGS, intermediateSize });
  expect(inner(256)).toBe('4 times the hidden size.');
  expect(inner(160)).toBe('2.5 times the hidden size.');
  expect(inner(64)).toBe('As large as the hidden size.');
});

it('adds nothing to a setting that says it all', () => {
  expect(inForce('learningRate', DEFAULT_SETTINGS)).toBeUndefined();
});
