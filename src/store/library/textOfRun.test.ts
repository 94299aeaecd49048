import { expect, it } from 'vitest';
import { builtInTexts } from '../../corpus/builtInTexts';
import { textHash } from '../../storage/textHash';
import { isSameText, textOfRun } from './textOfRun';

const TEXT = 'A cat. A dog.';
const sourceOf = (text: string) => ({ name: 'A text', text, characters: text.length });
const SAVED = {
  ...{ name: 'A text', builtIn: undefined, characters: TEXT.length, hash: textHash(TEXT) },
  language: 'en',
};
const AWAY = { source: sourceOf('Another text.'), own: [] };

it('finds the text of a run where it stands, was kept or comes with the page', async () => {
  expect(await textOfRun({ source: sourceOf(TEXT), own: [] }, SAVED)).toBe(TEXT);
  const blob = new Blob([TEXT]);
  const long = { ...sourceOf(TEXT), stored: { blob } };
  expect(await textOfRun({ ...AWAY, own: [long] }, SAVED)).toBe(blob);
  expect(await textOfRun(AWAY, { ...SAVED, whole: TEXT })).toBe(TEXT);
  const haus = await builtInTexts.find(({ id }) => id === 'haus')!.load();
  const builtIn = { name: 'Haus', builtIn: 'haus', characters: haus.length, hash: textHash(haus) };
  expect(await textOfRun(AWAY, builtIn)).toBe(haus);
  expect(await textOfRun(AWAY, { ...builtIn, hash: 1 })).toBeUndefined(); // it was another then
  expect(await textOfRun(AWAY, SAVED)).toBeUndefined();
  expect(await textOfRun(AWAY, { ...SAVED, grammar: 'S -> a' })).toBeUndefined();
});

it('takes a text that was cut by other rules for another', () => {
  expect(isSameText(SAVED, { ...SAVED, name: 'Renamed' })).toBe(true);
  expect(isSameText(SAVED, { ...SAVED, language: undefined })).toBe(true);
  expect(isSameText(SAVED, { ...SAVED, language: 'de' })).toBe(false);
  expect(isSameText(SAVED, { ...SAVED, hash: SAVED.hash + 1 })).toBe(false);
  expect(isSameText({ ...SAVED, grammar: 'S -> a' }, { ...SAVED, grammar: 'S -> b' })).toBe(false);
});
