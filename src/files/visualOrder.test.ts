import { describe, expect, it } from 'vitest';
import { pageParagraphs } from './pdfText';
import { fileOf, lettersPdfOf, type Placed, readAll, textOf } from './testFiles';
import {
  IN_DOUBT,
  inReadingOrder,
  isTurned,
  signsOfOrder,
  TURNED,
  turnRound,
  withBrackets,
} from './visualOrder';

const turn = (text: string) => [...text].reverse().join('');
const SHAPES = new Map([
  ['(', ')'],
  [')', '('],
]);

const HEBREW = [
  'שלום לכולם, הספר (של אבי) עלה 12.50 שקלים.',
  'אחרון בסוף המילים הוא Word 97, ואז הכל.',
];
const ARABIC = ['ذهب الولد إلى المدرسة (الكبيرة) في عام 2024.', 'ثم عاد إلى البيت، وأكل كثيرا.'];
const PERSIAN = ['این کتاب را از او گرفتم.', 'هوا امروز خوب است.'];
const URDU = ['یہ کتاب میں نے پڑھی ہے.', 'لوگ گھر میں ہیں.'];

/** As it stands on the page, from the left; brackets are the shapes that are seen. */
const seen = (line: string) =>
  turn(line.replace(/[A-Za-z]+(?: [A-Za-z0-9]+)*|\d+(?:\.\d+)*/g, turn)).replace(
    /[()]/g,
    (bracket) => SHAPES.get(bracket)!,
  );

const pdf = (...pages: Placed[][]) => textOf(fileOf('a.pdf', lettersPdfOf(pages)));
const fromLeft = (texts: readonly string[]) =>
  texts.map((text, i) => ({ x: 72, y: 700 - 14 * i, text }));
/** Parts of lines at their places, the first at the right margin; the space behind each is drawn or left free. */
const fromRight = (texts: readonly string[], split: RegExp, space = '') =>
  texts.flatMap((text, i) => {
    let x = 500;
    return text.split(split).map((part) => {
      x -= 6 * part.length + 6;
      return { x: x + (space ? 0 : 6), y: 700 - 14 * i, text: seen(part + space) };
    });
  });
/** At spaces, but not within a stretch of Latin */
const WORDS = /(?<![A-Za-z]) /;

describe.each([
  ['Hebrew', HEBREW],
  ['Arabic', ARABIC],
  ['Persian', PERSIAN],
  ['Urdu', URDU],
])('a PDF in %s', (_, texts) => {
  const wanted = texts.join(' ');

  it('is read as its lines stand on the page', async () => {
    expect(await pdf(fromRight(texts, /$/))).toBe(wanted);
  });

  it('is put in order where the letters of a line come as they are read, from the left', async () => {
    expect(await pdf(fromLeft(texts))).toBe(wanted);
    const few = 'של אבי';
    expect(await pdf(fromLeft(texts), fromLeft([few]))).toBe(`${wanted}\n\n${few}`);
  });

  it('is read word by word, in whatever order the words come', async () => {
    for (const space of [' ', '']) {
      const words = fromRight(texts, WORDS, space);
      expect(await pdf(words)).toBe(wanted);
      const lines = [700, 686].map((at) => words.filter(({ y }) => y === at).reverse());
      expect(await pdf(lines.flat())).toBe(wanted);
    }
  });

  it('is read letter by letter', async () => {
    const letters = fromRight([texts[1]!.replace(/[^\p{L} ]|[A-Za-z]/gu, '')], WORDS).flatMap(
      ({ x, y, text }) =>
        [...text].map((letter, i) => ({ x: x + 6 * i, y, text: letter })).reverse(),
    );
    expect(await pdf(letters)).toBe(
      texts[1]!.replace(/[^\p{L} ]|[A-Za-z]/gu, '').replace(/ +/g, ' '),
    );
  });
});

