import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ALONE, charClass, OTHER, REMOVED } from './charClass';
import { isSpace, nextWord, words } from './preTokenize';

const parts = (text: string) => words(text).map(({ start, end }) => text.slice(start, end));

/** Half of them Latin, Greek and their like */
const anyChar = fc.oneof(fc.nat(0x3ff), fc.nat(0x10ffff)).map((code) => String.fromCodePoint(code));

describe('nextWord', () => {
  it('takes a sign with a stroke for the letter that they are together', () => {
    expect(parts('a=\u0338b =\u0301c <\u0323\u0338')).toEqual([
      'a=\u0338b',
      '=',
      '\u0301c',
      '<\u0323\u0338',
    ]);
    expect(parts('a>\u0338b a=b =あ')).toEqual(['a>\u0338b', 'a', '=', 'b', '=', 'あ']);
  });

  it('parts words at white space, punctuation and Chinese characters', () => {
    expect(parts("Don't  stop, 3.5 %!")).toEqual([
      'Don',
      "'",
      't',
      'stop',
      ',',
      '3',
      '.',
      '5',
      '%',
      '!',
    ]);
    expect(parts('ab中文cd')).toEqual(['ab', '中', '文', 'cd']);
    expect(parts('a\u{20000}b')).toEqual(['a', '\u{20000}', 'b']);
  });

  it('takes half of a character for none', () => {
    expect(parts('\ud840a \ud840\ue000b \udc00c')).toEqual(['a', 'b', 'c']);
    expect(parts('a\udc00b \udc00\udc00c')).toEqual(['a\udc00b', 'c']);
    expect(parts('\u{10000}')).toEqual(['\u{10000}']);
  });

  it('passes over removed characters without ending the word', () => {
    expect(parts('\ufeffab\u00adcd\u200b e')).toEqual(['ab\u00adcd', 'e']);
    expect(parts('\0\u200d')).toEqual([]);
  });

  it('stays within its bounds', () => {
    const span = { start: 0, end: 0 };
    expect(nextWord('hello', 1, 3, span)).toBe(true);
    expect(span).toEqual({ start: 1, end: 3 });
    expect(nextWord('a   ', 1, 4, span)).toBe(false);
    expect(span).toEqual({ start: 1, end: 3 }); // as it was
    // The mark that makes a letter of the sign is not within them.
    expect(nextWord('a=\u0338', 0, 2, span)).toBe(true);
    expect(span).toEqual({ start: 0, end: 1 });
    // Nor is the second half of the character.
    expect(nextWord('\u{20000}', 0, 1, span)).toBe(false);
    expect(nextWord('a\u{20000}', 0, 2, span)).toBe(true);
    expect(span).toEqual({ start: 0, end: 1 });
  });

  it('covers every character that is neither space nor removed exactly once', () => {
    fc.assert(
      fc.property(fc.array(anyChar, { maxLength: 60 }), (chars) => {
        const text = chars.join('');
        const times = new Uint8Array(text.length);
        for (const { start, end } of words(text)) for (let i = start; i < end; i++) times[i]!++;
        let at = 0;
        for (const char of text) {
          const kind = charClass(char.codePointAt(0)!);
          // A removed character may stand inside a word.
          if (kind === REMOVED) times[at] = 0;
          else if (times[at] !== Number(kind === OTHER || kind === ALONE)) return false;
          at += char.length;
        }
        return times.every((count) => count <= 1);
      }),
    );
  });
});

it('isSpace: what separates words', () => {
  expect([' ', '\n', '\u00a0', 'a', '.', '\u200b'].map((c) => isSpace(c.charCodeAt(0)))).toEqual([
    ...[true, true, true, false, false, false],
  ]);
});
