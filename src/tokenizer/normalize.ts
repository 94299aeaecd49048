import { isPlain, withoutAccents } from './accents';
import { charClass, REMOVED } from './charClass';
import { composed, composedLetters } from './compose';
import type { WordSpan } from './preTokenize';
import { isMark } from './unicodeEight';
import { MAX_WORD_CHARS, type Normalization, type Vocabulary } from './vocabulary';

export interface NormalizedWord {
  /** Empty where the word was nothing but accents that are stripped */
  readonly text: string;
  /**
   * [text.length] for each UTF-16 unit of `text`, where the character it came from begins and ends
   * in the raw word; left out where the two line up one to one.
   */
  readonly from?: Uint32Array;
  readonly to?: Uint32Array;
}

const ASCII = /^[ -~]*$/;
// The only characters whose lower case, in a string, is not as long or depends on its neighbours.
const UNEVEN = /[\u0130\u03A3]/;
// The grave accent has two spellings, one of them a letter to Unicode. Without its stroke, so have = < and >.
const GRAVE = /([`\u1FEF])/;
const PUNCTUATED = /([`<=>\u1FEF\u2260\u226E\u226F])/;

const isRemoved = (char: string) => charClass(char.codePointAt(0)!) === REMOVED;

function hasRemoved(raw: string): boolean {
  for (const char of raw) if (isRemoved(char)) return true;
  return false;
}

/**
 * One word as NFC and `BertNormalizer(clean_text=true, strip_accents=stripAccents, lowercase=doLowerCase)` leave
 * it, with the way back to the raw word: both spellings of a letter, in one character or with a loose accent, are one.
 *
 * Lower case is taken character by character, as the Rust library does: a final capital sigma
 * becomes `σ`, where JavaScript alone would write `ς`.
 */
export function normalizeWord(
  raw: string,
  { doLowerCase, stripAccents }: Normalization,
): NormalizedWord {
  if (ASCII.test(raw)) return { text: doLowerCase ? raw.toLowerCase() : raw };
  const uneven = (doLowerCase && UNEVEN.test(raw)) || (stripAccents && !isPlain(raw));
  if (!uneven && composed(raw) === raw && !hasRemoved(raw)) {
    return { text: doLowerCase ? raw.toLowerCase() : raw };
  }
  const kept = composedLetters(raw).filter(({ char }) => !isRemoved(char));
  const letters = stripAccents ? withoutAccents(kept) : kept;
  let text = '';
  const from: number[] = [];
  const to: number[] = [];
  for (const letter of letters) {
    const written = doLowerCase ? letter.char.toLowerCase() : letter.char;
    for (let i = 0; i < written.length; i++) {
      from.push(letter.from);
      to.push(letter.to);
    }
    text += written;
  }
  return { text, from: Uint32Array.from(from), to: Uint32Array.from(to) };
}

/**
 * The parts of a raw word that are words of their own once it is normalised, from left to right: `a≠b` is
 * `a`, `=` and `b` without its accents. They make up the word; some may be empty, then or now.
 */
export function wordsWithin(raw: string, { stripAccents }: Normalization): readonly string[] {
  return raw.split(stripAccents ? PUNCTUATED : GRAVE);
}

/** From the first character that a word keeps to the last, with its accents; at its end twice where it keeps none. */
export function keptRange(raw: string, { stripAccents }: Normalization): WordSpan {
  let start = raw.length;
  let end = raw.length;
  let at = 0;
  for (const char of raw) {
    if (!isRemoved(char)) {
      if (!(stripAccents && isMark(char))) start = Math.min(start, at);
      if (start <= at) end = at + char.length;
    }
    at += char.length;
  }
  return { start, end };
}

/**
 * True if the word has more than `times` as many characters when normalised as a word may have, which makes it [UNK],
 * as far as can be told without doing so: loose accents count. Looks no further than that: a word may be a megabyte long.
 */
export function isTooLong(
  raw: string,
  { stripAccents, maxWordChars = MAX_WORD_CHARS }: Omit<Vocabulary, 'tokens'>,
  times = 1,
): boolean {
  const most = times * maxWordChars;
  if (raw.length <= most) return false;
  let kept = 0;
  for (const char of raw) {
    if (isRemoved(char) || (stripAccents && isMark(char))) continue;
    if (++kept > most) return true;
  }
  return false;
}
