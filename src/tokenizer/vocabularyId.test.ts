import { expect, it } from 'vitest';
import { vocabularyId } from './vocabularyId';

it('tells vocabularies apart by their tokens and their order', () => {
  const lists = [['ab', 'c'], ['a', 'bc'], ['c', 'ab'], ['ab', 'c', ''], ['abc'], ['ab', 'C'], []];
  expect(new Set(lists.map((tokens) => vocabularyId({ tokens }))).size).toBe(lists.length);
  expect(vocabularyId({ tokens: ['ab', 'c'] })).toBe(vocabularyId({ tokens: ['ab', 'c'] }));
});
