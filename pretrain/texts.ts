import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type StarterLanguage, starterOf } from '../src/config/starter';
import { builtInTexts } from '../src/corpus/builtInTexts';
import { detectLanguage } from '../src/corpus/language';

export interface Text {
  readonly name: string;
  readonly text: string;
}

const BUILT_IN = fileURLToPath(new URL('../src/corpus/builtIn/', import.meta.url));
const OWN = fileURLToPath(new URL('./texts/', import.meta.url));

const fileOf = (folder: string, id: string): string =>
  readFileSync(join(folder, `${id}.txt`), 'utf8');

/** The built-in texts that the starter of a language is made from. */
export const starterTexts = (language: StarterLanguage): readonly Text[] =>
  builtInTexts
    .filter((text) => text.isRead && text.language === language)
    .map(({ id, name }) => ({ name, text: fileOf(BUILT_IN, id) }));

/** Stands for all built-in texts as one: about 1.6 MB. */
export const ALL = 'all';
/** Stands for all English texts that no starter was made from, as one: 110 kB. */
export const UNREAD = 'unread';

function unreadTexts(): readonly string[] {
  const builtIn = builtInTexts
    .filter(({ isRead, language }) => !isRead && language === 'en')
    .map(({ id }) => fileOf(BUILT_IN, id));
  const own = textsIn(OWN).map(({ text }) => text);
  return [...builtIn, ...own].filter((text) => starterOf(detectLanguage(text)) === 'en');
}

/** A text to measure with, by its file name in `texts/`, the id of a built-in text, `UNREAD` or `ALL`. */
export function measuredText(id: string): string {
  if (id === ALL) return builtInTexts.map((text) => fileOf(BUILT_IN, text.id)).join('\n\n');
  if (id === UNREAD) return unreadTexts().join('\n\n');
  return builtInTexts.some((text) => text.id === id) ? fileOf(BUILT_IN, id) : fileOf(OWN, id);
}

/** All text files of a folder, in the order of their names. */
export function textsIn(folder: string): readonly Text[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.txt'));
  if (names.length === 0) throw new Error(`There is no .txt file in ${folder}.`);
  return names.sort().map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));
}
