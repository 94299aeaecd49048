import { decompose, isControl, isMark, isPunctuation } from '../tokenizer/unicodeEight';

const SPELLED = /[\u{20000}-\u{2fa1f}Σ]|\[(?:PAD|UNK|CLS|SEP|MASK)\]/u;

/**
 * False for a text that the JavaScript tokenizer may cut differently from the Rust original, which we
 * follow: there Chinese characters beyond U+FFFF are not set apart, a final capital sigma becomes ς,
 * spelled-out special tokens are special, and the categories of characters are the platform's.
 */
export function isSameInJs(text: string): boolean {
  for (const char of text) {
    if (/\p{Mn}/u.test(char) !== isMark(char)) return false;
    if (char.normalize('NFD') !== decompose(char)) return false;
    if (/[\p{P}!-/:-@[-`{-~]/u.test(char) !== isPunctuation(char)) return false;
    if (/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\uFFFD]/u.test(char) !== isControl(char)) return false;
  }
  return !SPELLED.test(text.normalize('NFC'));
}
