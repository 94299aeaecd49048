import { createDeadEnds, type DeadEnds, type Reason } from './deadEnds';
import { cellsOf, isFilled, looksLikeRow } from './tableLine';
import type { TableForm } from './types';

/** Characters, more than any record has: beyond it, a quotation mark was opened and never closed. */
const LONGEST_RECORD = 1 << 24;
/** Beyond these a cell with marks in it that close nothing is not followed. */
const LONGEST_ODD = 1 << 20;
/** Lines of a record that are compared with rows. */
const JUDGED = 64;
/** Where no column is of numbers, so many lines must look like rows before they are taken for some. */
const MANY = 4;
/** So many are taken for rows in a table whose marks can be trusted otherwise. */
const VERY_MANY = 16;

/** What was met in the records so far, to judge the form by. */
export interface Marks {
  records: number;
  /** Records that have fewer cells than most, and more; blank ones at the end do not count */
  short: number;
  long: number;
  /** Cells that begin with a quotation mark */
  marked: number;
  /** Cells that would not be whole without the marks around them: a delimiter, a line end or a mark is in them */
  needed: number;
  /** Records with marks that enclose no cell, which were read as text */
  mended: number;
  /** Of those, records that would be well-formed if their marks enclosed what looks like rows */
  doubted: number;
  /** Enclosed cells with a comma, and lines without marks that have one */
  commas: number;
  plainCommas: number;
}

export const noMarks = (): Marks => ({
  ...{ records: 0, short: 0, long: 0, marked: 0, needed: 0, mended: 0, doubted: 0 },
  ...{ commas: 0, plainCommas: 0 },
});

/** A record, and where the next begins. */
interface Found {
  readonly cells: string[];
  readonly end: number;
}

