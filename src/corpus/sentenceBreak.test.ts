import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MARKS, nextBoundary, UNICODE_MARKS } from './sentenceBreak';

/** The ends of the sentences of a text without line breaks. */
function endsOf(text: string, marks = UNICODE_MARKS, caseless = false): number[] {
  const ends: number[] = [];
  for (let at = 0; at < text.length; ) {
    const found = nextBoundary(text, at, text.length, marks, caseless);
    const end = typeof found === 'number' ? found : found.end;
    ends.push(end);
    at = end;
  }
  return ends;
}

const cut = (text: string, caseless = false) => {
  const ends = endsOf(text, MARKS, caseless);
  return ends.map((end, i) => text.slice(ends[i - 1] ?? 0, end).trim());
};

/** Rules SB3 and SB4, which are not `nextBoundary`'s: a line break ends a sentence. */
const LINE = /[^\r\n\u0085\u2028\u2029]*(?:\r\n|[\r\n\u0085\u2028\u2029]|$)/g;
const LINE_BREAK = /(?:\r\n|[\r\n\u0085\u2028\u2029])$/;

function endsOfLines(text: string): number[] {
  return Array.from(text.matchAll(LINE))
    .filter(([line]) => line !== '')
    .flatMap(({ 0: line, index }) => {
      const within = endsOf(line.replace(LINE_BREAK, '')).slice(0, -1);
      return [...within.map((end) => index + end), index + line.length];
    });
}

describe("Unicode's SentenceBreakTest", () => {
  const cases = readFileSync(new URL('sentenceBreak.golden.txt', import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));

  it('is met in every case', () => {
    expect(cases.length).toBe(502);
    for (const line of cases) {
      let text = '';
      const ends: number[] = [];
      for (const part of line.split(' ')) {
        if (part === '÷') ends.push(text.length);
        else if (part !== '×') text += String.fromCodePoint(Number.parseInt(part, 16));
      }
      expect(endsOfLines(text), line).toEqual(ends.slice(1));
    }
  });
});

it("cuts as Node's Intl.Segmenter does", () => {
  const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });
  // Unicode has moved NBSP, and marks that stand before what they belong to, between classes.
  const part = fc.constantFrom(
    ...'. . . ! ? 。 । ։ ؟ ។ ． ( ) " “ ” « » 「 」 , : - – 、 a b A B ß ﬀ ა Ა अ か 𐐀 𐐨 漢 1 ٣ é \u0301 \u200d é Ǆ ǅ'.split(
      ' ',
    ),
    ' ',
    '\t',
    '\u3000',
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 40 }), (parts) => {
      const text = parts.join('');
      const theirs = Array.from(segmenter.segment(text), (s) => s.index + s.segment.length);
      expect(endsOf(text)).toEqual(theirs);
    }),
    { numRuns: 2000 },
  );
});

describe('what is added to the marks of Unicode', () => {
  it.each([
    ['an ellipsis before a capital', ['He waited…', 'Then he left… or so.', 'Well…']],
    ['an ellipsis behind a mark', ['What?…', 'No!…', 'so it is.']],
    ['speech after a dash', ['— Да.', '— Иду.', '— Жду!']],
    ['speech after a dash, indented', [' — Да.', '— Иду.']],
    ['a number that begins a sentence', ['It was fun.', '3 people came.']],
    ['the Greek question mark', ['Τι κάνεις;', 'Πού πας\u037e', 'Καλά.']],
    ['the Armenian colon', ['Արևը շողում է:', 'Մենք տանն ենք:', 'Այո']],
    ['two Ethiopic colons', ['ሰላም ነው፡፡', 'ደህና ነኝ::', 'ጥሩ ነው']],
    ['the shad', ['ང་བོད་པ་ཡིན།', 'ང་བདེ་པོ་ཡིན། །', 'ཡིན']],
  ])('%s', (_, sentences) => {
    expect(cut(sentences.join(' '))).toEqual(sentences.map((sentence) => sentence.trim()));
  });

  it.each([
    ['an ellipsis before a capital without a space', 'Well…Anna left.'],
    ['who said it, after a dash', 'Stay hungry – or not. — Steve Jobs'],
    ['a dash after speech that is quoted', '— «Да!» — Он ушёл'],
    ['a dash without a space', '—¿Qué?—Dijo Ana'],
  ])('leaves %s alone', (_, text) => {
    expect(cut(text)).toEqual([text]);
  });

  it('is added only where it is asked for', () => {
    for (const text of ['It was fun. 3 people came.', '— Да. — Иду.', 'Hi! :)']) {
      expect(endsOf(text)).toEqual([text.length]);
    }
  });

  it('leaves the semicolon and the colon of other scripts alone', () => {
    expect(cut('I came; I saw: it was Α; and so on;')).toHaveLength(2);
    expect(cut('One; two: three')).toHaveLength(1);
  });

  it('leaves the Burmese comma out', () => {
    expect(cut('ကြက်၊ ဘဲ၊ ငုံး ရှိသည်။ အိမ်ပြန်မည်။')).toHaveLength(2);
  });
});

it('looks no further than it is told, and says where it stopped', () => {
  const text = 'One two. Three four. Five.';
  expect(nextBoundary(text, 0, 8, MARKS, false)).toEqual({ mark: 7, markEnd: 8, end: 9 });
  expect(nextBoundary(text, 0, 7, MARKS, false)).toBe(7);
  expect(nextBoundary(text, 9, 10, MARKS, false)).toBe(19);
  expect(nextBoundary('One two', 0, 7, MARKS, false)).toBe(7);
});

it('takes no small letter for a sign that a sentence goes on where all begin so', () => {
  expect(cut('it was at u.s. harbour. we left.', true)).toEqual([
    'it was at u.s.',
    'harbour.',
    'we left.',
  ]);
  expect(cut('it was at u.s. harbour. we left.')).toHaveLength(1);
});
