import type { TableForm } from './types';

/** Names of columns are no longer than this; questions of a survey are, see `isHeader`. */
const LONGEST_NAME = 40;
const MOST_WORDS = 5;
const NUMERIC = /^[\s"'(+-]*[\d.,:/%€$£-]*\d[\d.,:/%€$£\sTZ)-]*$/;

/** Whether a cell is a number, a date or a time. Long cells are not looked at: the pattern would take long over them. */
export const isNumeric = (cell: string) => cell.length <= LONGEST_NAME && NUMERIC.test(cell);

/** Whether a cell could be the name of a column. */
export const isName = (cell: string) =>
  cell.length <= LONGEST_NAME &&
  cell.trim().split(/\s+/).length <= MOST_WORDS &&
  !/[.!?…。！？]\s*$|\n/.test(cell);

export const isFilled = (row: readonly string[]) => row.some((cell) => cell.trim() !== '');

/**
 * The cells of a line whose quotation marks are text. A cell that begins with a mark may hold delimiters between two
 * marks, as in `"Stop," he said.`; `isOpen` where the last mark has no other.
 */
function spoken(line: string, delimiter: string): { cells: string[]; isOpen: boolean } {
  const cells: string[] = [];
  let start = 0;
  for (;;) {
    let end = line.indexOf(delimiter, start);
    let mark = line[start] === '"' ? start : -1;
    while (mark >= 0 && (end < 0 || mark < end)) {
      const closing = line.indexOf('"', mark + 1);
      if (closing < 0) return { cells: [...cells, line.slice(start)], isOpen: true };
      if (end >= 0 && end < closing) end = line.indexOf(delimiter, closing);
      mark = line.indexOf('"', closing + 1);
    }
    if (end < 0) return { cells: [...cells, line.slice(start)], isOpen: false };
    cells.push(line.slice(start, end));
    start = end + delimiter.length;
  }
}

/** The cells of a line whose marks are text: as many as other rows have, if that can be. */
export function cellsOf(
  line: string,
  { delimiter, columns }: Pick<TableForm, 'delimiter' | 'columns'>,
): string[] {
  const plain = line.split(delimiter);
  if (!line.includes('"')) return plain;
  const { cells, isOpen } = spoken(line, delimiter);
  const ranked = isOpen ? [plain, cells] : [cells, plain];
  return ranked.find(({ length }) => length === columns) ?? ranked[0]!;
}

/** Whether a line by itself, with its marks as text, looks like a row of the table. */
export function looksLikeRow(line: string, form: TableForm): boolean {
  const cells = cellsOf(line, form);
  if (cells.length !== form.columns) return false;
  const numbers = form.numeric.map((column) => cells[column]!).filter((cell) => cell.trim() !== '');
  return numbers.every(isNumeric) && (numbers.length > 0 || form.numeric.length === 0);
}
