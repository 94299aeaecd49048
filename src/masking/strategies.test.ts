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

const draws = (count: number) => Array.from({ length: count }, (_, seed) => seed);
/** The blanks of each draw, for so many draws of a window. */
const chosenIn = (
  unit: MaskingWindow,
  count: number,
  change: Partial<typeof settings>,
  counts?: ArrayLike<number>,
) =>
  draws(count).map((seed) => {
    const of = options(seed, change);
    return chooseBlanks(unit, counts ? { ...of, counts } : of);
  });
const positions = (blanks: readonly Blank[]) => blanks.map(({ position }) => position);
const sorted = (blanks: readonly Blank[]) => positions(blanks).sort((a, b) => a - b);
/** A window with special tokens at some places. */
const withSpecial = (unit: MaskingWindow, ...places: number[]): MaskingWindow => ({
  ...unit,
  ids: unit.ids.map((id, i) => (places.includes(i) ? 1 : id)),
});

describe('the number of blanks', () => {
  const of20 = unitOf(new Array(20).fill(1));
  const count = (mlmProbability: number, unit = of20) => [
    ...new Set(chosenIn(unit, 60, { mlmProbability }).map((blanks) => blanks.length)),
  ];

  it('is the share of the tokens, rounded down or up at random', () => {
    expect(count(0.25)).toEqual([5]);
    expect(count(0.27).sort()).toEqual([5, 6]);
    expect(count(1)).toEqual([20]);
  });

  it('is at least one, but none where the share is 0 or nothing can be asked', () => {
    expect(count(1e-9)).toEqual([1]);
    expect(count(0)).toEqual([0]);
    expect(
      count(0.5, { ids: Int32Array.of(0, 1, 2, 3, 4), wordIds: [0, 1, 2, 3, 4], phraseIds: [] }),
    ).toEqual([0]);
    expect(count(0.5, withSpecial(of20, 0, 1, 2, 3, 9, 19))).toEqual([7]);
  });
});

describe('token', () => {
  it('draws every order of the tokens that are not special, each a span of its own', () => {
    const unit = withSpecial(unitOf([1, 1, 1, 1, 1, 1]), 0, 3);
    const all = chosenIn(unit, 600, { mlmProbability: 1 });
    expect(all[0]!.map(({ span }) => span)).toEqual([0, 1, 2, 3]);
    expect(new Set(all.map((blanks) => sorted(blanks).join()))).toEqual(new Set(['1,2,4,5']));
    const times = new Map<string, number>();
    for (const order of all.map((blanks) => positions(blanks).join())) {
      times.set(order, (times.get(order) ?? 0) + 1);
    }
    // 4! orders, 25 times each: Poisson, to five standard deviations.
    expect(times.size).toBe(24);
    expect(Math.max(...times.values())).toBeLessThan(25 + 5 * Math.sqrt(25));
  });
});

describe('rare and frequent', () => {
  const two = {
    ids: Int32Array.of(20, 10, 20, 10),
    wordIds: [0, 1, 2, 3],
    phraseIds: [0, 1, 2, 3],
  };
  const drawn = (maskStrategy: MaskStrategy, counts: Record<number, number>) => {
    const list = Array.from({ length: 21 }, (_, id) => counts[id] ?? 0);
    return new Set(
      chosenIn(two, 40, { maskStrategy, mlmProbability: 0.5 }, list).map((blanks) =>
        sorted(blanks).join(),
      ),
    );
  };

  it('draw the rarest first, and the most frequent', () => {
    expect([...drawn('rare', { 10: 1, 20: 1e12 })]).toEqual(['1,3']);
    expect([...drawn('frequent', { 10: 1, 20: 1e12 })]).toEqual(['0,2']);
    expect([...drawn('frequent', { 10: 1e12, 20: 1 })]).toEqual(['1,3']);
  });

  it('take a token that the counts lack for one that stands there once', () => {
    for (const maskStrategy of ['rare', 'frequent'] as const) {
      expect(drawn(maskStrategy, { 10: 0, 20: 1 }).size).toBeGreaterThan(3);
    }
    const short = chosenIn(two, 40, { maskStrategy: 'rare', mlmProbability: 0.5 }, [
      ...new Array(20).fill(1e12),
    ]);
    expect(new Set(short.map((blanks) => sorted(blanks).join()))).toEqual(new Set(['0,2']));
  });
});

