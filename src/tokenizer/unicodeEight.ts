/**
 * Code points whose category or decomposition is newer than Unicode 8, as pairs of first and last. Hugging Face's
 * Rust library has the tables of Unicode 8, where these are neither punctuation, format characters nor marks; the
 * platform's are newer. The ranges include characters for which it makes no difference.
 * `scripts/goldens/make_encoding.py` checks every code point against the library.
 */
const SINCE = [
  0x61d, 0x61d, 0x7fd, 0x7fd, 0x890, 0x8e2, 0x9fd, 0x9fe, 0xa76, 0xa76, 0xafa, 0xaff, 0xb55, 0xb55,
  0xc04, 0xc3c, 0xc77, 0xc77, 0xc84, 0xc84, 0xd00, 0xd00, 0xd3b, 0xd3c, 0xd81, 0xd81, 0xeba, 0xeba,
  0xece, 0xece, 0x180f, 0x1886, 0x1abf, 0x1aeb, 0x1b4e, 0x1b4f, 0x1b7d, 0x1b7f, 0x1df6, 0x1dfb,
  0x2e43, 0x2e5d, 0xa82c, 0xa82c, 0xa8c5, 0xa8c5, 0xa8ff, 0xa8ff, 0xa9bd, 0xa9bd, 0x105c9, 0x105e4,
  0x10d24, 0x10f89, 0x11070, 0x11074, 0x110c2, 0x110cd, 0x111c9, 0x111c9, 0x111cf, 0x111cf, 0x1123e,
  0x11241, 0x1133b, 0x1133b, 0x11383, 0x1145e, 0x11660, 0x1166c, 0x116b9, 0x116b9, 0x1182f, 0x11fff,
  0x12ff1, 0x1612f, 0x16d63, 0x16f4f, 0x16fe2, 0x16fe4, 0x1cf00, 0x1cf46, 0x1e000, 0x1e6f5, 0x1e944,
  0x1e95f,
] as const;

function isSince(code: number): boolean {
  for (let i = 0; i < SINCE.length; i += 2) {
    if (code >= SINCE[i]! && code <= SINCE[i + 1]!) return true;
  }
  return false;
}

const CONTROL = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\uFFFD]/u;
// For BERT all of ASCII but letters and digits is punctuation, including `$`, `+` and `^`.
// Two characters are no longer punctuation in Unicode: U+166D and U+111C9.
const PUNCTUATION = /[\p{P}!-/:-@[-`{-~\u166D]/u;
// U+1734 and U+1171E have become marks with a width of their own (Mc).
const MARK = /[\p{Mn}\u1734\u{1171E}]/u;

// The library's canonical order is that of Unicode 9: of the marks newer than 8 it orders these, and it does not
// order three that have an order today.
const ORDERED =
  // biome-ignore lint/suspicious/noMisleadingCharacterClass: marks are what it is about
  /[\u08D4-\u08E1\u1DFB\u{11442}\u{11446}\u{11C3F}\u{1E000}-\u{1E02A}\u{1E944}-\u{1E94A}]/u;
const UNORDERED = /[\u1715\u{16FF0}\u{16FF1}]/u;

/** True for a mark that canonical order does not move. */
export function staysInPlace(char: string): boolean {
  return UNORDERED.test(char) || (isSince(char.codePointAt(0)!) && !ORDERED.test(char));
}

/** Control, format, private use, half of a pair (Cc, Cf, Co, Cs), or U+FFFD. */
export function isControl(char: string): boolean {
  return CONTROL.test(char) && !isSince(char.codePointAt(0)!);
}

export function isPunctuation(char: string): boolean {
  const code = char.codePointAt(0)!;
  return code === 0x111c9 || (PUNCTUATION.test(char) && !isSince(code));
}

/** A mark without a width of its own (Mn): accents, vowel points. */
export function isMark(char: string): boolean {
  return MARK.test(char) && !isSince(char.codePointAt(0)!);
}

/** One character fully decomposed (NFD): into letter and accent, a Hangul syllable into its letters. */
export function decompose(char: string): string {
  return isSince(char.codePointAt(0)!) ? char : char.normalize('NFD');
}
