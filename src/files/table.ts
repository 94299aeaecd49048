import { counted } from '../base/words';
import { choicesOf, firstOf, paragraphs } from './paragraphs';
import { type Marks, records } from './records';
import { ANY_FORM, guessForm, hasName } from './tableForm';
import { isFilled, isName, isNumeric } from './tableLine';
import { type Survey, surveyTable, withoutLines } from './tableSurvey';
import type { Part, TableForm } from './types';

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
    if (!cell.trim()) return false;
    const below = rest.map((row) => row[column]?.trim() ?? '').filter(Boolean);
    return below.length > 0 && below.every(isNumeric);
  });
  return overNumbers || cells.every(isName);
}

/** A name for each column: what the header says, made different, else "Column 1", "Column 2" … */
function namesOf(header: readonly string[], columns: number): string[] {
  const names = new Set<string>();
  /** Of each name, the last number that it was given */
  const numbers = new Map<string, number>();
  for (let column = 0; column < columns; column++) {
    const name = header[column]?.replace(/\s+/g, ' ').trim() || `Column ${column + 1}`;
    let own = name;
    let n = numbers.get(name) ?? 1;
    while (names.has(own)) own = `${name} (${++n})`;
    numbers.set(name, n);
    names.add(own);
  }
  return [...names];
}

/** Where this share of rows have marks, all cells of a column are enclosed, and fewer than that are damaged. */
const MOSTLY = 0.9;
const STRAY = 0.1;

/**
 * Whether marks enclose cells, by all of a table. They do where cells need them, and are text where more rows have marks
 * that enclose nothing. A table with tabs knows no enclosing (IANA's text/tab-separated-values), unless it is written as
 * Excel does, or with marks around every cell.
 */
function enclose({ marks }: Survey, form: TableForm, line: string): boolean {
  const { marked, needed, mended, commas, plainCommas, records: rows } = marks;
  if (needed > 0 && needed >= mended) return true;
  if (form.delimiter !== '\t') return mended <= (marked >= MOSTLY * rows ? STRAY * rows : 0);
  if (mended > 0) return false;
  const isExcel = commas > 0 && commas === marked && plainCommas === 0;
  const isMarked = line.split('\t').every((cell) => /^".*"$/.test(cell.trim()));
  return isExcel || (isMarked && marked >= rows);
}

const rowsOf = (count: number) => counted(count, 'row');

/** What was decided about a table, in sentences for the page. */
function notesOf(form: TableForm, marks: Marks, isNamed: boolean, wide: string): string[] {
  const notes: string[] = [];
  const above = form.skip - (isNamed ? 1 : 0);
  if (isNamed) notes.push('Its first line was left out: it only names the separator.');
  if (above > 0) {
    const lines = above === 1 ? 'A line' : counted(above, 'line');
    notes.push(`${lines} above the table ${above === 1 ? 'was' : 'were'} left out.`);
  }
  if (!form.quoted && marks.mended > 0) {
    notes.push(
      `Quotation marks were read as text, because in ${rowsOf(marks.mended)} they do not enclose a cell.`,
    );
  } else if (!form.quoted && marks.marked > 0) {
    notes.push('Quotation marks were read as text, because no cell of the table needs them.');
  } else if (marks.mended > 0) {
    notes.push(
      `In ${rowsOf(marks.mended)} quotation marks were read as text, because they do not enclose a cell.`,
    );
  }
  if (form.backslash) {
    notes.push(
      form.quoted
        ? 'A backslash before a quotation mark was left out: it makes the mark part of the text.'
        : 'Backslashes were read as MySQL and PostgreSQL write them: \\n as a line break, \\N as nothing.',
    );
  }
  if (form.columns > 1 && marks.long > 0) {
    const separator = form.delimiter === '\t' ? 'a tab' : `“${form.delimiter}”`;
    const have = marks.long === 1 ? 'it has' : 'they have';
    notes.push(
      `In ${rowsOf(marks.long)} ${separator} was read as part of “${wide}”, because ${have} more than ${form.columns} cells.`,
    );
  }
  if (form.columns > 1 && marks.short > 0) {
    const have = marks.short === 1 ? 'has' : 'have';
    notes.push(`${rowsOf(marks.short)} ${have} fewer than ${form.columns} cells.`);
  }
  return notes;
}

/** Columns that Excel has. */
const MOST_COLUMNS = 16_384;

/** A table has more columns than can be chosen from. */
export class TooWide extends Error {}

export interface TableFacts {
  readonly table: TableForm;
  readonly choices: readonly Part[];
  readonly suggested: string | undefined;
  readonly notes: readonly string[];
}

