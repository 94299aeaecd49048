import { expect, it, vi } from 'vitest';
import type { Source } from '../../protocol/texts';
import type { SavedText } from '../../storage/keptRun';
import { textHash } from '../../storage/textHash';
import type { Prepared } from './prepared';
import { findSource, isCutAlike, isText, savedText } from './savedText';

const cat: Source = { name: 'Your text', text: 'A cat.', characters: 6 };
const geese: Source = { name: 'Geese', text: 'a b .', characters: 50, grammar: 'a = b .' };
const bread: Source = { name: 'Bread', builtIn: 'bread', text: 'Knead.', characters: 6 };
const long: Source = { ...cat, stored: { blob: new Blob() } };

const preparedOf = (source: Source, detectedLanguage = 'en') =>
  ({ source, detectedLanguage }) as Prepared;
const savedOf = (source: Source, detected?: string) => savedText(preparedOf(source, detected));

it('writes down all of a short text of one’s own, and how to find any other', () => {
  const { name, characters } = cat;
  const hash = textHash(cat.text);
  expect(savedOf(cat)).toEqual({ name, characters, hash, language: 'en', whole: 'A cat.' });
  expect(savedOf({ ...cat, language: 'de' }).language).toBe('de');
  expect(savedOf(bread)).toMatchObject({ builtIn: 'bread', whole: undefined });
  expect(savedOf(geese)).toMatchObject({ grammar: 'a = b .', whole: undefined });
  expect(savedOf(long).whole).toBeUndefined();
});

it('knows a text by its length and its letters, and a language by its grammar', () => {
  const saved = savedOf(cat);
  expect(isText({ ...cat, name: 'Another name' }, saved)).toBe(true);
  expect(isText({ ...cat, characters: 7 }, saved)).toBe(false);
  expect(isText({ ...cat, text: 'A dog.' }, saved)).toBe(false);
  expect(isText({ ...geese, text: 'b a .', characters: 99 }, savedOf(geese))).toBe(true);
  expect(isText({ ...geese, grammar: 'a = c .' }, savedOf(geese))).toBe(false);
});

it('takes a text for cut alike in the same language, and where an older run does not say', () => {
  const saved = savedOf(cat);
  expect(isCutAlike('en', saved)).toBe(true);
  expect(isCutAlike('de', saved)).toBe(false);
  expect(isCutAlike(undefined, saved)).toBe(false);
  expect(isCutAlike('de', { ...saved, language: undefined })).toBe(true);
});

/** What is done to show the text of a run; nothing where it is gone. */
function found(saved: SavedText, page: { source?: Source; own?: readonly Source[] } = {}) {
  const calls: unknown[][] = [];
  const note =
    (name: string) =>
    (...args: unknown[]) =>
      void calls.push([name, ...args]);
  const text = {
    chooseOwn: note('own'),
    chooseById: vi.fn(async (...args: unknown[]) => note('built in')(...args)),
    chooseLanguage: note('language'),
    openLanguage: note('draw'),
    takeCopy: note('copy'),
  };
  const { source = { ...cat, text: 'Other.' }, own = [] } = page;
  const prepared = preparedOf(source);
  findSource({ source, prepared, own }, saved, text, note('again'))?.();
  return calls;
}

it('goes back to the text that is shown, cut as it was', () => {
  expect(found(savedOf(cat), { source: cat })).toEqual([['again']]);
  expect(found(savedOf(cat, 'de'), { source: cat })).toEqual([['language', 'de']]);
});

it('finds one’s own text, a built-in one, and a language; else it takes the copy', () => {
  const own = [{ ...cat, text: 'A dog.' }, cat];
  expect(found(savedOf(cat), { own })).toEqual([['own', 1, 'en']]);
  expect(found(savedOf(bread))).toEqual([['built in', 'bread', 'en']]);
  expect(found({ ...savedOf(geese), builtIn: 'clue' })).toEqual([['built in', 'clue', 'en']]);
  expect(found(savedOf(geese))).toEqual([['draw', 'Geese', 'a = b .']]);
  expect(found(savedOf(cat))).toEqual([['copy', 'Your text', 'A cat.', 'en']]);
});

it('finds nothing where a long text, or a built-in one, is gone', () => {
  expect(found(savedOf(long))).toEqual([]);
  expect(found({ ...savedOf(bread), builtIn: 'gone' })).toEqual([]);
});
