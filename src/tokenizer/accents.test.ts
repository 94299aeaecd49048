import { describe, expect, it } from 'vitest';
import { isPlain, withoutAccents } from './accents';

/** Letters one after the other, stripped: each that is left, and its place. */
function stripped(...chars: string[]): string[] {
  let at = 0;
  const letters = chars.map((char) => {
    at += char.length;
    return { char, from: at - char.length, to: at };
  });
  return withoutAccents(letters).map(({ char, from, to }) => `${char} ${from}-${to}`);
}

// Marks that have a width of their own, so they are not stripped, in canonical order: of classes 216, 224 and 226.
const [STEM, DOT, FLAG] = ['\u{1d165}', '\u302e', '\u{1d16d}'] as const;
const IOTA = '\u0345';

describe('withoutAccents', () => {
  it('leaves the letter, with the place of both', () => {
    expect(stripped('é', 'x')).toEqual(['e 0-1', 'x 1-2']);
    expect(stripped('e', '\u0301', '\u0302', 'x')).toEqual(['e 0-3', 'x 3-4']);
    expect(stripped('\u0301', 'a')).toEqual(['a 1-2']);
    expect(stripped('한')).toEqual(['\u1112 0-1', '\u1161 0-1', '\u11ab 0-1']);
  });

  it('puts what is left in canonical order, each in the place of the one that stood there', () => {
    expect(stripped('a', DOT, STEM)).toEqual(['a 0-1', `${STEM} 1-2`, `${DOT} 2-4`]);
    expect(stripped('a', STEM, DOT)).toEqual(['a 0-1', `${STEM} 1-3`, `${DOT} 3-4`]);
    const marks = (...chars: string[]) =>
      stripped('a', ...chars).map((place) => place.split(' ')[0]);
    expect(marks(FLAG, DOT, STEM)).toEqual(['a', STEM, DOT, FLAG]);
    expect(marks(FLAG, STEM, DOT)).toEqual(['a', STEM, DOT, FLAG]);
    // Marks of one class stay as they are.
    expect(marks('\u302f', DOT)).toEqual(['a', '\u302f', DOT]);
    expect(marks(DOT, DOT, STEM)).toEqual(['a', STEM, DOT, DOT]);
  });

  it('moves marks past an accent of the last class, but not past a letter', () => {
    expect(stripped('α', FLAG, IOTA, STEM).map((place) => place.split(' ')[0])).toEqual([
      ...['α', STEM, FLAG],
    ]);
    for (const between of ['b', '\u093f', '\u{16ff0}']) {
      const chars = ['a', DOT, DOT, between, STEM];
      expect(stripped(...chars).map((place) => place.split(' ')[0])).toEqual(chars);
    }
    // The Rust library does not order this one, though Unicode does today.
    expect(stripped('a', DOT, '\u{16ff0}')).toEqual(['a 0-1', `${DOT} 1-2`, '\u{16ff0} 2-4']);
  });
});

it('isPlain: nothing to decompose, and no accent', () => {
  expect(['abc', 'ß', '', 'é', 'e\u0301', '한', '\u0301'].map(isPlain)).toEqual([
    ...[true, true, true, false, false, false, false],
  ]);
});
