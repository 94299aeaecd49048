import { isControl, isPunctuation } from './unicodeEight';

/** What BERT's normalizer and pre-tokeniser do with a character. */
export const OTHER = 0;
/** Dropped: the word continues after it. */
export const REMOVED = 1;
/** Between words. */
export const SPACE = 2;
/** A word of its own: punctuation, and every Chinese character. */
export const ALONE = 3;

/** Not looked up yet. */
const UNSEEN = 255;

const WHITESPACE = /\s/u;

/**
 * Blocks of Chinese characters, as pairs of first and last. The gap before U+2B920 is in Hugging
 * Face's Rust code (BERT's Python code begins that block at U+2B820); an exported model has to
 * split text there as it does here.
 */
const CHINESE = [
  0x3400, 0x4dbf, 0x4e00, 0x9fff, 0xf900, 0xfaff, 0x20000, 0x2a6df, 0x2a700, 0x2b81f, 0x2b920,
  0x2ceaf, 0x2f800, 0x2fa1f,
] as const;

function isChinese(code: number): boolean {
  for (let i = 0; i < CHINESE.length; i += 2) {
    if (code >= CHINESE[i]! && code <= CHINESE[i + 1]!) return true;
  }
  return false;
}

function classify(code: number): number {
  if (code === 0x09 || code === 0x0a || code === 0x0d) return SPACE;
  const char = String.fromCodePoint(code);
  if (isControl(char)) return REMOVED;
  if (WHITESPACE.test(char)) return SPACE;
  return isPunctuation(char) || isChinese(code) ? ALONE : OTHER;
}

// Filled on demand: a text uses a few hundred characters.
const basic = new Uint8Array(65536).fill(UNSEEN);
const others = new Map<number, number>();

/**
 * The class of a code point. A lone surrogate is not a character, so it is removed.
 *
 * The rules are those of `BertNormalizer(clean_text, handle_chinese_chars)` and `BertPreTokenizer`
 * of Hugging Face tokenizers (the Rust library), for every character of Unicode 17.
 */
export function charClass(code: number): number {
  if (code < 65536) {
    const known = basic[code]!;
    if (known !== UNSEEN) return known;
    const found = classify(code);
    basic[code] = found;
    return found;
  }
  let found = others.get(code);
  if (found === undefined) {
    found = classify(code);
    others.set(code, found);
  }
  return found;
}
