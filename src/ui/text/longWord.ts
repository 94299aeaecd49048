/** Letters of a word from which on it takes browsers noticeably long to break it into lines. */
const LONG = 2000;

/**
 * Whether a word of a text is so long that a box had better not break it: a browser's time grows with the square of its
 * letters, 15 s for 90 000.
 */
export function hasLongWord(text: string): boolean {
  let letters = 0;
  for (let i = 0; i < text.length; i++) {
    letters = text.charCodeAt(i) > 32 ? letters + 1 : 0;
    if (letters === LONG) return true;
  }
  return false;
}
