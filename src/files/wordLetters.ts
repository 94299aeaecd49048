const LINK = /\b\w{1,10}:\/\/\S*/g;
/** A path, an address, a number with letters, a date with a T in it: written for machines */
const CODED = /[/\\_@=+#|~]|\p{Nd}\p{L}|\p{L}\p{Nd}|(?:\p{Ll}\p{Lu}.*){2}|^[a-f-]{16,}$/u;
/** No script writes words so long between spaces, but those that write no spaces, see `UNSPACED` */
const LONGEST_WORD = 60;
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}]/u;
/** Enough of a long text to tell what is in it */
const LOOKED_AT = 4000;
const LETTERS = /\p{L}/gu;

/**
 * How many letters of a text stand in words: none in links, ids, hashes, base64, paths, dates and numbers. Of a
 * long text by its beginning.
 */
export function wordLetters(text: string): number {
  const looked = text.slice(0, LOOKED_AT);
  let letters = 0;
  for (const piece of looked.replace(LINK, '').split(/\s+/)) {
    const unspaced = UNSPACED.test(piece);
    if (!unspaced && (piece.length > LONGEST_WORD || CODED.test(piece))) continue;
    letters += piece.match(LETTERS)?.length ?? 0;
  }
  return Math.round((letters * text.length) / Math.max(1, looked.length));
}

/** What one word by itself counts for: it may be a label, a role or an id. */
const ALONE = 0.1;

/** How much the letters of a text count for, by whether it is more than one word. */
export const weightOf = (text: string): number =>
  /\S\s+\S/.test(text) || UNSPACED.test(text) ? 1 : ALONE;

/** How much prose there is in some texts, to tell which of several fields to learn from. What comes twice counts once. */
export function prose(texts: readonly string[]): number {
  let sum = 0;
  for (const text of new Set(texts)) {
    sum += wordLetters(text) * weightOf(text);
  }
  return sum;
}
