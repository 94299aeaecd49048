import { expect, it } from 'vitest';
import { lookingBlank, sees } from './unseen';

/** Tokens of words with so many pieces each. */
const tokensOf = (...pieces: number[]) =>
  pieces.flatMap((count, wordId) =>
    Array.from({ length: count }, () => ({ id: 9, start: 0, end: 0, wordId })),
  );

it('looks from the only blank, or from the one of several that was chosen', () => {
  const tokens = tokensOf(1, 2, 1);
  expect(lookingBlank({ tokens, blanks: [1, 2] }, undefined)).toEqual([1, 2]); // one word
  expect(lookingBlank({ tokens, blanks: [1, 2] }, 3)).toEqual([1, 2]);
  expect(lookingBlank({ tokens, blanks: [0, 1, 2] }, 2)).toEqual([1, 2]);
  expect(lookingBlank({ tokens, blanks: [0, 3] }, 3)).toEqual([3]);
  expect(lookingBlank({ tokens, blanks: [0, 3] }, 1)).toBeUndefined();
  expect(lookingBlank({ tokens, blanks: [0, 3] }, undefined)).toBeUndefined();
  expect(lookingBlank({ tokens, blanks: [] }, 1)).toBeUndefined();
});

it('sees from one side the words of that side, and from any the blank itself', () => {
  const words = [[0], [1, 2], [3]];
  const seen = (context: 'both' | 'left' | 'right', blank: number[]) =>
    words.map((word) => sees(context, blank, word));
  expect(seen('both', [1, 2])).toEqual([true, true, true]);
  expect(seen('left', [1, 2])).toEqual([true, true, false]);
  expect(seen('right', [1, 2])).toEqual([false, true, true]);
  expect(seen('left', [0])).toEqual([true, false, false]);
  expect(seen('right', [3])).toEqual([false, false, true]);
});
