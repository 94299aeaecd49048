import { describe, expect, it } from 'vitest';
import { composed, composedLetters } from './compose';

const places = (word: string) =>
  composedLetters(word).map(({ char, from, to }) => `${char} ${from}-${to}`);

describe('composed', () => {
  it.each([
    ['cafe\u0301', 'café'],
    ['Vie\u0323\u0302t', 'Việt'],
    ['\u1112\u1161\u11ab\u1100\u1173\u11af', '한글'],
    ['\u212b \u212a \u2126', 'Å K Ω'],
    ['\u0915\u093c', '\u0915\u093c'],
    ['\u0958', '\u0915\u093c'],
    ['\ufb2a', '\u05e9\u05c1'],
    ['\u05d1\u05bc\u05b0', '\u05d1\u05b0\u05bc'],
    ['\uf900 \u{2f800}', '\u8c48 \u4e3d'],
    ['ก\u0e33 ກ\u0eb3', 'ก\u0e33 ກ\u0eb3'],
    ['\u0f73 \u{1d15e} ½ ² ﬁ', '\u0f71\u0f72 \u{1d157}\u{1d165} ½ ² ﬁ'],
  ])('%s: %s', (before, after) => {
    expect(composed(before)).toBe(after);
    expect(composed(after)).toBe(after);
  });

  it('leaves apart what came after the tables of the Rust library', () => {
    expect(composed('e\u0301\u{11935}\u{11930}')).toBe('é\u{11935}\u{11930}');
    expect(composed('\u{16d67}\u{16d67} \u{105d2}\u0307')).toBe(
      '\u{16d67}\u{16d67} \u{105d2}\u0307',
    );
  });
});

describe('composedLetters', () => {
  it('knows what each character was made of', () => {
    expect(places('e\u0301a')).toEqual(['é 0-2', 'a 2-3']);
    expect(places('\u1112\u1161\u11abx')).toEqual(['한 0-3', 'x 3-4']);
    expect(places('\u0958\u093f')).toEqual(['\u0915 0-1', '\u093c 0-1', '\u093f 1-2']);
    expect(places('\u0995\u09c7\u09be\u09dc')).toEqual([
      '\u0995 0-1',
      '\u09cb 1-3',
      '\u09a1 3-4',
      '\u09bc 3-4',
    ]);
    expect(places('e\u0301\u0302')).toEqual(['é 0-2', '\u0302 2-3']);
    expect(places('a\u0307\u0323')).toEqual(['ạ 0-2', '\u0307 2-3']);
    expect(places('😀é')).toEqual(['😀 0-2', 'é 2-3']);
    expect(places('')).toEqual([]);
  });

  it('keeps the places of what stands before and after the change', () => {
    // An accent that is written in another way, in two, or in the other order
    expect(places('q\u0340')).toEqual(['q 0-1', '\u0300 1-2']);
    expect(places('q\u0344\u0345')).toEqual(['q 0-1', '\u0308 1-2', '\u0301 1-2', '\u0345 2-3']);
    expect(places('q\u0301\u0323')).toEqual(['q 0-1', '\u0323 1-2', '\u0301 2-3']);
    expect(places('e\u0301\u0327\u0345')).toEqual([...['ȩ 0-2', '\u0301 2-3', '\u0345 3-4']]);
    expect(places('\u0301e\u0301')).toEqual(['\u0301 0-1', 'é 1-3']);
  });
});
