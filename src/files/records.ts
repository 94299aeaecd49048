import type { ParseError } from 'papaparse';
import { NotText } from './notText';
import type { TableForm } from './types';

/** Characters, more than any record has: beyond it, a quotation mark was opened and never closed. */
const LONGEST_RECORD = 1 << 24;

/** One mark a cell is quoted with, doubled within it (RFC 4180). Line ends are \n by now. */
const FORM = { quoteChar: '"', newline: '\n' } as const;

/**
 * The records of a table in batches, read as its text comes: only what is not yet a whole record is kept.
 * Blank lines are records of one blank cell.
 *
 * @param name the file's, for the error about a record without end
 */
export async function* records(
  parts: AsyncIterable<string>,
  { delimiter, quoted }: Pick<TableForm, 'delimiter' | 'quoted'>,
  name: string,
): AsyncGenerator<readonly string[][]> {
  const { default: Papa } = await import('papaparse');
  const parser = new Papa.Parser({ ...FORM, delimiter, fastMode: quoted ? undefined : true });
  let text = '';
  let enough = 0;
  let rows = 0;
  for await (const part of parts) {
    text += part;
    if (text.length > LONGEST_RECORD) throw endless(name, rows + 1);
    if (text.length < enough) continue;
    const { data, meta } = parser.parse(text, 0, true);
    text = text.slice(meta.cursor);
    // A long record is read again from its start each time: twice as far, so that the work stays linear.
    enough = 2 * text.length;
    rows += data.length;
    if (data.length > 0) yield data as string[][];
  }
  if (!text) return;
  const { data, errors } = parser.parse(text, 0, false);
  const open = (errors as ParseError[]).find(({ code }) => code === 'MissingQuotes');
  if (open) throw endless(name, rows + (open.row ?? 0) + 1);
  yield data as string[][];
}

function endless(name: string, row: number): NotText {
  return new NotText(
    `${name} cannot be read as a table beyond row ${row}.`,
    `A quotation mark at the beginning of a cell in row ${row} is never closed.`,
    'Put that right, or rename the file to .txt to read it as plain text.',
  );
}