describe('word and phrase', () => {
  it('take what still fits, in any order', () => {
    // Of 10 tokens 4: always one of the three long words, and the short one.
    const unit = unitOf([3, 3, 1, 3]);
    const seen = chosenIn(unit, 60, { maskStrategy: 'word', mlmProbability: 0.4 }).map((blanks) =>
      sorted(blanks).join(),
    );
    expect(new Set(seen)).toEqual(new Set(['0,1,2,6', '3,4,5,6', '6,7,8,9']));
    const [blanks] = chosenIn(unit, 1, { maskStrategy: 'word', mlmProbability: 1 });
    expect(blanks!.map(({ span }) => span)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it('take one of the shortest where none fits', () => {
    const seen = chosenIn(unitOf([3, 2, 3, 2]), 40, { maskStrategy: 'word', mlmProbability: 0.1 });
    expect(new Set(seen.map((blanks) => sorted(blanks).join()))).toEqual(new Set(['3,4', '8,9']));
  });

  it('go by the words, or by the phrases, that a special token parts', () => {
    const unit = unitOf([1, 1, 1, 1], [2, 2]);
    const groups = (maskStrategy: MaskStrategy, of: MaskingWindow, mlmProbability = 0.5) =>
      new Set(
        chosenIn(of, 40, { maskStrategy, mlmProbability }).map((blanks) => sorted(blanks).join()),
      );
    expect(groups('word', unit).size).toBe(6);
    expect(groups('phrase', unit)).toEqual(new Set(['0,1', '2,3']));
    const parted = withSpecial({ ...unit, phraseIds: [0, 0, 0, 1] }, 1);
    expect(groups('phrase', parted, 1 / 3)).toEqual(new Set(['0', '2', '3']));
  });
});

describe('span', () => {
  it('has geometric lengths with p 0.2, cut off at 10, and begins anywhere', () => {
    const unit = unitOf(new Array(400).fill(1));
    const lengths = new Float64Array(SPAN_MOST + 2);
    const begins = new Float64Array(4);
    const first = chosenIn(unit, 2000, { maskStrategy: 'span', mlmProbability: 0.03 }).map(
      (blanks) => positions(blanks.filter(({ span }) => span === 0)),
    );
    for (const span of first) {
      begins[Math.floor(span[0]! / 100)]!++;
      if (span[0]! + SPAN_MOST <= 400) lengths[span.length]!++;
    }
    const weights = Array.from({ length: SPAN_MOST }, (_, i) => (1 - SPAN_P) ** i);
    const total = weights.reduce((x, y) => x + y, 0);
    const n = lengths.reduce((x, y) => x + y, 0);
    expect([lengths[0], lengths.at(-1)]).toEqual([0, 0]);
    weights.forEach((weight, i) => {
      const p = weight / total;
      // Binomial, to four standard errors
      expect(Math.abs(lengths[i + 1]! - n * p)).toBeLessThan(4 * Math.sqrt(n * p * (1 - p)));
    });
    for (const count of begins) expect(Math.abs(count - 500)).toBeLessThan(4 * Math.sqrt(375));
  });

  it('is a run of whole words that ends where a sentence does, a special token or another span', () => {
    const unit = withSpecial(unitOf(new Array(40).fill(2)), 20, 21);
    const sentenceIds = unit.ids.map((_, i) => Math.floor(i / 8));
    const crossing = (blanks: readonly Blank[]) => {
      const sentences = new Map<number, Set<number>>();
      for (const { position, span } of blanks) {
        sentences.set(span, (sentences.get(span) ?? new Set()).add(sentenceIds[position]!));
      }
      return [...sentences.values()].filter(({ size }) => size > 1).length;
    };
    const change = { maskStrategy: 'span', mlmProbability: 0.5 } as const;
    const free = chosenIn(unit, 40, change);
    const bound = chosenIn({ ...unit, sentenceIds }, 40, change);
    expect(free.reduce((n, blanks) => n + crossing(blanks), 0)).toBeGreaterThan(40);
    expect(bound.reduce((n, blanks) => n + crossing(blanks), 0)).toBe(0);
    // Sentences of four words: about half of the spans have more than one.
    const spansIn = bound.reduce(
      (n, blanks) => n + new Set(blanks.map(({ span }) => span)).size,
      0,
    );
    expect(spansIn).toBeLessThan((40 * 38) / 2 / 1.3);
    for (const blanks of [...free, ...bound]) {
      // 78 tokens by half, of words of two: nearly all of the 39, and never a part of a word.
      expect(blanks.length).toBe(38);
      expect(new Set(positions(blanks)).size).toBe(38);
      const isWhole = ({ position, span }: Blank, i: number) => {
        const before = blanks[i - 1];
        return before?.span === span ? position === before.position + 1 : position % 2 === 0;
      };
      expect(blanks.every(isWhole)).toBe(true);
    }
  });

  it('begins at any word, also after a special token or where a sentence begins', () => {
    const one = { maskStrategy: 'span', mlmProbability: 0.25 } as const;
    const begins = (unit: MaskingWindow) =>
      new Set(chosenIn(unit, 60, one).map((blanks) => sorted(blanks).join()));
    const parted = withSpecial(unitOf([1, 1, 1, 1, 1, 1, 1]), 1, 3, 5);
    expect(begins(parted)).toEqual(new Set(['0', '2', '4', '6']));
    const sentences = { ...unitOf([1, 1, 1, 1]), sentenceIds: [0, 1, 2, 3] };
    expect(begins(sentences)).toEqual(new Set(['0', '1', '2', '3']));
  });

  it('spends the budget also where much is asked', () => {
    const unit = unitOf(new Array(126).fill(1));
    for (const blanks of chosenIn(unit, 20, { maskStrategy: 'span', mlmProbability: 0.9 })) {
      expect(blanks.length).toBeGreaterThanOrEqual(113);
    }
  });

  it('is the first of the shortest words where none fits', () => {
    const [blanks] = chosenIn(unitOf([3, 2, 2]), 1, { maskStrategy: 'span', mlmProbability: 0.1 });
    expect(blanks).toEqual([
      { position: 3, span: 0 },
      { position: 4, span: 0 },
    ]);
  });
});

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
        const again = collate(unit, of);
        const isRight = (id: number, i: number) => {
          const fate = FATES[drawn.fates[i]!]!;
          const isSame = fate === 'none' || fate === 'keep';
          return (
            drawn.labels[i] === (fate === 'none' ? NOT_ASKED : id) &&
            (!isSame || drawn.inputIds[i] === id) &&
            (id >= FIRST_PIECE_ID || fate === 'none') &&
            drawn.inputIds[i] === again.inputIds[i] &&
            drawn.fates[i] === again.fates[i]
          );
        };
        return Array.from(unit.ids).every(isRight);
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
    const draws = 600;
    for (let seed = 0; seed < draws; seed++) {
      drawn += blanksOf(collate(unit, options(seed, { maskStrategy }))).length;
    }
    const share = drawn / draws / unit.ids.length;
    const isWhole = ['word', 'phrase', 'span'].includes(maskStrategy);
    // A budget of about 12 of 79 tokens; a count's deviation is at most half a token a draw.
    const error = 4 * (0.5 / 79 / Math.sqrt(draws));
    expect(share).toBeGreaterThan(isWhole ? 0.13 : 0.15 - error);
    expect(share).toBeLessThan(0.15 + error);
  });
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
  it('takes no notice of the share', () => {
    const unit = { ...unitOf([1, 1, 1]), byHand: [0, 1, 0] };
    expect(chosenIn(unit, 1, { maskStrategy: 'hand', mlmProbability: 0 })).toEqual([
      [{ position: 1, span: 0 }],
    ]);
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
          if (together && (labels[i] === NOT_ASKED) !== (labels[i - 1] === NOT_ASKED)) return false;
        }
        return true;
      }),
    );
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
    const draws = 1500;
    for (let seed = 0; seed < draws; seed++) {
      const of = { ...options(seed, { mlmProbability: 1e-9, maskStrategy }), counts };
      if (blanksOf(collate(unit, of))[0]! < 20) rare++;
    }
    return rare / draws;
  };

  it('one blank falls on a token in proportion to its weight', () => {
    const error = 4 * Math.sqrt(0.09 / 1500);
    expect(Math.abs(rareShare('rare') - 0.9)).toBeLessThan(error);
    expect(Math.abs(rareShare('frequent') - 0.1)).toBeLessThan(error);
  });
});
