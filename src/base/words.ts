import { formatCount } from './format';

/** "1 run", "3 runs", "0 runs". The plural is given where it is not the word with an s. */
export function counted(n: number, one: string, many = `${one}s`): string {
  return `${formatCount(n)} ${n === 1 ? one : many}`;
}

/** The same at the beginning of a sentence: "One run", "3 runs". */
export function countedFirst(n: number, one: string, many = `${one}s`): string {
  return n === 1 ? `One ${one}` : counted(n, one, many);
}

/** "once", "3 times", "never" */
export function times(n: number): string {
  if (n === 0) return 'never';
  return n === 1 ? 'once' : `${formatCount(n)} times`;
}

/** "1st", "2nd", "12th", "1 023rd" */
export function ordinal(n: number): string {
  const isTeen = Math.floor(n / 10) % 10 === 1;
  const ending = isTeen ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th');
  return `${formatCount(n)}${ending}`;
}

/** "a", "a and b", "a, b and c". At least one is needed: a sentence about none is another sentence. */
export function listed([first, ...rest]: readonly [string, ...string[]], last = 'and'): string {
  if (rest.length === 0) return first;
  return `${[first, ...rest.slice(0, -1)].join(', ')} ${last} ${rest.at(-1)}`;
}

/** Whether there is anything to list. */
export const isSome = <T>(items: readonly T[]): items is readonly [T, ...T[]] => items.length > 0;

/** Names that are listed before the rest are counted. */
const MOST_NAMED = 3;

/** The first three of some names, and how many more there are: "a, b and c", "a, b, c and 2 more". */
export function nameSome(names: readonly string[]): string {
  const more = names.length - MOST_NAMED;
  const shown = more > 0 ? [...names.slice(0, MOST_NAMED), `${formatCount(more)} more`] : names;
  return isSome(shown) ? listed(shown) : '';
}

/** Characters by which a long word or name is still known. */
const MOST_SHOWN = 40;

/** The beginning of a word, name or line that is too long to be shown whole. */
export function shortened(text: string): string {
  if (text.length <= MOST_SHOWN) return text;
  // A character is two UTF-16 units at most, and the text may be a megabyte.
  const characters = [...text.slice(0, 2 * MOST_SHOWN + 2)];
  return characters.length > MOST_SHOWN ? `${characters.slice(0, MOST_SHOWN).join('')}…` : text;
}

/** A reason as a sentence: it begins with a capital, unless it begins with a name, and ends in one full stop. */
export function sentence(text: string): string {
  const bare = text
    .trim()
    .replace(/[.\s]+$/, '')
    .replace(/^[a-z](?=[a-z’']*[, ])/, (letter) => letter.toUpperCase());
  if (bare === '') return 'The browser gave no reason.';
  return /[!?…]$/.test(bare) ? bare : `${bare}.`;
}

/** What an error says, as a sentence; errors without a word go by their names. */
export function reasonOf(error: unknown): string {
  if (error instanceof Error) return sentence(error.message || error.name);
  return sentence(error === undefined || error === null ? '' : String(error));
}
