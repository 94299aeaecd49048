import { choicesOf, firstOf, paragraphs } from './paragraphs';
import { records } from './records';
import { guessForm } from './tableForm';
import type { Part, TableForm } from './types';

/** Names of columns are shorter than this; questions of a survey are not, see `isHeader`. */
const LONGEST_NAME = 40;
const MOST_WORDS = 5;
const NUMERIC = /^[\s"'(+-]*[\d.,:/%€$£-]*\d[\d.,:/%€$£\sTZ)-]*$/;

/** Long cells are not even looked at: the pattern would take long over them. */
const isNumeric = (cell: string) => cell.length <= LONGEST_NAME && NUMERIC.test(cell);
const isName = (cell: string) =>
  cell.length <= LONGEST_NAME &&
  cell.trim().split(/\s+/).length <= MOST_WORDS &&
  !/[.!?…。！？]\s*$|\n/.test(cell);

/**
 * Whether the first of some rows holds the names of the columns. It does not if it holds a number or a date or
 * nothing, or says something twice, or stands alone. It does if it has words above a column of numbers. Otherwise
 * it does if every cell could be a name: at most five words and forty characters, no full stop at the end.
 */
export function isHeader([first, ...rest]: readonly (readonly string[])[]): boolean {
  if (!first || rest.length === 0) return false;
  const cells = first.map((cell) => cell.trim()).filter(Boolean);
  if (cells.length === 0 || cells.some(isNumeric)) return false;
  if (new Set(cells).size < cells.length) return false;
  const overNumbers = first.some((cell, column) => {
    const below = rest.map((row) => row[column]?.trim() ?? '').filter(Boolean);
    return cell.trim() && below.length > 0 && below.every(isNumeric);
  });
  return overNumbers || cells.every(isName);
}

/** A name for each column: what the header says, made different, else "Column 1", "Column 2" … */
function namesOf(header: readonly string[], columns: number): string[] {
  const names: string[] = [];
  for (let column = 0; column < columns; column++) {
    const name = header[column]?.replace(/\s+/g, ' ').trim() || `Column ${column + 1}`;
    let own = name;
    for (let n = 2; names.includes(own); n++) own = `${name} (${n})`;
    names.push(own);
  }
  return names;
}

export interface TableFacts {
  readonly table: TableForm;
  readonly choices: readonly Part[];
  readonly suggested: string | undefined;
}

/**
 * How a table is written, whether it has a header, and its columns, by its beginning.
 *
 * @param beginning some of the text, for the delimiter
 */
export async function inspectTable(
  parts: AsyncIterable<string>,
  beginning: string,
  name: string,
): Promise<TableFacts> {
  const form = await guessForm(beginning);
  const lengthOf = (row: string[]) => row.reduce((sum, cell) => sum + cell.length, 0);
  const rows = await firstOf(records(parts, form, name), lengthOf);
  const filled = rows.filter((row) => row.some((cell) => cell.trim()));
  const header = isHeader(filled);
  const columns = filled.reduce((most, row) => Math.max(most, row.length), 0);
  const names = namesOf(header ? filled[0]! : [], columns);
  const below = header ? filled.slice(1) : filled;
  const texts = new Map(names.map((own, i) => [own, below.map((row) => row[i] ?? '')]));
  return { table: { ...form, header }, ...choicesOf(texts) };
}

/** One column of a table: each of its cells as a paragraph. Blank rows before the header are passed over. */
export function readTable(
  parts: AsyncIterable<string>,
  form: TableForm,
  column: number,
  name: string,
): AsyncGenerator<string> {
  const cells = async function* () {
    let skip = form.header;
    for await (const rows of records(parts, form, name)) {
      const first = skip ? rows.findIndex((row) => row.some((cell) => cell.trim())) : -1;
      if (first >= 0) skip = false;
      if (!skip) yield rows.slice(first + 1).map((row) => row[column] ?? '');
    }
  };
  return paragraphs(cells());
}
