import { describe, expect, it } from 'vitest';
import { goesOn, joinLines, type PdfPiece, pageParagraphs } from './pdfText';

const piece = (str: string, x: number, y: number, height = 10, hasEOL = true): PdfPiece => ({
  str,
  transform: [height, 0, 0, height, x, y],
  width: (str.length * height) / 2,
  height,
  hasEOL,
});

/** Lines at the left margin, each this far below the one before. */
const lines = (...placed: [drop: number, text: string][]) => {
  let y = 800;
  return placed.map(([drop, text]) => {
    y -= drop;
    return piece(text, 72, y);
  });
};

describe('pageParagraphs', () => {
  it('joins the pieces of a line and the lines of a paragraph', () => {
    const pieces = [piece('It', 72, 700, 10, false), piece(' ', 80, 700, 0, false)];
    expect(pageParagraphs([...pieces, piece('rains', 84, 700), piece('again.', 72, 688)])).toEqual([
      'It rains again.',
    ]);
  });

  it('begins one at a gap, whatever the spacing', () => {
    const spaced = (close: number) =>
      pageParagraphs(
        lines([0, 'a'], [close, 'b'], [2 * close, 'c'], [close, 'd'], [close, 'e'], [close, 'f']),
      );
    expect(spaced(12)).toEqual(['a b', 'c d e f']);
    expect(spaced(24)).toEqual(['a b', 'c d e f']);
    expect(pageParagraphs(lines([0, 'a'], [24, 'b']))).toEqual(['a', 'b']);
  });

  it('begins one at an indent after a sentence, and where letters grow or shrink', () => {
    const indented = [
      piece('It ended.', 72, 700),
      piece('It began', 92, 688),
      piece('so.', 72, 676),
    ];
    expect(pageParagraphs(indented)).toEqual(['It ended.', 'It began so.']);
    const heading = [piece('A title', 72, 700, 16), piece('Text', 72, 685), piece('on.', 72, 673)];
    expect(pageParagraphs(heading)).toEqual(['A title', 'Text on.']);
  });

  it('goes on in the next column unless a sentence ended', () => {
    const columns = (end: string) => [
      piece('It rains', 72, 112),
      piece(end, 72, 100),
      piece('so.', 300, 700),
    ];
    expect(pageParagraphs(columns('and'))).toEqual(['It rains and so.']);
    expect(pageParagraphs(columns('now.'))).toEqual(['It rains now.', 'so.']);
  });

  it('begins one at each item of a list', () => {
    const list = lines([0, 'Buy:'], [12, '• milk, and'], [12, 'butter'], [12, '• eggs']);
    expect(pageParagraphs(list)).toEqual(['Buy:', '• milk, and butter', '• eggs']);
  });

  it('leaves out the number of the page, and pages without text', () => {
    expect(pageParagraphs(lines([0, '12'], [30, 'It rains.'], [500, '– 12 –']))).toEqual([
      'It rains.',
    ]);
    expect(pageParagraphs(lines([0, '1984']))).toEqual(['1984']);
    expect(pageParagraphs([])).toEqual([]);
    expect(pageParagraphs([piece(' ', 72, 700)])).toEqual([]);
  });
});

describe('a line from right to left', () => {
  it('has accents behind their letters, at the left end too', () => {
    // As pdf.js reads what Chrome draws: each accent before its letter, and the end of the line above at the first.
    const glyph = (str: string, x: number, y: number, width = 6, hasEOL = false): PdfPiece => ({
      ...piece(str, x, y, 12, hasEOL),
      width,
    });
    const pieces = [
      ...[glyph('م', 488, 700), glyph('ث', 494, 700)],
      ...[glyph('\u064c', 475.3, 684.8, 0, true), glyph('د', 476, 686), glyph('\0', 482.2, 684, 0)],
      ...[glyph('\u064e', 482.3, 684.8, 0), glyph('م', 482, 686), glyph(' ', 488, 686, 5)],
      ...[glyph('ح', 493, 686)],
    ];
    expect(pageParagraphs(pieces)).toEqual(['ثم ح م\u064eد\u064c']);
  });
});

describe('joinLines', () => {
  it.each([
    ['exam-', 'ple', 'example'],
    ['größ‐', 'te', 'größte'],
    ['exam\u00ad', 'ple', 'example'],
    ['Baden-', 'Baden', 'Baden-Baden'],
    ['1914-', '1918', '1914- 1918'],
    ['he said -', 'and left', 'he said - and left'],
    ['今天下', '雨。', '今天下雨。'],
    ['it', 'rains', 'it rains'],
  ])('%s, %s: %s', (first, second, joined) => {
    expect(joinLines(first, second)).toBe(joined);
  });
});

describe('goesOn', () => {
  it.each([
    ['and every', 'one goes', true],
    ['and every', 'One goes', false],
    ['It ended.', 'one goes', false],
    ['“It ended.”', 'one goes', false],
  ])('%s | %s: %s', (last, first, does) => {
    expect(goesOn(last, first)).toBe(does);
  });
});
