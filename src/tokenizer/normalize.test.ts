import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { composed } from './compose';
import { isTooLong, keptRange, normalizeWord, wordsWithin } from './normalize';

const kept = { doLowerCase: false, stripAccents: false };
/** Half of them Latin, Greek and their like */
const anyChar = fc
  .oneof(fc.nat(0x3ff), fc.nat(0x10ffff))
  .map((code) => (code >= 0xd800 && code < 0xe000 ? 'ö' : String.fromCodePoint(code)));
const lower = { doLowerCase: true, stripAccents: false };

describe('normalizeWord', () => {
  it('lower-cases and keeps accents', () => {
    expect(normalizeWord('ÄÉÇ', lower)).toEqual({ text: 'äéç' });
    expect(normalizeWord('ÄÉÇ', kept)).toEqual({ text: 'ÄÉÇ' });
  });

  it('lower-cases sigma without looking at its neighbours', () => {
    expect(normalizeWord('ΛΟΓΟΣ', lower).text).toBe('λογοσ');
  });

  it('strips accents, of every script, before it lower-cases', () => {
    const plain = (raw: string) =>
      normalizeWord(raw, { doLowerCase: true, stripAccents: true }).text;
    expect(plain('Größe')).toBe('große');
    expect(plain('Đặng')).toBe('đang');
    expect(plain('İI')).toBe('ii');
    expect(plain('שָׁלוֹם')).toBe('שלום');
    expect(plain('한')).toBe('\u1112\u1161\u11ab');
    expect(plain('\u0301')).toBe('');
  });

  it('finds the way back where accents were stripped', () => {
    const stripped = { doLowerCase: false, stripAccents: true };
    const { text, from, to } = normalizeWord('e\u0301é한', stripped);
    expect(text).toBe('ee\u1112\u1161\u11ab');
    expect(Array.from(from!)).toEqual([0, 2, 3, 3, 3]);
    expect(Array.from(to!)).toEqual([2, 3, 4, 4, 4]);
    expect(normalizeWord('ß', stripped)).toEqual({ text: 'ß' });
  });

  it('gives a letter its one spelling, and the place of all that it is made of', () => {
    const { text, from, to } = normalizeWord('xCafe\u0301s', lower);
    expect(text).toBe('xcafés');
    expect(Array.from(from!)).toEqual([0, 1, 2, 3, 4, 6]);
    expect(Array.from(to!)).toEqual([1, 2, 3, 4, 6, 7]);
    expect(normalizeWord('café', lower)).toEqual({ text: 'café' });
    const stripped = normalizeWord('שָׁלוֹם', { doLowerCase: false, stripAccents: true });
    expect(stripped.text).toBe('שלום');
    expect(Array.from(stripped.to!)).toEqual([3, 4, 6, 7]);
  });

  it('finds the words that a word is without its accents', () => {
    expect(wordsWithin('a≠b', { doLowerCase: true, stripAccents: true })).toEqual(['a', '≠', 'b']);
    expect(wordsWithin('a≠b', lower)).toEqual(['a≠b']);
    expect(wordsWithin('a\u1fefb', lower)).toEqual(['a', '\u1fef', 'b']);
  });

  it('finds the way back where a character is removed or grows', () => {
    const { text, from, to } = normalizeWord('a\u00adİ😀b', lower);
    expect(text).toBe('ai\u0307😀b');
    expect(Array.from(from!)).toEqual([0, 2, 2, 3, 3, 5]);
    expect(Array.from(to!)).toEqual([1, 3, 3, 5, 5, 6]);
  });

  it('is the same character by character as all at once', () => {
    fc.assert(
      fc.property(fc.array(anyChar, { maxLength: 10 }), (chars) => {
        const raw = chars.join('');
        const whole = normalizeWord(raw, lower);
        const parts = Array.from(composed(raw), (char) => normalizeWord(char, lower).text);
        expect(whole.text).toBe(parts.join(''));
        if (whole.from === undefined) expect(whole.text.length).toBe(raw.length);
      }),
    );
  });
});

describe('keptRange', () => {
  const stripped = { doLowerCase: false, stripAccents: true };
  const raw = '\u00ad\u0301a\u00adbe\u0301\u00ad';

  it('is from the first character that is kept to the last, with its accents', () => {
    expect(keptRange(raw, kept)).toEqual({ start: 1, end: 7 });
    expect(keptRange(raw, stripped)).toEqual({ start: 2, end: 7 });
    expect(keptRange('😀', stripped)).toEqual({ start: 0, end: 2 });
  });

  it('is empty, at the end, where nothing is kept', () => {
    expect(keptRange('\u00ad\u00ad', kept)).toEqual({ start: 2, end: 2 });
    expect(keptRange('\u0301\u00ad', stripped)).toEqual({ start: 2, end: 2 });
  });
});

describe('isTooLong', () => {
  it('counts the characters that are kept, 100 if there is no other limit', () => {
    expect(isTooLong('a'.repeat(100), kept)).toBe(false);
    expect(isTooLong('a'.repeat(101), kept)).toBe(true);
    expect(isTooLong('😀\u00ad'.repeat(100), kept)).toBe(false);
    expect(isTooLong('a'.repeat(101), kept, 2)).toBe(false);
    expect(isTooLong('abc', { ...kept, maxWordChars: 2 })).toBe(true);
  });

  it('counts accents that stay', () => {
    const accented = 'q\u0301'.repeat(51);
    expect(isTooLong(accented, kept)).toBe(true);
    expect(isTooLong(accented, { ...kept, stripAccents: true })).toBe(false);
  });
});
