import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { key } from '../base/random';
import { MASK_STRATEGIES, type MaskStrategy } from '../config/settings';
import { FIRST_PIECE_ID } from '../tokenizer/vocabulary';
import { collate, FATES, NOT_ASKED } from './collate';
import type { CollateOptions } from './settings';
import { type Blank, chooseBlanks, SPAN_MOST, SPAN_P } from './strategies';
import type { MaskingWindow } from './window';

const VOCAB = 64;
const settings = {
  mlmProbability: 0.15,
  maskReplaceProb: 0.8,
  randomReplaceProb: 0.1,
  maskStrategy: 'token' as MaskStrategy,
  randomByFrequency: false,
};
const options = (seed: number, change: Partial<typeof settings> = {}): CollateOptions => ({
  settings: { ...settings, ...change },
  vocabSize: VOCAB,
  counts: Array.from({ length: VOCAB }, (_, id) => 1 + (id % 7)),
  key: key(seed),
});

/** Words of so many pieces each, and phrases of so many words each. */
function unitOf(
  words: readonly number[],
  phrases: readonly number[] = words.map(() => 1),
): MaskingWindow {
  const wordIds = words.flatMap((pieces, w) => new Array<number>(pieces).fill(w));
  const phraseOfWord = phrases.flatMap((length, p) => new Array<number>(length).fill(p));
  return {
    ids: Int32Array.from(wordIds, (w, i) => FIRST_PIECE_ID + ((7 * w + i) % (VOCAB - 5))),
    wordIds,
    phraseIds: wordIds.map((w) => phraseOfWord[w] ?? w + 1000),
  };
}

const anyUnit = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 4 }), fc.boolean()), { maxLength: 30 })
  .chain((words) => {
    const sizes = words.map(([pieces]) => pieces);
    const unit = unitOf(sizes, sizes.length > 2 ? [2, ...sizes.slice(2).map(() => 1)] : undefined);
    const special = words.map(([, isSpecial], w) => (isSpecial && w % 5 === 0 ? w : -1));
    const ids = unit.ids.map((id, i) => (special.includes(unit.wordIds[i]!) ? 1 : id));
    return fc.constant({ ...unit, ids });
  });
const ratio = fc.double({ min: 0, max: 1, noNaN: true });

const blanksOf = ({ labels }: { labels: Int32Array }) =>
  Array.from(labels.keys()).filter((i) => labels[i] !== NOT_ASKED);

/** Those that draw; by hand nothing is. */
const DRAWN = MASK_STRATEGIES.filter((name) => name !== 'hand');

describe.each(DRAWN)('%s', (maskStrategy) => {
  it('asks for the original, leaves special tokens alone, and repeats', () => {
    fc.assert(
      fc.property(anyUnit, ratio, fc.nat(), (unit, mlmProbability, seed) => {
        const of = options(seed, { mlmProbability, maskStrategy });
        const drawn = collate(unit, of);
        expect(drawn).toEqual(collate(unit, of));
        unit.ids.forEach((id, i) => {
          const fate = FATES[drawn.fates[i]!]!;
          expect(drawn.labels[i]).toBe(fate === 'none' ? NOT_ASKED : id);
          if (fate === 'none' || fate === 'keep') expect(drawn.inputIds[i]).toBe(id);
          if (id < FIRST_PIECE_ID) expect(fate).toBe('none');
        });
      }),
    );
  });

  it('never leaves a window without a blank where one is possible, but at 0 %, nor overdraws where something fits', () => {
    fc.assert(
      fc.property(anyUnit, ratio, fc.nat(), (unit, mlmProbability, seed) => {
        const n = unit.ids.filter((id) => id >= FIRST_PIECE_ID).length;
        const blanks = blanksOf(collate(unit, options(seed, { mlmProbability, maskStrategy })));
        expect(blanks.length > 0).toBe(n > 0 && mlmProbability > 0);
        // Where nothing fits, the shortest word is taken, of at most 4 pieces, or phrase, of two words.
        const budget = Math.max(1, Math.floor(n * mlmProbability) + 1);
        expect(blanks.length).toBeLessThanOrEqual(budget > 8 ? budget : 8);
      }),
    );
  });

  it('draws the share that is asked, or says why it falls short', () => {
    // 40 words of one to three pieces: what is whole rarely fits the last place.
    const unit = unitOf(Array.from({ length: 40 }, (_, w) => 1 + (w % 3)));
    let drawn = 0;
    const draws = 3000;
    for (let seed = 0; seed < draws; seed++) {
      drawn += blanksOf(collate(unit, options(seed, { maskStrategy }))).length;
    }
    const share = drawn / draws / unit.ids.length;
    const isWhole = ['word', 'phrase', 'span'].includes(maskStrategy);
    // A budget of about 12 of 79 tokens; a count's deviation is at most half a token a draw.
    if (isWhole) expect(share).toBeGreaterThan(0.13);
    else expect(Math.abs(share - 0.15)).toBeLessThan(4 * (0.5 / 79 / Math.sqrt(draws)));
    expect(share).toBeLessThan(0.1502);
  });
});