describe('a PDF whose letters are placed one by one, as browsers print them', () => {
  /** From the right margin on; an accent takes up no room, and stands before its letter in the file. */
  const placed = (text: string, ligature = '') => {
    let x = 500;
    const pieces = Array.from(
      text.matchAll(new RegExp(`${ligature || '(?!)'}|.`, 'gu')),
      ([str]) => {
        const width = /\p{M}/u.test(str) ? 0 : 6;
        x -= width;
        const shown = str === ligature ? turn(str) : str;
        const at = { transform: [12, 0, 0, 12, width === 0 ? x + 3 : x, 700], width };
        return { ...at, str: shown, height: str === ' ' ? 0 : 12, hasEOL: false };
      },
    );
    return pieces.reverse();
  };

  it.each([
    ['with a ligature that pdf.js swaps', 'رجع الولد إلى البيت، ثم عاد إلى المدرسة.', 'لى'],
    ['with vowel points', 'וְלֹא רָצְתָה אֶת הַסֵּפֶר שֶׁל אִמָּא.', ''],
  ])('%s', (_, text, ligature) => {
    const paragraphs = pageParagraphs(placed(text, ligature));
    expect(paragraphs).toEqual([text]);
    expect(isTurned(signsOfOrder(paragraphs.join('\n')))).toBe(false);
  });

  it('is not taken for backwards because of a ligature', async () => {
    let x = 500;
    const letters = Array.from('رجع إلى بيت'.matchAll(/لى|./gu), ([text]) => {
      x -= 6 * text.length;
      return { x, y: 700, text };
    });
    const file = fileOf('a.pdf', lettersPdfOf([letters.filter(({ text }) => text !== ' ')]));
    expect(await readAll(file)).toMatchObject({ text: 'رجع إلى بيت', notes: [] });
  });
});

describe('a PDF in other scripts', () => {
  it('is left as it is, with a word of Hebrew in it too', async () => {
    const text = 'He said שלום to us (twice).';
    expect(await pdf(fromLeft([text.replace('שלום', turn('שלום'))]))).toBe(text);
  });

  it('has a phrase of Arabic in order, letter by letter', () => {
    const letter = (str: string, i: number) => ({
      ...{ str, transform: [12, 0, 0, 12, 72 + 6 * i, 700], width: 6, height: 12 },
      hasEOL: false,
    });
    const line = [...'It is called باتك اذه.'].map(letter);
    expect(pageParagraphs(line)).toEqual(['It is called هذا كتاب.']);
    const other = [...'a باتك اذه letter'].map(letter);
    expect(pageParagraphs(other)).toEqual(['a هذا كتاب letter']);
  });
});

describe('plain text', () => {
  it.each([
    ['Hebrew', HEBREW],
    ['Arabic', ARABIC],
  ])('in %s is put in order where its lines are as seen, from the left', async (_, texts) => {
    const whole = [...texts, 'In English (too).', ''].join('\n').repeat(3);
    const lines = whole.split('\n').map((line) => (/^I/.test(line) ? line : seen(line)));
    expect(await textOf(fileOf('a.txt', lines.join('\n')))).toBe(whole);
    expect(await textOf(fileOf('a.txt', whole))).toBe(whole);
  });

  it('is put in order wherever its parts end', async () => {
    const whole = `${HEBREW.map(seen).join('\n')}\n`.repeat(4);
    const parts = async function* () {
      yield whole.slice(0, whole.length - 25);
      yield whole.slice(-25, -10);
      yield whole.slice(-10);
    };
    let text = '';
    for await (const part of inReadingOrder(parts())) text += part;
    expect(text).toBe(`${HEBREW.join('\n')}\n`.repeat(4));
  });
});

describe('the reader', () => {
  const notes = async (lines: readonly string[]) =>
    (await readAll(fileOf('a.txt', lines.join('\n')))).notes;

  it('is told that the letters were turned round, or that they may have to be', async () => {
    expect(await notes(HEBREW)).toEqual([]);
    expect(await notes(['It rains.', 'It pours.'])).toEqual([]);
    expect(await notes(HEBREW.map(seen))).toEqual([TURNED]);
    expect(await notes([...HEBREW, ...HEBREW.map(turn)])).toEqual([IN_DOUBT]);
    const { notes: ofPdf } = await readAll(fileOf('a.pdf', lettersPdfOf([fromLeft(HEBREW)])));
    expect(ofPdf).toEqual([TURNED]);
  });
});

describe('signs of the order of letters', () => {
  it.each([
    [HEBREW.join(' '), false],
    [turn(HEBREW.join(' ')), true],
    [turn(ARABIC.join(' ')), true],
    ['أولا مثلا', undefined],
    ['של אבי', undefined],
    ['It rains.', undefined],
    ['', undefined],
  ])('%s: %s', (text, turned) => {
    expect(isTurned(signsOfOrder(text))).toBe(turned);
  });

  it('are turned with numbers and words of other scripts in their own order', () => {
    expect(turnRound('.Word 97 אוה 12.50 ,10% ןורחא')).toBe('אחרון 10%, 12.50 הוא Word 97.');
  });

  it.each([
    ['a )b( c', 'a (b) c'],
    ['a (b) c', 'a (b) c'],
    ['a) b', 'a) b'],
    ['(a) b) c (d', '(a) b) c (d'],
  ])('brackets %s: %s', (line, right) => {
    expect(withBrackets(line)).toBe(right);
  });
});
