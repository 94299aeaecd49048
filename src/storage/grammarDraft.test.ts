import { beforeEach, expect, it, vi } from 'vitest';
import { forgetUsed, loadDraft, saveDraft } from './grammarDraft';
import { stubLocalStorage } from './testLocalStorage';

beforeEach(() => {
  stubLocalStorage();
  return () => vi.unstubAllGlobals();
});

it('keeps a draft for each grammar that one began as, until it is used or undone', () => {
  saveDraft('clue', 'clue and more');
  saveDraft('topics', 'topics and more');
  expect(loadDraft('clue')).toBe('clue and more');
  saveDraft('topics', 'topics');
  expect(loadDraft('topics')).toBeUndefined();
  forgetUsed('clue and more');
  expect(loadDraft('clue')).toBeUndefined();
});

it('lets the oldest of many go', () => {
  for (let i = 0; i < 9; i++) saveDraft(`${i}`, `${i}!`);
  expect(loadDraft('0')).toBeUndefined();
  expect(loadDraft('1')).toBe('1!');
  expect(loadDraft('8')).toBe('8!');
});

it('takes what it cannot read for none', () => {
  localStorage.setItem('cloze:grammar-drafts', '{"not": "drafts"}');
  expect(loadDraft('clue')).toBeUndefined();
  saveDraft('clue', 'new');
  expect(loadDraft('clue')).toBe('new');
});
