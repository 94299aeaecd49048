import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { key } from '../base/random';
import { MASK_ID } from '../tokenizer/vocabulary';
import { collate as collateUnit, FATES, NOT_ASKED } from './collate';
import type { CollateOptions, MaskingSettings } from './settings';
import { chooseBlanks } from './strategies';
import type { MaskingWindow } from './window';

const VOCAB = 64;
const BERT: MaskingSettings = {
  mlmProbability: 0.15,
  maskReplaceProb: 0.8,
  randomReplaceProb: 0.1,
  maskStrategy: 'token',
  randomByFrequency: false,
};
const options = (seed: number, settings: MaskingSettings = BERT): CollateOptions => ({
  settings,
  vocabSize: VOCAB,
  counts: [],
  key: key(seed),
});

/** A unit in which every token is a word of its own. */
const unitOf = (ids: Int32Array): MaskingWindow => ({
  ids,
  wordIds: ids.map((_, i) => i),
  phraseIds: ids.map((_, i) => i),
});
const collate = (ids: Int32Array, of: CollateOptions) => collateUnit(unitOf(ids), of);
const asked = (labels: Int32Array) => labels.filter((label) => label !== NOT_ASKED).length;

const unit = fc
  .array(fc.integer({ min: 0, max: VOCAB - 1 }), { maxLength: 40 })
  .map((ids) => Int32Array.from(ids));
const share = fc.double({ min: 0, max: 1, noNaN: true });
const anySettings = fc.tuple(share, share, share).map(([mlmProbability, a, b]) => ({
  ...BERT,
  mlmProbability,
  maskReplaceProb: Math.min(a, b),
  randomReplaceProb: Math.max(a, b) - Math.min(a, b),
}));

