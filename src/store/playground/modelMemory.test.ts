import { expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../config/settings';
import type { OpenedModel } from '../../protocol/models';
import { modelMemory, whyNoRoom } from './modelMemory';

/** BERT-base, uncased. */
const BASE: OpenedModel = {
  ...{ id: 1, name: 'base', positions: 512, notes: [], weights: new Blob([]) },
  vocabulary: { tokens: Array(30_522).fill('a'), doLowerCase: true, stripAccents: true },
  settings: {
    ...{ hiddenSize: 768, numHiddenLayers: 12, numAttentionHeads: 12, intermediateSize: 3072 },
    ...{ layerNormEps: 1e-12, tieWordEmbeddings: true, doLowerCase: true, stripAccents: true },
  },
};

it('tells what BERT-base takes', () => {
  const memory = modelMemory(BASE, DEFAULT_SETTINGS, undefined);
  expect(memory.parameters).toBe(109_514_298);
  // 109.2 M weights with 64 positions; 64 tokens leave 8 · 768 + 2 · 3072 numbers a layer, 12 heads a map of 64 × 64, and
  // 13 blanks the scores of all tokens.
  const activations = 12 * (64 * (8 * 768 + 2 * 3072) + 12 * 64 * 64) + 13 * 30_522;
  expect(memory.looking).toBe(4 * (2 * (109_514_298 - (512 - 64) * 768) + activations));
  expect(memory.training).toBeGreaterThan(13 * 4 * 109_000_000);
});

it('refuses what not even a look has room for, and only where the browser tells how much there is', () => {
  expect(whyNoRoom(BASE, DEFAULT_SETTINGS, 2 ** 30)).toBeUndefined();
  expect(whyNoRoom(BASE, DEFAULT_SETTINGS, 2 ** 28)?.why).toMatch(
    /takes about 0\.9 GB, .* the device has 0\.3 GB/,
  );
  expect(whyNoRoom(BASE, DEFAULT_SETTINGS, undefined)).toBeUndefined();
});
