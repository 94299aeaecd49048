import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unigramAccuracy, unigramCrossEntropy } from './unigram';

describe('unigramCrossEntropy', () => {
  it('is the mean of -ln p with counts plus one', () => {
    // (3 + 1) / 8 and (0 + 1) / 8
    const expected = -(Math.log(4 / 8) + Math.log(1 / 8)) / 2;
    expect(unigramCrossEntropy([3, 0, 1, 0], [0, -100, 1], 4)).toBeCloseTo(expected, 12);
  });

  it('is ln V where nothing was counted', () => {
    expect(unigramCrossEntropy(new Uint32Array(512), [7], 512)).toBeCloseTo(Math.log(512), 12);
  });

  it('is at least the entropy of what is asked (Gibbs)', () => {
    const counts = fc.array(fc.nat(20), { minLength: 2, maxLength: 8 });
    const labels = fc.array(fc.nat(1), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(counts, labels, (count, asked) => {
        const p = asked.filter((label) => label === 0).length / asked.length;
        const entropy = [p, 1 - p].reduce((h, q) => (q > 0 ? h - q * Math.log(q) : h), 0);
        const loss = unigramCrossEntropy(count, asked, count.length);
        expect(loss).toBeGreaterThanOrEqual(entropy - 1e-12); // rounding of a few logarithms
      }),
    );
  });

  it('names what is wrong', () => {
    expect(() => unigramCrossEntropy([1], [0], 2)).toThrow('1 counts for a vocabulary of 2');
    expect(() => unigramCrossEntropy([1, 1], [2], 2)).toThrow('label 2 at 0 is not in [0, 2)');
    expect(() => unigramCrossEntropy([1, 1], [-100], 2)).toThrow('no label is asked');
  });
});

describe('unigramAccuracy', () => {
  it('is the share of the most frequent token, though [UNK] is more frequent', () => {
    const counts = [0, 90, 0, 0, 0, 3, 8, 8];
    expect(unigramAccuracy(counts, [6, 7, 5, 6])).toBe(1 / 2);
    expect(unigramAccuracy(counts, [7, 5])).toBe(0);
  });
});
