import type { ParseResult } from 'papaparse';
import type { TableForm } from './types';

const DELIMITERS = [',', ';', '\t', '|'];
/** Characters and rows, enough to see how a table is written. */
const GUESSED_FROM = 1 << 16;
const ROWS = 100;

/** The most frequent number of cells of a row, and the share of rows that have it. */
function regularity(rows: readonly (readonly string[])[]): { cells: number; share: number } {
  const counts = new Map<number, number>();
  for (const { length } of rows) counts.set(length, (counts.get(length) ?? 0) + 1);
  const [cells, count] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? [1, 1];
  return { cells, share: count / Math.max(1, rows.length) };
}

/**
 * How a table is written, by its beginning: with the delimiter (comma, semicolon, tab or bar) that cuts the most
 * rows into equally many cells, two at least; if none does so with half of them, there is one column.
 *
 * Tables with tabs often know no quotation marks (IANA's text/tab-separated-values has none), so that a cell may
 * begin with one: there, a mark that closes in the middle of a cell says that none encloses any.
 */
export async function guessForm(beginning: string): Promise<Omit<TableForm, 'header'>> {
  const { default: Papa } = await import('papaparse');
  const text = beginning.slice(0, GUESSED_FROM);
  const guesses = DELIMITERS.map((delimiter) => {
    const parser = new Papa.Parser({ delimiter, newline: '\n', preview: ROWS });
    const whole = parser.parse(`${text.trimEnd()}\n`, 0, true) as ParseResult<string[]>;
    const rows = whole.data.filter((row) => row.some((cell) => cell.trim()));
    const stray = whole.errors.some(({ code }) => code === 'InvalidQuotes');
    return { delimiter, quoted: !(delimiter === '\t' && stray), ...regularity(rows) };
  });
  const even = guesses.filter(({ cells, share }) => cells > 1 && share >= 0.5);
  const single = guesses.filter(({ cells }) => cells === 1);
  const ranked = (even.length > 0 ? even : single).sort(
    (a, b) => b.share - a.share || b.cells - a.cells,
  );
  const { delimiter, quoted } = ranked[0] ?? guesses[0]!;
  return { delimiter, quoted };
}
