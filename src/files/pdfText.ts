import { hasRightToLeft, isRightToLeft, turnRound, withBrackets } from './visualOrder';

/** A piece of a page's text as pdf.js gives it: [a, b, c, d, x, y] places it, y upwards. */
export interface PdfPiece {
  readonly str: string;
  readonly transform: readonly number[];
  readonly width: number;
  readonly height: number;
  readonly hasEOL: boolean;
}

interface Line {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly height: number;
}

/** A gap this many times that between close lines begins a paragraph. */
const WIDE = 1.35;
/** Close lines are no further apart, in heights: on a page with a handful of gaps or more, and with fewer. */
const CLOSE = { many: 2.6, few: 1.4 };
const HANDFUL = 5;
/** Letters this many times larger, or smaller, are a heading or its text. */
const OTHER_SIZE = 1.2;
/** The first line of a paragraph may be indented by so many heights; more is another column. */
const INDENT = { least: 0.5, most: 5 };

/** A gap of so many heights between pieces of a line is a space. */
const SPACE = 0.1;

const SENTENCE_END = /[.!?…:。！？]["'”’»)\]]*$/u;
const HYPHENATED = /\p{L}[-\u2010\u00ad]$/u;
const PAGE_NUMBER = /^[-–—\s]*\d{1,4}[-–—\s]*$/;
const LIST_ITEM = /^[•▪◦‣·∙■□●○–—-]\s/;
const ACCENTS = /^\s*\p{M}+$/u;
/** An Arabic ligature of two letters whose parts pdf.js has swapped: this letter only ends words. */
const SWAPPED = /^\u0649\p{L}$/u;
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}，。、！？：；]/u;

const collapsed = (text: string) => text.replaceAll('\0', '').replace(/\s+/g, ' ').trim();

const leftOf = ({ transform }: PdfPiece) => transform[4]!;
const rightOf = (piece: PdfPiece) => leftOf(piece) + piece.width;
/** Whether it holds letters, most of them of a script that runs from left to right. */
const isLatin = (text: string) => /\p{L}/u.test(text) && !isRightToLeft(text);
const dropOf = (a: PdfPiece, b: PdfPiece) => a.transform[5]! - b.transform[5]!;
/** An accent takes up no room, so it says nothing of the room between letters. */
const isOnLetter = ({ str, width }: PdfPiece) => width === 0 || ACCENTS.test(str);
const isLevel = ({ transform }: PdfPiece) => Math.abs(transform[1]!) < Math.abs(transform[0]!);

/**
 * Pieces as they are read: as they come where they go to the left, else from the last on, but words of other scripts
 * among them as they come. An accent may stand a little to either side of its letter.
 */
function fromTheRight(pieces: readonly PdfPiece[]): readonly PdfPiece[] {
  const steps = pieces.slice(1).map((piece, i) => Math.sign(leftOf(piece) - leftOf(pieces[i]!)));
  if (steps.reduce((sum, step) => sum + step, 0) < 0) return pieces;
  const ordered: PdfPiece[] = [];
  let others = 0;
  for (const piece of [...pieces].reverse()) {
    others = isLatin(piece.str) ? others + 1 : 0;
    ordered.splice(others > 0 ? ordered.length - others + 1 : ordered.length, 0, piece);
  }
  return ordered;
}

/**
 * What stands in pieces that run from right to left. pdf.js puts the letters of a piece in order where it sees one
 * that does, but not the pieces, and sees no space where the next word stands to the left.
 */
function fromRightToLeft(pieces: readonly PdfPiece[], turned: boolean): string {
  if (turned) {
    return pieces.map(({ str }) => (hasRightToLeft(str) ? turnRound(str) : str)).join('');
  }
  const written = pieces.filter(({ str }) => str.trim() !== '');
  if (!written.every(isLevel)) return pieces.map(({ str }) => str).join('');
  let text = '';
  let before: PdfPiece | undefined;
  for (const piece of fromTheRight(written)) {
    if (isOnLetter(piece)) {
      text += piece.str.trim();
      continue;
    }
    before ??= piece;
    const gap = Math.max(leftOf(before) - rightOf(piece), leftOf(piece) - rightOf(before));
    if (gap > SPACE * piece.height) text += ' ';
    text +=
      hasRightToLeft(piece.str) && !SWAPPED.test(piece.str) ? piece.str : turnRound(piece.str);
    before = piece;
  }
  return text;
}

