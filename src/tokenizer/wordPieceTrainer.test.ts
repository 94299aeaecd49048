import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { uniforms } from '../base/random';
import { SPECIAL_TOKENS, UNK_ID } from './vocabulary';
import { createEncoder } from './wordPiece';
import { type TrainerOptions, trainWordPiece } from './wordPieceTrainer';

function train(counts: ReadonlyMap<string, number>, options: TrainerOptions): string[] {
  const run = trainWordPiece(counts, options);
  let last = 0;
  for (;;) {
    const step = run.next();
    if (step.done) return step.value;
    expect(step.value).toBeGreaterThanOrEqual(last); // progress never goes back
    expect(step.value).toBeLessThanOrEqual(1);
    last = step.value;
  }
}

/** About 100 KB of word-like text: syllables in words, few words frequent and many rare. */
function syntheticCounts(): Map<string, number> {
  const next = uniforms(7);
  const pick = (from: readonly string[]) => from[Math.floor(next() * from.length)]!;
  const onsets = ['b', 'br', 'd', 'f', 'k', 'l', 'm', 'n', 'p', 'r', 's', 'st', 't', 'w', 'z', ''];
  const cores = ['a', 'e', 'i', 'o', 'u', 'ä', 'ou', 'ie'];
  const codas = ['', '', '', 'n', 'r', 's', 't', 'ng', 'ß'];
  const lexicon = Array.from({ length: 6000 }, () => {
    const syllables = 1 + Math.floor(next() * 4);
    return Array.from({ length: syllables }, () => pick(onsets) + pick(cores) + pick(codas)).join(
      '',
    );
  });
  const counts = new Map<string, number>();
  for (let size = 0; size < 100_000; ) {
    const word = lexicon[Math.floor(next() ** 4 * lexicon.length)]!;
    counts.set(word, (counts.get(word) ?? 0) + 1);
    size += word.length + 1;
  }
  return counts;
}

let made: ReadonlyMap<string, number> | undefined;
/** Made once, by the first test that needs it. */
const synthetic = () => {
  made ??= syntheticCounts();
  return made;
};

/** The same method with every pair counted anew before each merge. */
function plainTrain(counts: ReadonlyMap<string, number>, vocabSize: number): string[] {
  const tokens = train(counts, { vocabSize, minFrequency: Number.MAX_SAFE_INTEGER });
  const words = [...counts].map(([word, count]) => ({
    count,
    symbols: Array.from(word, (char, i) => tokens.indexOf(i === 0 ? char : `##${char}`)),
  }));
  while (tokens.length < vocabSize) {
    const pairs = new Map<string, { a: number; b: number; count: number }>();
    for (const { count, symbols } of words) {
      for (let i = 0; i + 1 < symbols.length; i++) {
        const [a, b] = [symbols[i]!, symbols[i + 1]!];
        const pair = pairs.get(`${a} ${b}`) ?? { a, b, count: 0 };
        pair.count += count;
        pairs.set(`${a} ${b}`, pair);
      }
    }
    const best = [...pairs.values()].sort((p, q) => q.count - p.count || p.a - q.a || p.b - q.b)[0];
    if (best === undefined || best.count < 2) break;
    const spelling = tokens[best.a]! + tokens[best.b]!.slice(2);
    let merged = tokens.indexOf(spelling);
    if (merged < 0) merged = tokens.push(spelling) - 1;
    for (const word of words) {
      for (let i = 0; i + 1 < word.symbols.length; i++) {
        if (word.symbols[i] === best.a && word.symbols[i + 1] === best.b) {
          word.symbols.splice(i, 2, merged);
        }
      }
    }
  }
  return tokens;
}

