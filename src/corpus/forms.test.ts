import { describe, expect, it } from 'vitest';
import { withoutForms } from './forms';

describe('withoutForms', () => {
  it.each([
    [
      'ligatures of printers',
      'ﬁnd ﬂoor oﬀ oﬃce baﬄe ﬅ ﬆep',
      'find floor off office baffle st step',
    ],
    ['Armenian ones', '\ufb13 \ufb17', 'մն մխ'],
    ['Arabic, all four forms', '\ufeed\ufedf\ufeea \ufe9f\ufee3\ufef4\ufede', 'وله جميل'],
    ['lam and alef', '\ufefb \ufef5 \ufef7 \ufef9', 'لا لآ لأ لإ'],
    ['Persian and Urdu letters', '\ufb58\ufb7c\ufb94\ufbff \ufbaf', 'پچگی ے'],
    ['ligatures of two and three', '\ufc00 \ufd50 \ufdf2', 'ئج تجم الله'],
    [
      'vowel signs, behind their letter',
      '\u0628\ufe70\u0628\ufe71\ufe7c\ufcf2',
      '\u0628\u064b\u0628\u064b\u0651\u064e\u0651',
    ],
    ['Hebrew', '\ufb21\ufb4f\ufb2a\ufb1d', '\u05d0\u05d0\u05dc\u05e9\u05c1\u05d9\u05b4'],
    ['radicals', '\u2f47\u672c\u2f08', '日本人'],
  ])('%s', (_, before, after) => {
    expect(withoutForms(before)).toBe(after);
    expect(withoutForms(after)).toBe(after);
  });

  it.each([
    'ﷺ ﷻ ﷼ ﷽ \ufd3e1\ufd3f',
    'الله \u0640 \ufeff',
    '½ ² ㎏ ① Ｗｉｄｅ ﾃｷｽﾄ ǆ ĳ ŉ',
    'plain',
    'e\u0301',
  ])('leaves %s alone', (text) => {
    expect(withoutForms(text)).toBe(text);
  });
});