/** A backslash makes a mark, a backslash or a line end part of an enclosed cell. */
const withoutEscapes = (cell: string) => cell.replace(/\\(["\\\n])/g, '$1');
/** Without enclosing marks it stands for other things too. */
const LETTERS: Readonly<Record<string, string>> = { n: '\n', r: '\n', t: '\t' };
const unescapeAll = (cell: string) =>
  cell.replace(/\\([\s\S])/g, (_, char: string) => LETTERS[char] ?? char);

/** How MySQL and PostgreSQL write that a cell holds nothing. */
const NOTHING = '\\N';
const somethingOf = (cell: string) => (cell === NOTHING ? '' : cell);

/** Whether an odd number of backslashes stands before a place. */
function isEscaped(text: string, at: number): boolean {
  let begin = at;
  while (text[begin - 1] === '\\') begin--;
  return (at - begin) % 2 === 1;
}

/**
 * The records of a table in batches, read as its text comes: only what is not yet a whole record is kept.
 * Blank lines are records of one blank cell.
 *
 * A mark at the beginning of a cell encloses it up to the next one that stands before a delimiter or a line end (RFC
 * 4180); spaces may stand around it. Where that would make one record of what looks like several rows, or where no
 * mark closes it, the marks of its first line are text, and reading goes on with the second.
 */
export async function* records(
  parts: AsyncIterable<string>,
  form: TableForm,
  marks: Marks = noMarks(),
): AsyncGenerator<readonly string[][]> {
  let text = '';
  let enough = 0;
  for await (const part of parts) {
    text += part;
    if (text.length < enough) continue;
    const { rows, rest } = readRecords(text, form, marks, false);
    text = rest;
    // A long record is read again from its start each time: twice as far, so that the work stays linear.
    enough = Math.min(2 * text.length, LONGEST_RECORD + 1);
    if (rows.length > 0) yield rows;
  }
  const { rows } = readRecords(text, form, marks, true);
  if (rows.length > 0) yield rows;
}

/** The whole records at the beginning of a text; all of it if it is the last. */
export function readRecords(
  text: string,
  form: TableForm,
  marks: Marks,
  isLast: boolean,
): { rows: string[][]; rest: string } {
  const rows: string[][] = [];
  const [deadEnds, deadEndsOfAll] = [createDeadEnds(), createDeadEnds()];
  const looks: Looks = new Map();
  let start = 0;
  while (start < text.length) {
    const isOver = isLast || text.length - start > LONGEST_RECORD;
    const known = isOver ? deadEndsOfAll : deadEnds;
    const found = recordAt({ text, start, isOver, form, marks, looks, deadEnds: known });
    if (!found) break;
    const { cells } = found;
    marks.records++;
    if (cells.length < form.columns && isFilled(cells)) marks.short++;
    const isLong = cells.length > form.columns && isFilled(cells.slice(form.columns));
    if (isLong) marks.long++;
    rows.push((isLong ? fitted(cells, form) : cells).map(somethingOf));
    start = found.end;
  }
  return { rows, rest: text.slice(start) };
}

/** Cells too many, put together where a delimiter stands before a space: there it is part of a sentence. */
function fitted(cells: string[], { columns, delimiter }: TableForm): string[] {
  const isSpaced = (cell: string, i: number) => i > 0 && /^ \S/.test(cell);
  if (columns < 2 || cells.filter(isSpaced).length !== cells.length - columns) return cells;
  const whole: string[] = [];
  for (const [i, cell] of cells.entries()) {
    if (isSpaced(cell, i)) whole.push(whole.pop() + delimiter + cell);
    else whole.push(cell);
  }
  return whole;
}

/** What lines are like that were judged, by where they begin: many records in a row may have to do with each. */
type Looks = Map<
  number,
  { readonly end: number; readonly isFilled: boolean; readonly isAlike: boolean }
>;

interface Place {
  readonly text: string;
  readonly start: number;
  /** Whether nothing comes after the text that could belong to the record */
  readonly isOver: boolean;
  readonly form: TableForm;
  readonly marks: Marks;
  readonly looks: Looks;
  /** Of this text, with as much behind it */
  readonly deadEnds: DeadEnds;
}

/** The record that begins at a place; undefined where it may go on beyond the text. */
function recordAt(place: Place): Found | undefined {
  const { text, start, isOver, form, marks } = place;
  const { quoted, backslash } = form;
  const newline = text.indexOf('\n', start);
  if (newline < 0 && !isOver) return undefined;
  if (!quoted && backslash) return escapedRecord(place);
  const lineEnd = newline < 0 ? text.length : newline;
  const line = text.slice(start, lineEnd);
  if (quoted && line.includes('"')) return enclosedRecord(place, line);
  if (quoted && line.includes(',')) marks.plainCommas++;
  return { cells: cellsOf(line, form), end: lineEnd + 1 };
}

/** A record with marks in its first line, some of which may enclose cells. */
function enclosedRecord(place: Place, line: string): Found | undefined {
  const { text, start, isOver, form, marks, deadEnds } = place;
  const { delimiter, backslash } = form;
  const lineEnd = start + line.length;
  const cells: string[] = [];
  let at = start;
  let stop = lineEnd;
  const { isSwallowed, areRowsOnly } = createJudge(place);
  const way = deadEnds.setOut();
  let lineCells: string[] | undefined;
  /** Of the first line, its marks as text */
  const plain = () => {
    lineCells ??= cellsOf(line, form);
    return lineCells;
  };
  /** Counted once the record is whole: until then it is read anew each time */
  const seen = { marked: 0, needed: 0, commas: 0 };

  const asText = (): Found => {
    marks.marked += seen.marked;
    marks.mended++;
    return { cells: plain(), end: lineEnd + 1 };
  };
  const givenUp = (reason: Reason): Found => {
    way.end(reason, seen.marked);
    return asText();
  };
  /** Comes by a mark behind the first line; the record as text where it is known to lead nowhere from here. */
  const pass = (mark: number, isOdd: boolean): Found | undefined => {
    const end = way.pass(mark, isOdd, seen.marked, areRowsOnly);
    if (!end) return undefined;
    seen.marked += end.more;
    return givenUp(end.reason);
  };
  const done = (end: number): Found => {
    // A tab between two marks is no text: it stands between two cells that begin and end with a mark.
    const isRagged = end === lineEnd + 1 && cells.length !== form.columns;
    if (isRagged && delimiter === '\t' && plain().length === form.columns) {
      return asText();
    }
    marks.marked += seen.marked;
    marks.needed += seen.needed;
    marks.commas += seen.commas;
    return { cells, end };
  };

  for (;;) {
    let begin = at;
    while (text[begin] === ' ') begin++;
    if (text[begin] !== '"') {
      if (stop < at) stop = text.indexOf('\n', at);
      if (stop < 0 && !isOver) return undefined;
      if (stop < 0) stop = text.length;
      const length = text.slice(at, stop).indexOf(delimiter);
      cells.push(text.slice(at, length < 0 ? stop : at + length));
      if (length < 0) return done(stop + 1);
      at += length + delimiter.length;
      continue;
    }
    seen.marked++;
    let isOdd = false;
    let mark = begin;
    let after = begin;
    for (;;) {
      mark = text.indexOf('"', mark + 1);
      if (mark < 0) {
        if (!isOver) return undefined;
        if (form.columns < 2 || lineEnd === text.length) return givenUp('rows');
        if (text.length - start > LONGEST_RECORD) return givenUp('far');
        if (isSwallowed(text.length, true)) return givenUp('rows');
        cells.push(text.slice(begin + 1)); // the file was cut off within a cell of several lines
        return done(text.length);
      }
      const lost = mark > lineEnd ? pass(mark, isOdd) : undefined;
      if (lost) return lost;
      if (backslash && isEscaped(text, mark)) continue;
      if (text[mark + 1] === '"') {
        mark++;
        continue;
      }
      after = mark + 1;
      while (text[after] === ' ') after++;
      if (after >= text.length && !isOver) return undefined;
      const closes =
        after >= text.length || text[after] === '\n' || text.startsWith(delimiter, after);
      if (mark > lineEnd && (isOdd || !closes)) {
        // Its marks may belong to other rows.
        if (mark - start > LONGEST_ODD) return givenUp('far');
        const swallowed = isSwallowed(mark, true);
        if (swallowed === undefined) return undefined;
        if (swallowed) return givenUp('rows');
        way.goOn();
      }
      if (closes) break;
      // `"Stop," he said.`: marks that close what was said, within the cell. Not so `"He said "stop" and left."`.
      const isSpoken = !isOdd && mark < lineEnd && !/[\s([{“«„]/.test(text[mark - 1]!);
      if (isSpoken && plain().length === form.columns) return asText();
      isOdd = true;
    }
    if (mark > lineEnd) {
      const swallowed = isSwallowed(mark, false);
      if (swallowed === undefined) return undefined;
      if (swallowed) {
        marks.doubted++;
        return asText();
      }
    }
    const inside = text.slice(begin + 1, mark);
    const isNeeded = inside.includes('"') || inside.includes('\n') || inside.includes(delimiter);
    if (isNeeded && !isOdd) seen.needed++;
    if (inside.includes(',')) seen.commas++;
    const cell = inside.replaceAll('""', '"');
    cells.push(backslash ? withoutEscapes(cell) : cell);
    if (after >= text.length || text[after] === '\n') return done(after + 1);
    at = after + delimiter.length;
  }
}

/**
 * Judges whether the lines of a record as far as a mark look like rows of their own, which it has swallowed; undefined
 * where the last of them is not all there. Marks are asked about from left to right, so that each line is read once.
 */
function createJudge({ text, start, isOver, form, looks }: Place) {
  /** Where the next line begins, how many were read, and what they are like */
  let next = start;
  let lines = 0;
  let filled = 0;
  let alike = 0;
  let isFirstAlike = false;
  /** The line end at or behind the last mark; -1 where there is none, at first nowhere */
  let last = Number.NEGATIVE_INFINITY;

  const readTo = (end: number) => {
    while (lines < JUDGED && next <= end) {
      const look = looks.get(next) ?? lookAt(next);
      if (lines === 0) isFirstAlike = look.isAlike;
      if (look.isFilled) filled++;
      if (look.isFilled && look.isAlike) alike++;
      lines++;
      next = look.end + 1;
    }
  };
  const lookAt = (begin: number) => {
    const newline = text.indexOf('\n', begin);
    const end = newline < 0 ? text.length : newline;
    const line = text.slice(begin, end);
    const look = { end, isFilled: line.trim() !== '', isAlike: looksLikeRow(line, form) };
    looks.set(begin, look);
    return look;
  };
  const areRows = (isOdd: boolean): boolean => {
    if (form.columns < 2) return isOdd;
    // Tabs stand in no prose; commas do.
    const isClear = isOdd || form.delimiter === '\t' || form.numeric.length > 0 || filled >= MANY;
    if (!isOdd && form.trusted && filled < VERY_MANY) return false;
    return isClear && isFirstAlike && alike >= Math.ceil(0.9 * filled);
  };
  return {
    /** @param isOdd whether some mark on the way closes nothing */
    isSwallowed(mark: number, isOdd: boolean): boolean | undefined {
      if (last !== -1 && last < mark) last = text.indexOf('\n', mark);
      if (last < 0 && !isOver) return undefined;
      if (form.columns >= 2) readTo(last < 0 ? text.length : last);
      return areRows(isOdd);
    },
    /** Whether it is certain that marks have swallowed rows where some close nothing, and only there. */
    areRowsOnly: () => (form.columns < 2 || lines === JUDGED) && areRows(true) && !areRows(false),
  };
}

/** A record without enclosing marks, in which a backslash takes a delimiter or a line end into a cell. */
function escapedRecord({ text, start, isOver, form }: Place): Found | undefined {
  const cells: string[] = [];
  let begin = start;
  let at = start;
  for (; at < text.length && text[at] !== '\n'; at++) {
    if (text[at] === '\\') at++;
    else if (text.startsWith(form.delimiter, at)) {
      cells.push(text.slice(begin, at));
      begin = at + form.delimiter.length;
    }
  }
  if (at >= text.length && !isOver) return undefined;
  cells.push(text.slice(begin, at));
  return { cells: cells.map(somethingOf).map(unescapeAll), end: at + 1 };
}
