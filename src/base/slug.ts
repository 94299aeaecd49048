/** "Hidden / kept / swapped" -> "hidden-kept-swapped": letters, their marks and digits of any script, in lower case. */
export const slug = (words: string): string =>
  words
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '');

/** Systems allow a name 255 bytes; a letter has four at most. */
const MOST_LETTERS = 48;

/** A name for a file of the thing called `words`, without its ending, that every system takes: "cloze-bread-at-home". */
export function fileNameOf(words: string): string {
  const letters = [...slug(words)].slice(0, MOST_LETTERS).join('').replace(/-$/, '');
  return letters === '' ? 'cloze' : `cloze-${letters}`;
}
