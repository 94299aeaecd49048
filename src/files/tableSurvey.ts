import { paragraph } from './paragraphs';
import { type Marks, noMarks, records } from './records';
import { countEscapes, hasNothingCells } from './tableForm';
import { isFilled } from './tableLine';
import type { TableForm } from './types';
import { weightOf } from './wordLetters';

const LINK = /\b\w{1,10}:\/\/\S*/g;

/** What all of a table says about how it is written. */
export interface Survey {
  readonly marks: Marks;
  /** Marks after a backslash within text, and marks that are doubled */
  readonly escaped: number;
  readonly doubled: number;
  /** Whether some cell is `\N` */
  readonly hasNothing: boolean;
  /** [columns] Characters of text in each; links not counted, and single words, which may be ids, for less */
  readonly lengths: readonly number[];
  /** [columns] The first cell with text in each */
  readonly samples: readonly string[];
}

/** All but the first lines of a text. */
export async function* withoutLines(
  parts: AsyncIterable<string>,
  lines: number,
): AsyncGenerator<string> {
  let left = lines;
  for await (const part of parts) {
    let start = 0;
    while (left > 0 && start < part.length) {
      const end = part.indexOf('\n', start);
      if (end >= 0) left--;
      start = end < 0 ? part.length : end + 1;
    }
    if (start < part.length) yield part.slice(start);
  }
}

/** Reads a whole table, whose header is left out of account. */
export async function surveyTable(parts: AsyncIterable<string>, form: TableForm): Promise<Survey> {
  const marks = noMarks();
  let escaped = 0;
  let doubled = 0;
  let hasNothing = false;
  const lengths: number[] = [];
  const samples: string[] = [];
  const watched = async function* () {
    for await (const part of withoutLines(parts, form.skip)) {
      const found = countEscapes(part, form.delimiter);
      escaped += found.escaped;
      doubled += found.doubled;
      hasNothing ||= hasNothingCells(part);
      yield part;
    }
  };
  let skip = form.header ? 1 : 0;
  for await (const rows of records(watched(), form, marks)) {
    const header = skip > 0 ? rows[0]! : [];
    if (header.length < form.columns && isFilled(header)) marks.short--; // it may leave columns without a name
    for (const row of rows.slice(skip)) {
      for (const [column, cell] of row.entries()) {
        const text = cell.includes('://') ? cell.replace(LINK, '') : cell;
        lengths[column] = (lengths[column] ?? 0) + text.length * weightOf(text);
        samples[column] ||= paragraph(text.slice(0, 1000));
      }
    }
    skip = 0;
  }
  return { marks, escaped, doubled, hasNothing, lengths, samples };
}
