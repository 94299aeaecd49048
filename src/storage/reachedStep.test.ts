import { beforeEach, expect, it } from 'vitest';
import { missingAfter, noteReached } from './reachedStep';
import { stubLocalStorage } from './testLocalStorage';

beforeEach(stubLocalStorage);

it('tells how many steps of a run are missing from a save', () => {
  expect(missingAfter('one', 6)).toBe(0); // nothing is noted
  noteReached('one', 36);
  expect(missingAfter('one', 6)).toBe(30);
  expect(missingAfter('one', 40)).toBe(0);
  expect(missingAfter('other', 6)).toBe(0);
});

it('says nothing where the note is not one that it wrote', () => {
  for (const raw of [
    '{',
    '3',
    '{"id":"one"}',
    '{"id":"one","step":"36"}',
    '{"id":"one","step":1e999}',
  ]) {
    localStorage.setItem('cloze:reached', raw);
    expect(missingAfter('one', 6), raw).toBe(0);
  }
});