it('spans stay within a sentence, though a window holds several', () => {
  const unit = unitOf(Array.from({ length: 40 }, () => 1));
  const sentenceIds = unit.ids.map((_, i) => Math.floor(i / 4));
  const of = (seed: number) => options(seed, { maskStrategy: 'span', mlmProbability: 0.2 });
  const sentencesBySpan = (blanks: readonly Blank[]) => {
    const sentences = new Map<number, Set<number>>();
    for (const { position, span } of blanks) {
      sentences.set(span, (sentences.get(span) ?? new Set()).add(sentenceIds[position]!));
    }
    return sentences.values();
  };
  let crossed = 0;
  for (let seed = 0; seed < 300; seed++) {
    for (const seen of sentencesBySpan(chooseBlanks({ ...unit, sentenceIds }, of(seed)))) {
      expect(seen.size).toBe(1);
    }
    for (const seen of sentencesBySpan(chooseBlanks(unit, of(seed)))) crossed += seen.size - 1;
  }
  expect(crossed).toBeGreaterThan(100);
});

describe('by hand', () => {
  const chosenUnit = anyUnit.chain((unit) =>
    fc.record({
      unit: fc.constant(unit),
      byHand: fc.array(fc.boolean(), { minLength: unit.ids.length, maxLength: unit.ids.length }),
    }),
  );
  it('asks what was chosen and nothing else, whatever the ratio and the epoch', () => {
    fc.assert(
      fc.property(chosenUnit, ratio, fc.nat(), ({ unit, byHand }, mlmProbability, seed) => {
        const marked = { ...unit, byHand: byHand.map(Number) };
        const of = options(seed, { mlmProbability, maskStrategy: 'hand' });
        const wanted = byHand.flatMap((yes, i) =>
          yes && unit.ids[i]! >= FIRST_PIECE_ID ? [i] : [],
        );
        expect(blanksOf(collate(marked, of))).toEqual(wanted);
      }),
    );
  });
  it('asks nothing of a unit in which nothing was chosen', () => {
    const drawn = collate(unitOf([1, 2, 3]), options(1, { maskStrategy: 'hand' }));
    expect(blanksOf(drawn)).toEqual([]);
  });
});

describe('whole words and phrases', () => {
  it.each([
    ['word', 'wordIds'],
    ['phrase', 'phraseIds'],
    ['span', 'wordIds'],
  ] as const)('%s: all of it or nothing', (maskStrategy, numbers) => {
    fc.assert(
      fc.property(anyUnit, ratio, fc.nat(), (unit, mlmProbability, seed) => {
        const { labels } = collate(unit, options(seed, { mlmProbability, maskStrategy }));
        for (let i = 1; i < labels.length; i++) {
          const together =
            unit[numbers][i] === unit[numbers][i - 1] &&
            unit.ids[i]! >= FIRST_PIECE_ID &&
            unit.ids[i - 1]! >= FIRST_PIECE_ID;
          if (together) expect(labels[i] === NOT_ASKED).toBe(labels[i - 1] === NOT_ASKED);
        }
      }),
    );
  });

  it('every word alike often', () => {
    const unit = unitOf(new Array(20).fill(2));
    const times = new Float64Array(20);
    const draws = 8000;
    for (let seed = 0; seed < draws; seed++) {
      for (const i of blanksOf(collate(unit, options(seed, { maskStrategy: 'word' })))) {
        if (i % 2 === 0) times[i / 2]!++;
      }
    }
    // 3 of 20 words a draw: Bernoulli with p 0.15, to four standard errors.
    for (const count of times) {
      expect(Math.abs(count / draws - 0.15)).toBeLessThan(4 * Math.sqrt((0.15 * 0.85) / draws));
    }
  });
});

