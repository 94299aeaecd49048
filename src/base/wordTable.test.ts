import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createWordTable } from './wordTable';

async function all({ parts }: Pick<ReturnType<typeof createWordTable>, 'parts'>) {
  const words: string[] = [];
  for await (const part of parts()) words.push(...part);
  return words;
}

/** Of few letters, so that words come again: a letter of each number of bytes, and the halves of a surrogate pair. */
const word = fc.string({
  unit: fc.constantFrom('a', 'é', '中', '\ud83d', '\ude00', '\0'),
  maxLength: 5,
});

describe('createWordTable', () => {
  it('numbers different words as a map does', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(word, { maxLength: 300 }), async (words) => {
        const table = createWordTable(3);
        const numbers = new Map<string, number>();
        for (const one of words) {
          expect(table.find(one)).toBe(numbers.get(one) ?? -1);
          if (!numbers.has(one)) numbers.set(one, numbers.size);
          expect(table.numberOf(one)).toBe(numbers.get(one));
        }
        expect(table.length).toBe(numbers.size);
        expect(Array.from(numbers.values(), table.at)).toEqual([...numbers.keys()]);
        table.close();
        expect(Array.from(numbers.values(), table.at)).toEqual([...numbers.keys()]);
        table.putAside();
        expect(table.length).toBe(numbers.size);
        expect(await all(table)).toEqual([...numbers.keys()]);
        expect(await all(table), 'as often as one likes').toEqual([...numbers.keys()]);
      }),
    );
  });

  it('finds words within a text', () => {
    const table = createWordTable();
    const text = 'one two one';
    expect(table.numberOf(text, 0, 3)).toBe(0);
    expect(table.numberOf(text, 4, 7)).toBe(1);
    expect(table.find(text, 8)).toBe(0);
    expect(table.find(text, 8, 10)).toBe(-1);
  });

  it('keeps words that are longer than one of its parts, and as many as fill several', async () => {
    const table = createWordTable(1001);
    const long = ['x'.repeat(127), 'x'.repeat(128), '中'.repeat(300_000), 'é'.repeat(16_384)];
    const many = Array.from({ length: 300_000 }, (_, i) => `w${i}`);
    const words = [...long, ...many, ...long.map((one) => `${one}y`)];
    expect(words.every((one, i) => table.numberOf(one) === i)).toBe(true);
    expect(words.every((one, i) => table.find(one) === i && table.at(i) === one)).toBe(true);
    table.putAside();
    expect(await all(table)).toEqual(words);
  });

  it('is empty once it is released', async () => {
    const table = createWordTable();
    table.putAside();
    expect(await all(table)).toEqual([]);
  });
});
