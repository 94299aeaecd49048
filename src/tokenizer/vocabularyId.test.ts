import { expect, it } from 'vitest';
import { vocabularyId, wholeExamId } from './vocabularyId';

it('tells vocabularies apart by their tokens and their order', () => {
  const lists = [['ab', 'c'], ['a', 'bc'], ['c', 'ab'], ['ab', 'c', ''], ['abc'], ['ab', 'C'], []];
  const ids = lists.map((tokens) => vocabularyId({ tokens }));
  expect(new Set(ids).size).toBe(lists.length);
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}$/);
  expect(vocabularyId({ tokens: ['ab', 'c'] })).toBe(ids[0]);
  // Kept runs hold ids of earlier versions: they may not change.
  expect(ids[0]).toBe('10f0bac7');
});

it('pads an id that begins with zeros', () => {
  const tokens = Array.from({ length: 200 }, (_, i) => [`w${i}`]);
  const ids = tokens.map((list) => vocabularyId({ tokens: list }));
  expect(ids.some((id) => id.startsWith('0'))).toBe(true);
  expect(new Set(ids.map((id) => id.length))).toEqual(new Set([8]));
});

it('names an exam by what it asks and what its ids stand for', () => {
  expect(wholeExamId('0123', { tokens: ['ab', 'c'] })).toBe(
    `0123${vocabularyId({ tokens: ['ab', 'c'] })}`,
  );
});
