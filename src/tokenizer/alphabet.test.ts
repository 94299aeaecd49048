import { expect, it } from 'vitest';
import { addUses, type CharUse, chooseAlphabet } from './alphabet';

function usesOf(counts: Record<string, number>): Map<string, CharUse> {
  const uses = new Map<string, CharUse>();
  for (const [word, count] of Object.entries(counts)) addUses(uses, word, count);
  return uses;
}

it('lists characters by code point, then those that continue a word', () => {
  const uses = usesOf({ cab: 2, '😀': 1, é: 1 });
  expect(chooseAlphabet(uses, 1000, 99)).toEqual(['a', 'b', 'c', 'é', '😀', '##a', '##b']);
});

it('keeps the most frequent where there is room for few', () => {
  const uses = usesOf({ ab: 5, b: 4, c: 3, d: 2 });
  expect(chooseAlphabet(uses, 1000, 4)).toEqual(['a', 'b', 'c', '##b']);
  expect(chooseAlphabet(uses, 1000, 3)).toEqual(['a', 'b', '##b']);
  expect(chooseAlphabet(uses, 2, 99)).toEqual(['a', 'b', '##b']);
  expect(chooseAlphabet(uses, 1000, 0)).toEqual([]);
});
