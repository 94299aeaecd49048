import { isPlain, withoutAccents } from './accents';
import { charClass, REMOVED } from './charClass';
import { composed, composedLetters } from './compose';
import type { WordSpan } from './preTokenize';
import { isMark } from './unicodeEight';
import { MAX_WORD_CHARS, type Normalization, type Vocabulary } from './vocabulary';

export interface NormalizedWord {
  /** Empty if the word was nothing but accents that are stripped */
  readonly text: string;
  /**
   * [text.length] For each UTF-16 unit of `text`, where the character that it came from begins and ends in the raw
   * word; left out if the two line up one to one.
   */
  readonly from?: Uint32Array;
  readonly to?: Uint32Array;
}

const ASCII = /^[ -~]*$/;
// The only characters whose lower case, in a string, is not as long or depends on its neighbours.
const UNEVEN = /[\u0130\u03A3]/;
// The grave accent has two spellings, one of which Unicode counts as a letter. So have = < and > without their stroke.
const GRAVE = /([`\u1FEF])/;
const PUNCTUATED = /([`<=>\u1FEF\u2260\u226E\u226F])/;

const isRemoved = (char: string) => charClass(char.codePointAt(0)!) === REMOVED;

function hasRemoved(raw: string): boolean {
  for (const char of raw) if (isRemoved(char)) return true;
  return false;
}

/**
 * Normalizes one word as NFC and `BertNormalizer(clean_text=true, strip_accents=stripAccents, lowercase=doLowerCase)`
 * do, and maps the result back to the raw word. A letter comes out the same whether its accent was part of the
 * character or a combining mark.
 *
 * Lower-cases character by character, as the Rust library does: a final capital sigma becomes `σ`, where JavaScript
 * alone would write `ς`.
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
 * The parts of a raw word that become separate words when it is normalized, from left to right: without accents
 * `a≠b` is `a`, `=` and `b`. Joined, they are the raw word. Some may be empty, as they stand or once normalized.
 */
export function wordsWithin(raw: string, { stripAccents }: Normalization): readonly string[] {
  return raw.split(stripAccents ? PUNCTUATED : GRAVE);
}

/** From the first character of a word that is kept to the last, accents included; empty, at its end, if none is kept. */
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
 * True if the word, once normalized, is longer than `times` the limit, above which it is [UNK]. An estimate from the
 * raw word, so combining accents count. Reads no more of the word than it must: it may be a megabyte long.
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
