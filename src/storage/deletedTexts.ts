import type { Source } from '../protocol/texts';
import { textHash } from './textHash';

/**
 * Which texts the person has deleted, by their hashes: a run that holds a copy of one shows it when it is opened, and does
 * not put it back among the texts.
 */

const KEY = 'cloze:deleted-texts';
/** So many are known, the newest first. */
const MOST = 100;

const read = (): readonly string[] => (localStorage.getItem(KEY) ?? '').split(' ').filter(Boolean);
const nameOf = (text: Source) => `${text.characters}:${textHash(text.text)}`;

/** Notes that a text was deleted, or that it is back. */
export function noteDeleted(text: Source, isDeleted: boolean): void {
  const name = nameOf(text);
  try {
    const others = read().filter((other) => other !== name);
    const all = isDeleted ? [name, ...others] : others;
    localStorage.setItem(KEY, all.slice(0, MOST).join(' '));
  } catch {
    // A private window may refuse; it keeps no runs either.
  }
}

/** Whether the person has deleted this text. */
export function wasDeleted(text: Source): boolean {
  try {
    return read().includes(nameOf(text));
  } catch {
    return false;
  }
}
