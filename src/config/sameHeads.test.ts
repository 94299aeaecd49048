import { expect, it } from 'vitest';
import { otherHeads } from './sameHeads';

const heads = (numHiddenLayers: number, numAttentionHeads: number) => ({
  numHiddenLayers,
  numAttentionHeads,
});

it('says why heads cannot be matched, where they cannot', () => {
  expect(otherHeads(heads(2, 4), heads(2, 4))).toBeUndefined();
  expect(otherHeads(heads(1, 4), heads(2, 4))).toBe(
    'That run has 1 layer of 4 heads and this one 2 layers of 4 heads, so their heads cannot be matched. Choose a run with the same number of both.',
  );
  expect(otherHeads(heads(2, 1), heads(2, 4))).toContain('2 layers of 1 head and this one');
});
