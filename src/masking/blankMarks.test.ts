import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeMarks, readMarks } from './blankMarks';

/** The text with each blank as ▯. */
function read(written: string): string {
  const { text, marks } = readMarks(written);
  let shown = '';
  let at = 0;
  for (const { start, end } of marks) {
    shown += `${text.slice(at, start)}▯`;
    at = end;
  }
  return shown + text.slice(at);
}

describe('what is a blank', () => {
  it.each([
    ...['[MASK]', '[mask]', '[Mask]', '[ MASK ]', '[MASK_1]', '[MASK1]', '[MASK 12]', '[BLANK]'],
    ...['<mask>', '<MASK>', '< mask >', '<mask_1>', '<|mask|>', '<extra_id_0>', '{mask}'],
    ...[
      '{{mask}}',
      '{{ blank }}',
      '［MASK］',
      '［ＭＡＳＫ］',
      '＜mask＞',
      '【MASK】',
      '［ＭＡＳＫ１］',
    ],
    ...['[MASKED]', '[mask:1]', '<mask/>', '<gap>', '[GAP 2]'],
    ...['___', '________________', '__', '＿＿＿', '＿＿', '_＿_', '▁▁▁', '□□', '████'],
    ...['_ _ _', '_ _ _ _ _ _', '﹍﹍', '‗‗‗', '■■', '⬜⬜', '▢▢'],
  ])('%s, wherever it stands', (mark) => {
    expect(read(`The ${mark} is late.`)).toBe('The ▯ is late.');
    expect(read(`(${mark}), “${mark}”!`)).toBe('(▯), “▯”!');
    expect(read(`我喜欢${mark}。`)).toBe('我喜欢▯。');
    expect(read(mark)).toBe('▯');
  });

  it.each([
    ['un___able', 'un▯able'],
    ['un[MASK]able', 'un▯able'],
    ['나는 ___를', '나는 ▯를'],
    ['나는 __를 __에서', '나는 ▯를 ▯에서'],
    ['_ ___ _', '_ ▯ _'],
    ['これは__です', 'これは▯です'],
    ['ฉันรัก__', 'ฉันรัก▯'],
    ['l’__.', 'l’▯.'],
    ['[MASK][MASK] ___', '▯▯ ▯'],
    ['[[MASK]]', '[▯]'],
  ])('%s is %s', (written, shown) => {
    expect(read(written)).toBe(shown);
  });

  it.each([
    ...['_x_', '_x', 'a_b', '__init__', 'snake__case', 'a__b', '__имя__', '2__3', 'é__'],
    ...['[mask', 'mask', '(mask)', '[UNK]', '[CLS]', '<mask', 'mask]', '[a]', '[1]', '○', '▁the'],
    ...['-', '--', '——', '..', 'Wait...', '...and', 'Wait…', 'f()', 'a[]', 'well---no', '.'],
    ...['?', 'What?', 'What??', '(1)', '**bold**', 'a ** b', 'f***', '. .', '「猫」', '（猫）'],
  ])('%s is text', (written) => {
    expect(read(written)).toBe(written);
  });

  it.each([
    ['Ich gehe ... Hause.', 'Ich gehe ▯ Hause.'],
    ['Ich … nach ….', 'Ich ▯ nach ▯.'],
    ['我喜欢……。', '我喜欢▯。'],
    ['The ------- is late.', 'The ▯ is late.'],
    ['日本の首都は（　　）です。', '日本の首都は▯です。'],
    ['The ( ) is late.', 'The ▯ is late.'],
    ['The {} is [].', 'The ▯ is ▯.'],
    ['The _ is late.', 'The ▯ is late.'],
    ['我喜欢＿。', '我喜欢▯。'],
    ['The _ _ is late.', 'The ▯ ▯ is late.'],
    ['一□定', '一▯定'],
    ['The [...] is (…).', 'The ▯ is ▯.'],
    ['The [?] is ???.', 'The ▯ is ▯.'],
    ['The . . . is late.', 'The ▯ is late.'],
    ['私は「　」が好き。', '私は▯が好き。'],
    ['私は〇〇が・・・。', '私は▯が▯。'],
    ['他是――――。', '他是▯。'],
    ['나는 (  )를 봐.', '나는 ▯를 봐.'],
    ['The *** is late.', 'The ▯ is late.'],
  ])('%s is %s, as it has no other blank', (written, shown) => {
    expect(read(written)).toBe(shown);
    expect(read(`${written} ___`)).toBe(`${written} ▯`);
  });
});

describe('a backslash', () => {
  it.each([
    ['\\___ and ___', '___ and ▯'],
    ['\\[MASK] [MASK]', '[MASK] ▯'],
    ['un\\___able', 'un___able'],
    ['\\__init__', '__init__'],
    ['Der Hund \\... laut', 'Der Hund ... laut'],
    ['\\\\___', '\\▯'],
    ['\\\\\\___', '\\___'],
    ['\\alpha \\n \\\\ \\', '\\alpha \\n \\\\ \\'],
  ])('%s is %s', (written, shown) => {
    expect(read(written)).toBe(shown);
  });
});

describe('escapeMarks', () => {
  it('leaves alone what is read as text in any case', () => {
    for (const text of ['__init__ and snake__case', 'Wait... what?', 'C:\\x', '[UNK] _', 'f()']) {
      expect(escapeMarks(text, true, false)).toBe(text);
    }
    expect(escapeMarks('a ... b', true, false)).toBe('a ... b');
    expect(escapeMarks('a ... b', false, false)).toBe('a \\... b');
    expect(escapeMarks('a ___ b\\', true, true)).toBe('a \\___ b\\\\');
  });

  it('writes any text so that it is read back, before a blank and after one', () => {
    const unit = fc.constantFrom(
      ...['_', '\\', '[MASK]', '[', ' ', 'mask', ']', '{', '}', '.', '…', '(', ')', '-', 'a', '我'],
      ...['<mask>', '＿', '1', '\u0301', '😀', '\ud800', '?', '*', '□', '〇', '・', '를'],
    );
    const any = fc.string({ unit, maxLength: 12 });
    fc.assert(
      fc.property(any, any, fc.constantFrom('[MASK]', '[MASK] [MASK]'), (before, after, mark) => {
        const written = escapeMarks(before, true, true) + mark + escapeMarks(after, true, false);
        expect(readMarks(written).text).toBe(before + mark + after);
        expect(readMarks(written).marks.length).toBe(mark.length > 6 ? 2 : 1);
        expect(readMarks(escapeMarks(before, false, false))).toEqual({ text: before, marks: [] });
      }),
      { numRuns: 200 },
    );
  });
});
