import { noMarks, readRecords } from './records';
import { cellsOf, isFilled, isName, isNumeric } from './tableLine';
import type { TableForm } from './types';

/** Those that stand in prose least first: where two cut a table evenly, the first is meant. */
const DELIMITERS = ['\t', '|', ';', ','];
/** Characters and rows, enough to see how a table is written. */
const GUESSED_FROM = 1 << 18;
const ROWS = 2000;
/** Lines that may stand above a table. */
const MOST_ABOVE = 20;

/** What the beginning of a table says; `header` and what follows from it are known later. */
export type FirstForm = Omit<TableForm, 'header' | 'unnamed' | 'wide'>;
export const ANY_FORM = { header: false, unnamed: 0, wide: 0 };

const ENOUGH_EVEN = 0.5;
const MOSTLY = 0.9;

/**
 * Whether rows have more cells than the header has names because a column is prose, whose commas stand before spaces.
 */
function isSpaced(rows: readonly (readonly string[])[], names: number, columns: number): boolean {
  if (rows[0]!.slice(1).some((name) => /^ /.test(name))) return false;
  const below = rows.slice(1).filter(({ length }) => length === columns);
  const spaced = (row: readonly string[]) => row.filter((cell) => /^ \S/.test(cell)).length;
  return below.length > 0 && below.every((row) => spaced(row) >= columns - names);
}

/** How many cells most rows have, and the share of rows that have as many. */
function regularity(rows: readonly (readonly string[])[]): { columns: number; share: number } {
  const counts = new Map<number, number>();
  for (const { length } of rows) counts.set(length, (counts.get(length) ?? 0) + 1);
  const [columns, count] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? [1, 1];
  const share = count / Math.max(1, rows.length);
  // Delimiters in the text, without marks around it: rows have at least as many cells as the header has names.
  const names = rows[0] ?? [];
  const isHeader =
    names.length > 1 && names.every((cell) => cell.trim() && isName(cell) && !isNumeric(cell));
  const least = rows.filter(({ length }) => length >= names.length).length / rows.length;
  if (isHeader && columns > names.length && isSpaced(rows, names.length, columns)) {
    return { columns: names.length, share };
  }
  if (share < MOSTLY && isHeader && least >= MOSTLY && least > share) {
    return { columns: names.length, share: MOSTLY * least };
  }
  return { columns, share };
}

/**
 * Whether a comma or semicolon only ever stands before a space, as in prose: in a list of sentences, or under a name
 * that stands alone.
 */
function isProse(rows: readonly (readonly string[])[], delimiter: string): boolean {
  const isCut = rows.some(({ length }) => length > 1);
  if (!isCut || (delimiter !== ',' && delimiter !== ';')) return false;
  if (!rows.every((row) => row.slice(1).every((cell) => /^ \S/.test(cell)))) return false;
  const sentences = rows.filter((row) => /[.!?…]["')”’]*\s*$/.test(row.at(-1)!)).length;
  return rows[0]?.length === 1 || sentences >= MOSTLY * rows.length;
}

/** Columns in which all cells but the first are numbers. */
function numericColumns(rows: readonly (readonly string[])[], columns: number): number[] {
  const below = rows.slice(1).filter(({ length }) => length === columns);
  return Array.from({ length: columns }, (_, column) => column).filter((column) => {
    const filled = below.map((row) => row[column]!).filter((cell) => cell.trim() !== '');
    return filled.length > 1 && filled.every(isNumeric);
  });
}

/** How many lines stand above a table: comments, a title, what has but one cell of several. */
function linesAbove(text: string, form: Pick<TableForm, 'delimiter' | 'columns'>): number {
  if (form.columns < 2) return 0;
  const lines = text.split('\n', MOST_ABOVE + 1);
  let above = 0;
  for (const [i, line] of lines.entries()) {
    const cells = cellsOf(line, form);
    const isAlone = cells.length === 1 || (form.columns > 2 && !isFilled(cells.slice(1)));
    const isComment = line.startsWith('#') && cells.length !== form.columns;
    if (line.trim() === '') continue;
    if (line.includes('"') && !/^[^"]*("[^"]*"[^"]*)*$/.test(line)) return 0; // a cell of several lines
    if (!isAlone && !isComment) return above;
    above = i + 1;
  }
  return 0;
}

/** What stands for a mark in an enclosed cell: where both are met, what is met more often. */
export function countEscapes(
  text: string,
  delimiter: string,
): { escaped: number; doubled: number } {
  const end = delimiter === '\t' ? '\t' : `\\${delimiter}`;
  const count = (pattern: string) => text.match(new RegExp(pattern, 'g'))?.length ?? 0;
  return {
    // Before the mark that closes a cell too: a doubled one would leave it open.
    escaped: count(`\\\\"(?:"(?=[\\n${end}]|$)|(?!["\\n${end}]|$))`),
    doubled: count(`""(?![\\n${end}]|$)`),
  };
}

/** Cells of tables that are written with backslashes in the place of marks, as MySQL and PostgreSQL do. */
export const hasNothingCells = (text: string): boolean => /(?:^|[\t\n])\\N(?=[\t\n]|$)/.test(text);

/** `sep=;`, the first line by which Excel is told what stands between cells. */
const NAMED = /^"?sep=([^"\n])"?[ ,;\t]*\n/i;

export const hasName = (beginning: string): boolean => NAMED.test(beginning);

/**
 * How a table is written, by its beginning: with the delimiter that cuts the most rows into equally many cells, two at
 * least; if none does so with half of them, there is one column.
 *
 * @param isWhole whether nothing follows the beginning
 */
export function guessForm(beginning: string, isWhole: boolean): FirstForm {
  const named = NAMED.exec(beginning);
  const all = beginning.slice(named?.[0].length ?? 0);
  const cut = all.slice(0, GUESSED_FROM);
  const isCut = !isWhole || cut.length < all.length;
  const text = isCut ? cut.slice(0, cut.lastIndexOf('\n') + 1) || cut : cut;

  const guess = (delimiter: string) => {
    const { escaped, doubled } = countEscapes(text, delimiter);
    const backslash = escaped > doubled;
    const form = {
      delimiter,
      quoted: true,
      backslash,
      trusted: false,
      columns: 0,
      numeric: [],
      skip: 0,
    } as const;
    const { rows } = readRecords(text, { ...form, ...ANY_FORM }, noMarks(), true);
    const filled = rows.slice(0, ROWS).filter(isFilled);
    if (isProse(filled, delimiter)) return { ...form, rows: filled, columns: 1, share: 0 };
    return { ...form, rows: filled, ...regularity(filled) };
  };
  const guesses = named ? [guess(named[1]!)] : DELIMITERS.map(guess);
  const even = guesses.filter(({ columns, share }) => columns > 1 && share >= ENOUGH_EVEN);
  const single = guesses.filter(({ columns }) => columns === 1).reverse();
  const ranked = (even.length > 0 ? even : single).sort((a, b) => b.share - a.share);
  const { rows, share: _, ...form } = ranked[0] ?? guesses.at(-1)!;
  const skip = (named ? 1 : 0) + linesAbove(text, form);
  const table = rows.filter(({ length }) => length === form.columns);
  return { ...form, skip, numeric: numericColumns(table, form.columns) };
}
