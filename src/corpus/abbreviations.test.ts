import { expect, it } from 'vitest';
import { abbreviationsOf } from './abbreviations';

it('gives a language its own abbreviations beside those of all', () => {
  const german = abbreviationsOf('de');
  expect([german.titles.has('Ing'), german.titles.has('Dr')]).toEqual([true, true]);
  expect([german.inner.has('bspw'), german.inner.has('e.g')]).toEqual([true, true]);
  expect([german.numbered.has('jhd'), german.numbered.has('no')]).toEqual([true, true]);
  expect([german.inner.has('tsp'), german.numbered.has('стр')]).toEqual([false, false]);
  expect(german.soft).toEqual(new Set(['co']));
  expect(abbreviationsOf('ru').unlessCounted.has('г')).toBe(true);
});

it('gives words that begin a sentence in small letters', () => {
  const { starters } = abbreviationsOf('en');
  expect([starters.has('the'), starters.has('The')]).toEqual([true, false]);
});

it('knows titles in small letters, but for those that are words', () => {
  const { titles, lowerTitles } = abbreviationsOf('fr');
  expect([titles.has('Me'), lowerTitles.has('me')]).toEqual([true, false]);
  expect([titles.has('Mgr'), lowerTitles.has('mgr')]).toEqual([true, true]);
});

it('takes some of several languages where none is known, and before a number all', () => {
  const unknown = abbreviationsOf('und');
  expect([unknown.inner.has('tsp'), unknown.inner.has('bspw')]).toEqual([true, true]);
  expect([unknown.inner.has('cfr'), unknown.numbered.has('pagg')]).toEqual([false, true]);
  for (const none of ['xx', 'constructor']) {
    expect([...abbreviationsOf(none).soft]).toEqual([]);
    expect([...abbreviationsOf(none).starters]).toEqual([]);
    expect(abbreviationsOf(none).titles.has('Dr')).toBe(true);
    expect(abbreviationsOf(none).numbered.has('pagg')).toBe(false);
  }
});

it('takes no empty word for one', () => {
  for (const language of ['und', 'ar', 'vi', 'bn']) {
    for (const words of Object.values(abbreviationsOf(language))) expect(words.has('')).toBe(false);
  }
});
