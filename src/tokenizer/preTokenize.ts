import { ALONE, charClass, OTHER, REMOVED, SPACE } from './charClass';
import { composed } from './compose';

/** A word of the text: UTF-16 offsets; it ends after the last character that is kept. */
export interface WordSpan {
  start: number;
  end: number;
}

/** A sign that the stroke U+0338 turns into a letter, as `=` into `≠`; other marks may stand between them. */
const STRUCK = /[<=>]\p{M}+/uy;

function isStruck(text: string, at: number, to: number): boolean {
  const mark = text.charCodeAt(at + 1);
  if (!(mark >= 0x300)) return false;
  STRUCK.lastIndex = at;
  const found = STRUCK.exec(text)?.[0].slice(0, to - at);
  return found !== undefined && !composed(found).startsWith(text[at]!);
}

/**
 * Finds the next word (pre-token) at or after `from`, within `to`, and writes its bounds to `span`.
 * Words are what Hugging Face's `BertPreTokenizer` makes of the text after NFC and `BertNormalizer`: text between
 * white space, with each punctuation mark and each Chinese character a word of its own. Characters that the
 * normalizer removes neither end a word nor begin one.
 *
 * Returns false if there are no more words. Writes to `span` instead of returning an object
 * because it runs once per word of a corpus.
 */
export function nextWord(text: string, from: number, to: number, span: WordSpan): boolean {
  let start = -1;
  let end = from;
  let i = from;
  while (i < to) {
    let code = text.charCodeAt(i);
    let next = i + 1;
    if (code >= 0xd800 && code < 0xdc00 && next < to) {
      const low = text.charCodeAt(next);
      if (low >= 0xdc00 && low < 0xe000) {
        code = (code - 0xd800) * 0x400 + (low - 0xdc00) + 0x10000;
        next++;
      }
    }
    const kind = charClass(code);
    if (kind === OTHER || (code >= 0x3c && code <= 0x3e && isStruck(text, i, to))) {
      if (start < 0) start = i;
      end = next;
    } else if (kind !== REMOVED) {
      if (start >= 0) break;
      if (kind === ALONE) {
        start = i;
        end = next;
        break;
      }
    }
    i = next;
  }
  if (start < 0) return false;
  span.start = start;
  span.end = end;
  return true;
}

/** Every word of a (short) text, for tests, counts and previews. */
export function words(text: string): WordSpan[] {
  const found: WordSpan[] = [];
  const span: WordSpan = { start: 0, end: 0 };
  for (let at = 0; nextWord(text, at, text.length, span); at = span.end) found.push({ ...span });
  return found;
}

/** True for a UTF-16 unit that separates words. */
export function isSpace(unit: number): boolean {
  return charClass(unit) === SPACE;
}