describe('spans', () => {
  /** Lengths of the runs that share a fate; with room for the longest, and no neighbours. */
  function lengths(draws: number): number[] {
    const unit = unitOf(new Array(400).fill(1));
    const all: number[] = [];
    for (let seed = 0; seed < draws; seed++) {
      // So few that spans hardly ever meet; the last may be cut by the budget, and is left out.
      const blanks = blanksOf(
        collate(unit, options(seed, { mlmProbability: 0.05, maskStrategy: 'span' })),
      );
      const runs: number[] = [];
      blanks.forEach((at, i) => {
        if (i > 0 && blanks[i - 1] === at - 1) runs[runs.length - 1]!++;
        else runs.push(1);
      });
      all.push(...runs);
    }
    return all;
  }

  it('have geometric lengths with p 0.2, cut off at 10', () => {
    const seen = lengths(2000);
    const most = Math.max(...seen);
    expect(most).toBeGreaterThan(6);
    expect(most).toBeLessThanOrEqual(2 * SPAN_MOST); // two that stand side by side look like one
    // The law has mean 3.80; the budget cuts the last span of a draw, one in five or so.
    const weights = Array.from({ length: SPAN_MOST }, (_, i) => (1 - SPAN_P) ** i);
    const total = weights.reduce((x, y) => x + y, 0);
    const law = weights.reduce((sum, w, i) => sum + (w * (i + 1)) / total, 0);
    expect(law).toBeCloseTo(3.8, 2);
    const mean = seen.reduce((x, y) => x + y, 0) / seen.length;
    expect(mean).toBeGreaterThan(0.85 * law);
    expect(mean).toBeLessThan(1.05 * law);
    // One is the likeliest length, two the next.
    const of = (n: number) => seen.filter((length) => length === n).length;
    expect(of(1)).toBeGreaterThan(of(2));
    expect(of(2)).toBeGreaterThan(of(4));
  });

  it('share one fate', () => {
    const unit = unitOf(new Array(200).fill(1));
    let [runs, mixed] = [0, 0];
    for (let seed = 0; seed < 400; seed++) {
      // One span a draw, but for those that the end of the text cuts.
      const of = options(seed, { mlmProbability: 3 / 200, maskStrategy: 'span' });
      const { fates, labels } = collate(unit, of);
      const blanks = blanksOf({ labels });
      if (!blanks.every((at, i) => i === 0 || at === blanks[i - 1]! + 1)) continue;
      if (blanks.length < 2) continue;
      runs++;
      if (new Set(blanks.map((at) => fates[at])).size > 1) mixed++;
    }
    expect(runs).toBeGreaterThan(80);
    // Alone, two of three tokens differ in 34 % of draws and three in 50; neighbours by chance are rare.
    expect(mixed / runs).toBeLessThan(0.05);
  });

  it('spend the budget also where much is asked', () => {
    const unit = unitOf(new Array(126).fill(1));
    const { labels } = collate(unit, options(3, { mlmProbability: 0.8, maskStrategy: 'span' }));
    expect(blanksOf({ labels }).length).toBeGreaterThanOrEqual(Math.floor(0.8 * 126));
  });
});

describe('by frequency', () => {
  const unit: MaskingWindow = {
    ids: Int32Array.from({ length: 40 }, (_, i) => (i < 20 ? 10 : 20)),
    wordIds: Array.from({ length: 40 }, (_, i) => i),
    phraseIds: Array.from({ length: 40 }, (_, i) => i),
  };
  const counts = new Float64Array(VOCAB);
  counts[10] = 1;
  counts[20] = 9;
  /** Share of the first draw that falls on the rare token. */
  const rareShare = (maskStrategy: MaskStrategy) => {
    let rare = 0;
    const draws = 4000;
    for (let seed = 0; seed < draws; seed++) {
      const of = { ...options(seed, { mlmProbability: 1e-9, maskStrategy }), counts };
      if (blanksOf(collate(unit, of))[0]! < 20) rare++;
    }
    return rare / draws;
  };

  it('one blank falls on a token in proportion to its weight', () => {
    const error = 4 * Math.sqrt(0.09 / 4000);
    expect(Math.abs(rareShare('rare') - 0.9)).toBeLessThan(error);
    expect(Math.abs(rareShare('frequent') - 0.1)).toBeLessThan(error);
    expect(Math.abs(rareShare('token') - 0.5)).toBeLessThan(4 * Math.sqrt(0.25 / 4000));
  });

  it('swaps in what is frequent, never what stands nowhere', () => {
    const seen = new Map<number, number>();
    for (let seed = 0; seed < 500; seed++) {
      const change = { randomReplaceProb: 1, maskReplaceProb: 0, mlmProbability: 0.5 };
      const of = { ...options(seed, { ...change, randomByFrequency: true }), counts };
      const { inputIds, fates } = collate(unit, of);
      inputIds.forEach((id, i) => {
        if (FATES[fates[i]!] === 'random') seen.set(id, (seen.get(id) ?? 0) + 1);
      });
    }
    expect([...seen.keys()].sort((a, b) => a - b)).toEqual([10, 20]);
    const share = seen.get(20)! / (seen.get(10)! + seen.get(20)!);
    expect(Math.abs(share - 0.9)).toBeLessThan(4 * Math.sqrt(0.09 / 10_000));
  });
});
