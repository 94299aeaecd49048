import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createPairTable } from './pairTable';

/** What is done to a pair: a word is noted, or its words are taken. */
const step = fc.record({
  key: fc.integer({ min: 0, max: 12 }).map((key) => key * 77_777_777),
  word: fc.oneof(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 2 ** 30 })),
  takes: fc.integer({ min: 0, max: 30 }).map((n) => n === 0),
});

it('keeps the words of each pair in order, and none twice at once', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 800 }), (steps) => {
      const table = createPairTable();
      const model = new Map<number, { words: number[]; count: number }>();
      for (const { key, word, takes } of steps) {
        const known = model.get(key) ?? { words: [], count: 0 };
        model.set(key, known);
        const pair = table.indexOf(key);
        expect([pair, table.keyOf(pair)]).toEqual([[...model.keys()].indexOf(key), key]);
        if (takes) {
          expect([...table.takeWords(pair)]).toEqual(known.words);
          known.words = [];
        } else {
          table.addWord(pair, word);
          if (known.words.at(-1) !== word) known.words.push(word);
        }
        table.addCount(pair, word - 3);
        known.count += word - 3;
        expect(table.count(pair)).toBe(known.count);
      }
      for (const [key, { words }] of model)
        expect([...table.takeWords(table.indexOf(key))]).toEqual(words);
    }),
    { numRuns: 60 },
  );
});

it('notes words for other pairs while the words of one are taken', () => {
  const table = createPairTable();
  const words = Array.from({ length: 5000 }, (_, i) => i * 3);
  for (const word of words) table.addWord(table.indexOf(7), word);
  const taken: number[] = [];
  for (const word of table.takeWords(table.indexOf(7))) {
    taken.push(word);
    table.addWord(table.indexOf(8 + (word % 2)), word);
  }
  expect(taken).toEqual(words);
  const split = [8, 9].map((key) => [...table.takeWords(table.indexOf(key))]);
  expect(split).toEqual([words.filter((w) => w % 2 === 0), words.filter((w) => w % 2 === 1)]);
});

it('has room for a hundred thousand pairs', () => {
  const table = createPairTable();
  for (let key = 0; key < 100_000; key++) table.addWord(table.indexOf(key), key % 1000);
  let wrong = 0;
  for (let key = 0; key < 100_000; key++) {
    if (table.indexOf(key) !== key || [...table.takeWords(key)].join() !== `${key % 1000}`) wrong++;
  }
  expect(wrong).toBe(0);
});