/** A line that runs from left to right, with what runs the other way in it. */
function fromLeftToRight(pieces: readonly PdfPiece[], turned: boolean): string {
  let text = '';
  for (let i = 0; i < pieces.length; ) {
    let end = i;
    for (let k = i; k < pieces.length && !isLatin(pieces[k]!.str); k++) {
      if (hasRightToLeft(pieces[k]!.str)) end = k + 1;
    }
    if (end > i && hasRightToLeft(pieces[i]!.str)) {
      text += fromRightToLeft(pieces.slice(i, end), turned);
      i = end;
    } else text += pieces[i++]!.str;
  }
  return text;
}

function lineOf(pieces: readonly PdfPiece[], turned: boolean): Line | undefined {
  const written = pieces.filter(({ str }) => str.trim() !== '');
  const first = written[0];
  if (!first) return undefined;
  const y = first.transform[5]!;
  const height = Math.max(...pieces.map((piece) => piece.height));
  if (!isRightToLeft(pieces.map(({ str }) => str).join(''))) {
    return { text: collapsed(fromLeftToRight(pieces, turned)), x: leftOf(first), y, height };
  }
  const text = withBrackets(collapsed(fromRightToLeft(pieces, turned)));
  // It is indented on the right.
  const x = turned ? leftOf(first) : -Math.max(...written.map(rightOf));
  return { text, x, y, height };
}

function linesOf(pieces: readonly PdfPiece[], turned: boolean): Line[] {
  const lines: Line[] = [];
  let open: PdfPiece[] = [];
  const close = () => {
    const line = lineOf(open, turned);
    if (line) lines.push(line);
    open = [];
  };
  for (const piece of pieces) {
    const before = open.at(-1);
    // A line may begin with an accent; pdf.js then says that it ends with it.
    const begins = before && ACCENTS.test(piece.str) && dropOf(before, piece) > piece.height / 2;
    if (begins) close();
    open.push(piece);
    if (piece.hasEOL && !begins) close();
  }
  close();
  return lines;
}

/** The distance of close lines: a quarter of the page's distances is smaller. Double spacing is close too. */
function closeDistance(lines: readonly Line[]): number {
  const gaps = lines.slice(1).map((line, i) => lines[i]!.y - line.y);
  const sorted = gaps.filter((gap) => gap > 0).sort((a, b) => a - b);
  const height = Math.max(...lines.map((line) => line.height), 1);
  const most = height * (sorted.length < HANDFUL ? CLOSE.few : CLOSE.many);
  return Math.min(sorted[Math.floor(sorted.length / 4)] ?? most, most);
}

function begins(line: Line, previous: Line, distance: number): boolean {
  const gap = previous.y - line.y;
  if (gap < 0) return SENTENCE_END.test(previous.text); // the next column
  const ratio = line.height / previous.height;
  if (gap > WIDE * distance || ratio > OTHER_SIZE || ratio < 1 / OTHER_SIZE) return true;
  if (LIST_ITEM.test(line.text)) return true;
  const indent = (line.x - previous.x) / line.height;
  const indented = gap > 0 && indent > INDENT.least && indent < INDENT.most;
  return indented && SENTENCE_END.test(previous.text);
}

/**
 * Two lines of a paragraph as one. A hyphen at the end of a line is taken for the printer's if a small letter
 * follows: "exam-" and "ple" give "example" (and "well-" and "known", alas, "wellknown").
 */
export function joinLines(first: string, second: string): string {
  if (HYPHENATED.test(first)) {
    return /^\p{Ll}/u.test(second) ? first.slice(0, -1) + second : first + second;
  }
  const unspaced = UNSPACED.test(first.at(-1) ?? '') && UNSPACED.test(second.charAt(0));
  return first + (unspaced ? '' : ' ') + second;
}

/**
 * The paragraphs of a page, by the distances, sizes and indents of its lines; without its page number.
 *
 * @param turned whether text that runs from right to left comes with its letters from the left
 */
export function pageParagraphs(pieces: readonly PdfPiece[], turned = false): string[] {
  const lines = linesOf(pieces, turned);
  if (lines.length > 1 && PAGE_NUMBER.test(lines.at(-1)!.text)) lines.pop();
  if (lines.length > 1 && PAGE_NUMBER.test(lines[0]!.text)) lines.shift();
  const distance = closeDistance(lines);
  const found: string[] = [];
  lines.forEach((line, i) => {
    const previous = lines[i - 1];
    if (!previous || begins(line, previous, distance)) found.push(line.text);
    else found.push(joinLines(found.pop()!, line.text));
  });
  return found;
}

/** Whether a paragraph goes on at the top of the next page. */
export const goesOn = (last: string, first: string): boolean =>
  !SENTENCE_END.test(last) && /^\p{Ll}/u.test(first);