/**
 * How a table is written, whether it has a header, and its columns: guessed by its beginning, and then judged by all
 * of it.
 *
 * @param open begins to read it
 * @param beginning some of the text
 * @param isWhole whether that is all of it
 * @throws TooWide
 */
export async function inspectTable(
  open: () => AsyncIterable<string>,
  beginning: string,
  isWhole: boolean,
): Promise<TableFacts> {
  const lengthOf = (row: string[]) => row.reduce((sum, cell) => sum + cell.length, 0);
  const headOf = async (form: TableForm) => {
    const rows = await firstOf(records(withoutLines(open(), form.skip), form), lengthOf);
    const filled = rows.filter(isFilled);
    const header = isHeader(filled);
    return { header, names: header ? filled[0]! : [], below: header ? filled.slice(1) : filled };
  };
  const first: TableForm = { ...guessForm(beginning, isWhole), ...ANY_FORM };
  let form: TableForm = { ...first, header: (await headOf(first)).header };
  let survey = await surveyTable(open(), form);
  const backslash = survey.escaped > survey.doubled;
  if (backslash !== form.backslash) {
    form = { ...form, backslash };
    survey = await surveyTable(open(), form);
  }
  const line = beginning.split('\n', form.skip + 1).at(-1)!;
  const quoted = enclose(survey, form, line);
  const isDump = !quoted && survey.hasNothing && form.delimiter === '\t';
  const trusted = survey.marks.needed > 0;
  form = { ...form, quoted, trusted, backslash: isDump || (quoted && backslash) };
  if (trusted && survey.marks.doubted > 0) survey = await surveyTable(open(), form);
  if (isDump) survey = await surveyTable(open(), form);

  const { header, names: named, below } = await headOf(form);
  const isShort = header && named.length === form.columns - 1 && form.numeric.includes(0);
  const unnamed = isShort && below.some((row) => row[named.length]?.trim()) ? 1 : 0;
  const columns = Math.max(form.columns, named.length + unnamed);
  if (columns > MOST_COLUMNS) throw new TooWide();
  const names = namesOf([...Array<string>(unnamed).fill(''), ...named], columns);
  const cells = names.map((): string[] => []);
  for (const row of below) for (const [i, cell] of row.entries()) cells[i]?.push(cell);
  const texts = new Map(names.map((own, i) => [own, cells[i]!]));
  const choices = choicesOf(texts).choices.map(({ name, sample }, i) => ({
    name,
    sample: sample || (survey.samples[i] ?? '').slice(0, 80),
  }));
  // The longest, by all of the table: the first rows may be blank there.
  const lengths = names.map((_, i) => survey.lengths[i] ?? 0);
  const wide = lengths.indexOf(Math.max(...lengths));
  return {
    table: { ...form, columns, header, unnamed, wide },
    choices,
    suggested: names[wide],
    notes: notesOf({ ...form, columns }, survey.marks, hasName(beginning), names[wide] ?? ''),
  };
}

/** The cell of a row in a column. Cells too many are text of the widest column, with delimiters in it. */
function cellAt(row: readonly string[], column: number, { columns, wide, delimiter }: TableForm) {
  let length = row.length;
  while (length > columns && row[length - 1]!.trim() === '') length--;
  const more = Math.max(0, length - columns);
  if (more === 0 || columns < 2 || column < wide) return row[column] ?? '';
  if (column > wide) return row[column + more] ?? '';
  return row.slice(wide, wide + more + 1).join(delimiter);
}

/**
 * The rows of a table in batches, without its header, each with a cell for each column. Blank rows before the header are
 * passed over.
 */
export async function* tableRows(
  parts: AsyncIterable<string>,
  form: TableForm,
): AsyncGenerator<readonly (readonly string[])[]> {
  for await (const rows of rowsBelow(parts, form)) {
    yield rows.map((row) =>
      Array.from({ length: form.columns }, (_, column) => cellAt(row, column, form)),
    );
  }
}

async function* rowsBelow(parts: AsyncIterable<string>, form: TableForm) {
  let skip = form.header;
  for await (const rows of records(withoutLines(parts, form.skip), form)) {
    const first = skip ? rows.findIndex(isFilled) : -1;
    if (first >= 0) skip = false;
    if (!skip) yield rows.slice(first + 1);
  }
}

/** One column of a table: each of its cells as a paragraph. Blank rows before the header are passed over. */
export function readTable(
  parts: AsyncIterable<string>,
  form: TableForm,
  column: number,
): AsyncGenerator<string> {
  const cells = async function* () {
    for await (const rows of rowsBelow(parts, form)) {
      yield rows.map((row) => cellAt(row, column, form));
    }
  };
  return paragraphs(cells());
}