describe('collate', () => {
  it('asks for the original, changes only what is asked, and never touches special tokens', () => {
    fc.assert(
      fc.property(unit, anySettings, fc.nat(), (ids, settings, seed) => {
        const before = Int32Array.from(ids);
        const { inputIds, labels, fates } = collate(ids, options(seed, settings));
        expect(ids).toEqual(before);
        const isRight = (id: number, i: number) => {
          const seen = inputIds[i]!;
          switch (FATES[fates[i]!]!) {
            case 'none':
              return labels[i] === NOT_ASKED && seen === id;
            case 'mask':
              return labels[i] === id && id > 4 && seen === MASK_ID;
            case 'random':
              return labels[i] === id && id > 4 && seen > 4 && seen < VOCAB;
            case 'keep':
              return labels[i] === id && id > 4 && seen === id;
          }
        };
        expect(Array.from(ids).every(isRight)).toBe(true);
        const n = ids.filter((id) => id > 4).length;
        const drawn = asked(labels);
        const low = Math.floor(n * settings.mlmProbability);
        const least = n > 0 && settings.mlmProbability > 0 ? Math.max(1, low) : 0;
        expect(drawn).toBeGreaterThanOrEqual(least);
        expect(drawn).toBeLessThanOrEqual(Math.min(n, Math.max(1, low + 1)));
      }),
    );
  });

  it('is a function of the key', () => {
    const ids = Int32Array.from({ length: 60 }, (_, i) => 5 + (i % 50));
    expect(collate(ids, options(1))).toEqual(collate(ids, options(1)));
    expect(collate(ids, options(1)).labels).not.toEqual(collate(ids, options(2)).labels);
  });

  it('asks for all with p = 1, for one with a very small p, and for none with p = 0', () => {
    const ids = Int32Array.of(2, 9, 10, 1, 11, 3);
    for (let seed = 0; seed < 50; seed++) {
      const all = collate(ids, options(seed, { ...BERT, mlmProbability: 1 }));
      expect(Array.from(all.labels)).toEqual([-100, 9, 10, -100, 11, -100]);
      const count = (mlmProbability: number) =>
        asked(collate(ids, options(seed, { ...BERT, mlmProbability })).labels);
      expect(count(1e-9)).toBe(1);
      expect(count(0)).toBe(0);
    }
  });

  it('asks for nothing where there is nothing to ask for', () => {
    expect(asked(collate(Int32Array.of(0, 1, 2, 3, 4), options(1)).labels)).toBe(0);
    expect(collate(new Int32Array(0), options(1)).labels.length).toBe(0);
  });

  it('keeps the ratio, each position alike', () => {
    // n p = 3.45 >= 1, so that "at least one" never raises the count.
    const n = 23;
    const draws = 5000;
    const ids = new Int32Array(n).fill(9);
    const times = new Float64Array(n);
    let total = 0;
    for (let seed = 0; seed < draws; seed++) {
      const { labels } = collate(ids, options(seed));
      for (let i = 0; i < n; i++) if (labels[i] !== NOT_ASKED) times[i]!++;
      total += asked(labels);
    }
    // The count is 3 + Bernoulli(0.45): its variance is 0.45 * 0.55. Four standard errors are
    // exceeded by chance once in 16 000; the seeds are fixed, so that the test does not waver.
    const error = Math.sqrt((0.45 * 0.55) / draws);
    expect(Math.abs(total / draws - n * 0.15)).toBeLessThan(4 * error);
    for (const count of times) {
      // A position is asked with probability p: Bernoulli, variance p (1 - p).
      expect(Math.abs(count / draws - 0.15)).toBeLessThan(4 * Math.sqrt((0.15 * 0.85) / draws));
    }
  });

  it('deals out the fates in proportion, and replacements evenly', () => {
    const ids = Int32Array.from({ length: 200 }, () => 9);
    const fateCounts = [0, 0, 0, 0];
    const replaced = new Map<number, number>();
    for (let seed = 0; seed < 500; seed++) {
      const { inputIds, fates } = collate(ids, options(seed, { ...BERT, mlmProbability: 0.5 }));
      for (let i = 0; i < ids.length; i++) {
        fateCounts[fates[i]!]!++;
        if (FATES[fates[i]!] === 'random') {
          replaced.set(inputIds[i]!, (replaced.get(inputIds[i]!) ?? 0) + 1);
        }
      }
    }
    const chiSquare = (seen: readonly number[], shares: readonly number[]) => {
      const total = seen.reduce((a, b) => a + b, 0);
      return seen.reduce(
        (sum, count, i) => sum + (count - total * shares[i]!) ** 2 / (total * shares[i]!),
        0,
      );
    };
    // Chi-square with k degrees of freedom has mean k and variance 2k: bound at mean + 5 deviations
    // (about one in 10 000, the tail being heavier than a normal one).
    expect(chiSquare(fateCounts.slice(1), [0.8, 0.1, 0.1])).toBeLessThan(2 + 5 * Math.sqrt(4));
    const pieces = VOCAB - 5;
    expect(replaced.size).toBe(pieces);
    const even = new Array<number>(pieces).fill(1 / pieces);
    const k = pieces - 1;
    expect(chiSquare([...replaced.values()], even)).toBeLessThan(k + 5 * Math.sqrt(2 * k));
  });

  const DRAWN = { ...BERT, mlmProbability: 0.5 };
  const many = Int32Array.from({ length: 60 }, (_, i) => 5 + i / 2);
  it.each([
    ['mask', { maskReplaceProb: 1, randomReplaceProb: 0 }],
    ['random', { maskReplaceProb: 0, randomReplaceProb: 1 }],
    ['keep', { maskReplaceProb: 0, randomReplaceProb: 0 }],
  ] as const)('can make the fate of all of them %s', (fate, change) => {
    const { inputIds, fates } = collate(many, options(1, { ...DRAWN, ...change }));
    const drawn = [...many.keys()].filter((i) => fates[i] !== 0);
    expect(drawn).toHaveLength(30);
    expect(new Set(drawn.map((i) => FATES[fates[i]!]))).toEqual(new Set([fate]));
    const ids = new Set(drawn.map((i) => inputIds[i]!));
    if (fate === 'mask') expect([...ids]).toEqual([MASK_ID]);
    if (fate === 'keep') expect(drawn.map((i) => inputIds[i])).toEqual(drawn.map((i) => many[i]));
    if (fate === 'random') expect(ids.size).toBeGreaterThan(10);
  });

  it('draws one fate for each span, and another token for each of its places', () => {
    const settings = { ...BERT, maskReplaceProb: 0.4, randomReplaceProb: 0.4, mlmProbability: 0.5 };
    const seenFates = new Set<number>();
    const swappedIn = new Set<number>();
    for (let seed = 0; seed < 5; seed++) {
      const of = options(seed, { ...settings, maskStrategy: 'span' });
      const { fates, inputIds } = collate(many, of);
      const fateOf = new Map<number, number>();
      for (const { position, span } of chooseBlanks(unitOf(many), of)) {
        const fate = fates[position]!;
        expect(fateOf.get(span) ?? fate).toBe(fate);
        fateOf.set(span, fate);
        seenFates.add(fate);
        if (FATES[fate] === 'random') swappedIn.add(inputIds[position]!);
      }
      expect(fateOf.size).toBeGreaterThan(4);
    }
    expect(seenFates).toEqual(new Set([1, 2, 3]));
    expect(swappedIn.size).toBeGreaterThan(20);
  });

  it('swaps in what is frequent, never what stands nowhere', () => {
    const settings = { ...BERT, mlmProbability: 1, maskReplaceProb: 0, randomReplaceProb: 1 };
    // The special tokens are never drawn, however often they stand there; beyond its end a list has zeros.
    const counts = Array.from({ length: 21 }, (_, id) => ({ 1: 1000, 10: 1, 20: 9 })[id] ?? 0);
    const of = (seed: number) => ({
      ...options(seed, { ...settings, randomByFrequency: true }),
      counts,
    });
    const seen = Array.from({ length: 50 }, (_, seed) => [
      ...collate(many, of(seed)).inputIds,
    ]).flat();
    expect(new Set(seen)).toEqual(new Set([10, 20]));
    const share = seen.filter((id) => id === 20).length / seen.length;
    expect(Math.abs(share - 0.9)).toBeLessThan(4 * Math.sqrt(0.09 / seen.length));
  });

  it('lets shares add up to one as decimals do', () => {
    const sum = { ...BERT, maskReplaceProb: 0.7, randomReplaceProb: 0.3 + 2 ** -50 };
    expect(sum.maskReplaceProb + sum.randomReplaceProb).toBeGreaterThan(1);
    expect(() => collate(many, options(1, sum))).not.toThrow();
  });

  it.each<[Partial<MaskingSettings>, string]>([
    [{ mlmProbability: 1.4 }, 'collate: mlmProbability 1.4 is not in [0, 1]'],
    [{ mlmProbability: Number.NaN }, 'collate: mlmProbability NaN is not in [0, 1]'],
    [{ maskReplaceProb: -0.1 }, 'collate: maskReplaceProb -0.1 is not in [0, 1]'],
    [{ maskReplaceProb: 1.1 }, 'collate: maskReplaceProb 1.1 is not in [0, 1]'],
    [{ randomReplaceProb: -1 }, 'collate: randomReplaceProb -1 is not in [0, 1]'],
    [
      { randomReplaceProb: 0.3 },
      'collate: maskReplaceProb 0.8 and randomReplaceProb 0.3 add up to more than 1',
    ],
  ])('refuses %j', (change, message) => {
    expect(() => collate(Int32Array.of(9), options(1, { ...BERT, ...change }))).toThrow(message);
  });

  it('asks nothing where the special tokens are the whole vocabulary', () => {
    for (const randomByFrequency of [false, true]) {
      const settings = { ...BERT, mlmProbability: 1, maskReplaceProb: 0, randomReplaceProb: 1 };
      const all = { ...options(1, { ...settings, randomByFrequency }), vocabSize: 5 };
      expect(asked(collate(Int32Array.of(1, 1, 1), all).labels)).toBe(0);
    }
  });

  it('refuses ids and vocabularies that do not fit', () => {
    expect(() => collate(Int32Array.of(9, 64), options(1))).toThrow('id 64 at 1 is not in [0, 64)');
    expect(() => collate(Int32Array.of(64, 9), options(1))).toThrow('id 64 at 0 is not in [0, 64)');
    expect(() => collate(Int32Array.of(9, -1), options(1))).toThrow('id -1 at 1 is not in [0, 64)');
    for (const vocabSize of [4, 5.5]) {
      expect(() => collate(Int32Array.of(1), { ...options(1), vocabSize })).toThrow(
        `collate: vocabSize ${vocabSize} does not hold the special tokens`,
      );
    }
  });
});
