import { describe, expect, it } from 'vitest';
import { ALONE, charClass, OTHER, REMOVED, SPACE } from './charClass';

const classOf = (char: string) => charClass(char.codePointAt(0)!);

describe('charClass', () => {
  it.each([
    ['a', OTHER],
    ['7', OTHER],
    ['é', OTHER],
    ['\u0301', OTHER], // a combining accent belongs to its letter
    ['😀', OTHER],
    ['\ufe0f', OTHER],
    ['€', OTHER], // a symbol outside ASCII is no punctuation for BERT
    ['$', ALONE],
    ['^', ALONE],
    ['.', ALONE],
    ['—', ALONE],
    ['«', ALONE],
    ['。', ALONE],
    ['中', ALONE],
    ['\u{20000}', ALONE],
    ['あ', OTHER], // kana are no Chinese characters
    [' ', SPACE],
    ['\t', SPACE],
    ['\n', SPACE],
    ['\r', SPACE],
    ['\u00a0', SPACE],
    ['\u3000', SPACE],
    ['\0', REMOVED],
    ['\u000b', REMOVED], // a vertical tab is white space, but a control character first
    ['\u0085', REMOVED],
    ['\u00ad', REMOVED],
    ['\u200d', REMOVED],
    ['\ufeff', REMOVED],
    ['\ufffd', REMOVED],
    ['\ue000', REMOVED],
    ['\ud800', REMOVED],
  ])('%j', (char, kind) => {
    expect(classOf(char)).toBe(kind);
    expect(classOf(char)).toBe(kind); // the second time from the table
  });

  it('keeps the gap that the Rust library has', () => {
    expect(charClass(0x2b820)).toBe(OTHER);
    expect(charClass(0x2b920)).toBe(ALONE);
  });
});