describe('trainWordPiece', () => {
  it('merges the most frequent pair first', () => {
    const tokens = train(
      new Map([
        ['hug', 10],
        ['pug', 5],
        ['hugs', 5],
      ]),
      { vocabSize: 99 },
    );
    expect(tokens).toEqual([
      ...SPECIAL_TOKENS,
      'g',
      'h',
      'p',
      's',
      'u',
      '##g',
      '##s',
      '##u',
      '##ug',
      'hug',
      'pug',
      'hugs', // 20, then 15, then two of 5: p + ##ug has the smaller ids
    ]);
  });

  it('reaches the size, knows every character and is deterministic', () => {
    const counts = synthetic();
    const tokens = train(counts, { vocabSize: 2000 });
    expect(tokens.length).toBe(2000);
    expect(new Set(tokens).size).toBe(2000);
    const chars = new Set([...counts.keys()].join(''));
    for (const char of chars) expect(tokens).toContain(char);
    const { encodeWord } = createEncoder({ tokens, doLowerCase: false, stripAccents: false });
    let pieces = 0;
    let words = 0;
    for (const [word, count] of counts) {
      const { ids } = encodeWord(word);
      expect(ids).not.toContain(UNK_ID);
      pieces += ids.length * count;
      words += count;
    }
    // A third of the 6000 words fit as a whole, the frequent ones; letter by letter it would be 7.
    expect(pieces / words).toBeLessThan(2.5);
    const shuffledTies = new Map([...counts].reverse());
    expect(train(shuffledTies, { vocabSize: 2000 })).toEqual(tokens);
  });

  it('agrees with counting anew before each merge', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 9 });
    const counts = fc.uniqueArray(word, { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(counts, fc.integer({ min: 12, max: 40 }), (list, vocabSize) => {
        const map = new Map(list.map((entry, i) => [entry, 1 + (i % 4)]));
        expect(train(map, { vocabSize })).toEqual(plainTrain(map, vocabSize));
      }),
      { numRuns: 100 },
    );
  });

  it('stops where pairs become rare', () => {
    const counts = new Map([
      ['ab', 1],
      ['cd', 3],
    ]);
    expect(train(counts, { vocabSize: 99 })).not.toContain('ab');
    expect(train(counts, { vocabSize: 99, minFrequency: 1 })).toContain('ab');
  });

  it('never exceeds the size', () => {
    const counts = synthetic();
    for (const vocabSize of [7, 12, 30, 64]) {
      expect(train(counts, { vocabSize }).length).toBeLessThanOrEqual(vocabSize);
    }
  });

  it('learns nothing but characters from words that are too long', () => {
    const tokens = train(new Map([['ab'.repeat(60), 9]]), { vocabSize: 99 });
    expect(tokens.slice(5)).toEqual(['a', 'b', '##a', '##b']);
  });

  it('merges words of up to 100 characters', () => {
    expect(train(new Map([['ab'.repeat(50), 9]]), { vocabSize: 99 })).toContain('##abab');
    expect(
      train(
        new Map([
          ['ab'.repeat(50), 9],
          ['cd', 9],
        ]),
        { vocabSize: 99 },
      ),
    ).toContain('cd');
    expect(
      train(
        new Map([
          ['c'.repeat(101), 9],
          ['cd', 9],
        ]),
        { vocabSize: 99 },
      ),
    ).toContain('cd');
  });

  it('tells which two tokens were joined to make each', () => {
    const merges: number[][] = [];
    const onMerge = (...merge: number[]) => merges.push(merge);
    const tokens = train(new Map([['abc', 9]]), { vocabSize: 99, onMerge });
    expect(tokens.slice(5)).toEqual(['a', 'b', 'c', '##b', '##c', 'ab', 'abc']);
    expect(merges).toEqual([
      [10, 5, 8],
      [11, 10, 9],
    ]);
  });

  it('keeps the characters that are most frequent, and passes over the others', () => {
    const counts = new Map([
      ['ab', 5],
      ['axb', 3],
      ['x', 1],
    ]);
    const tokens = train(counts, { vocabSize: 99, limitAlphabet: 2 });
    expect(tokens.slice(5)).toEqual(['a', 'b', '##b', 'ab']);
    const many = new Map(
      Array.from({ length: 1200 }, (_, i) => [String.fromCodePoint(0x4e00 + i), 1]),
    );
    expect(train(many, { vocabSize: 4000 }).length).toBe(1005);
  });

  it('merges no pair that is met never, whatever the least frequency', () => {
    expect(train(new Map([['ab', 0]]), { vocabSize: 99, minFrequency: 0 })).not.toContain('ab');
    expect(train(new Map([['ab', 1]]), { vocabSize: 99, minFrequency: 0 })).toContain('ab');
  });

  it('rests often', () => {
    const counts = synthetic();
    const run = trainWordPiece(counts, { vocabSize: 2000 });
    const shares: number[] = [];
    for (let step = run.next(); !step.done; step = run.next()) shares.push(step.value);
    // Two for 4096 words read, and the more the more is merged.
    expect(shares.length).toBeGreaterThan(10);
    expect(shares[0]).toBe(0);
    expect(shares.at(-1)).toBeGreaterThan(0.5);
  });

  it('learns pieces from the most frequent words only, of equally frequent ones the first', () => {
    const counts = new Map([
      ['ab', 1],
      ['cd', 3],
      ['ef', 2],
      ['gh', 300],
      ['ij', 2],
      ['kl', 2],
    ]);
    const learned = (mostWords: number) =>
      train(counts, { vocabSize: 99, minFrequency: 1, mostWords }).filter((t) =>
        /^[a-z]{2}$/.test(t),
      );
    expect(learned(4)).toEqual(['gh', 'cd', 'ef', 'ij']);
    expect(learned(6)).toEqual(['gh', 'cd', 'ef', 'ij', 'kl', 'ab']);
    expect(learned(1)).toEqual(['gh']);
    const all = train(counts, { vocabSize: 99, mostWords: 1 });
    for (const char of 'abcdefghijkl')
      expect(all.join(' '), 'the alphabet is whole').toContain(char);
  });

  it('names what is out of range', () => {
    for (const vocabSize of [3, 6, 32_769, Number.NaN]) {
      expect(() => train(new Map(), { vocabSize })).toThrow(
        `trainWordPiece: vocabSize ${vocabSize} is not in [7, 32768]`,
      );
    }
    for (const vocabSize of [7, 32_768]) expect(train(new Map(), { vocabSize }).length).toBe(5);
    expect(() => train(new Map(), { vocabSize: 9, minFrequency: -1 })).toThrow(
      'trainWordPiece: minFrequency -1 < 0',
    );
  });
});
