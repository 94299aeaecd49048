import { describe, expect, it } from 'vitest';
import { parameterLayout } from '../../../model/layout';
import { decayBits } from '../../compiled/decayBits';
import { configOf } from '../../testShapes';
import { gradientNormParts, gradientNormWorkgroups } from './update';

const layout = parameterLayout(configOf({ V: 203, D: 9, L: 3, H: 3, F: 13, T: 7, B: 1, M: 1 }));

describe('decayBits', () => {
  const bits = decayBits(layout.groups, layout.length);
  const decays = (i: number) => (bits[Math.floor(i / 64 / 32)]! >>> (Math.floor(i / 64) % 32)) & 1;

  it('has for every parameter what its group says', () => {
    for (const { name, offset, size, decay } of layout.groups) {
      for (const i of [offset, offset + Math.floor(size / 2), offset + size - 1]) {
        expect(decays(i), `${name} at ${i - offset}`).toBe(decay ? 1 : 0);
      }
    }
    expect(new Set(layout.groups.map((g) => g.decay)).size).toBe(2);
  });

  it('has a bit for every block, and no other', () => {
    const blocks = layout.length / 64;
    expect(bits.length).toBe(Math.ceil(blocks / 32));
    expect(bits.length).toBeGreaterThan(1);
    for (let block = blocks; block < bits.length * 32; block++) expect(decays(block * 64)).toBe(0);
  });
});

describe('gradientNormParts', () => {
  it('is one for each workgroup of 4096 values', () => {
    for (const length of [64, 4096, 4160, 1_000_000]) {
      expect(gradientNormParts(length)).toBe(Math.ceil(length / 4096));
      expect(gradientNormWorkgroups(length)).toEqual([Math.ceil(length / 4096), 1, 1]);
    }
  });
});
