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

it('keeps the smaller code point of equally frequent characters', () => {
  for (const word of ['cab', 'bca', 'acb']) {
    expect(chooseAlphabet(usesOf({ [word]: 1, c: 1, a: 1, b: 1 }), 2, 99).slice(0, 2)).toEqual([
      'a',
      'b',
    ]);
  }
  // By code point, not by UTF-16 unit: 😀 begins with U+D83D, which comes before U+FB01.
  expect(chooseAlphabet(usesOf({ '😀': 1, ﬁ: 1 }), 9, 99)).toEqual(['ﬁ', '😀']);
  expect(chooseAlphabet(usesOf({ '😀': 1, ﬁ: 1 }), 1, 99)).toEqual(['ﬁ']);
});

it('notices in any word that a character continues one, and counts it in all', () => {
  const uses = new Map<string, CharUse>();
  addUses(uses, 'b', 2);
  addUses(uses, 'abb', 3);
  addUses(uses, 'b', 1);
  expect(Object.fromEntries(uses)).toEqual({
    a: { count: 3, continues: false },
    b: { count: 9, continues: true },
  });
});

it('stops at the first character for which there is no room', () => {
  // b needs two tokens, and c, which needs one, is less frequent.
  expect(chooseAlphabet(usesOf({ ab: 5, c: 1 }), 99, 2)).toEqual(['a']);
  expect(chooseAlphabet(usesOf({ ab: 5, c: 1 }), 99, 3)).toEqual(['a', 'b', '##b']);
});
