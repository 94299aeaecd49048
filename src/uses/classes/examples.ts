import { counted, listed } from '../../base/words';
import { newlines } from '../../files/decode';
import { inspectTable, TooWide, tableRows } from '../../files/table';
import { PlayError } from '../use';
import { quoted } from '../words';
import type { Labelled } from './sorter';

export interface Examples {
  readonly rows: readonly Labelled[];
  /** Names of the classes, the most frequent first */
  readonly classes: readonly string[];
  /** Which columns were taken, and what was left out, in sentences for the page */
  readonly notes: readonly string[];
}

const MOST_CLASSES = 20;
/** Rows beyond these are left out: training takes no longer for more, but encoding does */
const MOST_ROWS = 2000;
/** Each row is filled up to the longest, so a few long ones would make the table huge. */
const MOST_COLUMNS = 200;
/** Rows that a class needs: one to learn from and one to be examined by */
const LEAST = 2;

const LABEL_NAME =
  /^(labels?|class|classes|category|categories|sentiment|feeling|emotion|topic|target|y|stars|rating|klasse|kategorie|etikett)$/i;
const TEXT_NAME =
  /^(text|texts|sentence|sentences|review|comment|message|content|tweet|satz|sätze|x)$/i;

const FORM =
  'Give a row for each sentence: the sentence, a comma, and its label. Names of columns, as in “text,label”, may stand above.';

const tooWide = () =>
  new PlayError(`The table has more than ${MOST_COLUMNS} columns: leave some out. ${FORM}`);

async function* once(text: string) {
  yield text;
}

const clean = (cell: string) => cell.replace(/\s+/g, ' ').trim();

/**
 * Reads rows of a sentence and its label, separated by commas, tabs, semicolons or bars. The label's column is the one
 * that is named so, else the one with the fewest different values, 2 to 20 of them, each more than once; the text's is
 * the one that is named so, else the one with the longest cells.
 *
 * @throws PlayError that says what to do
 */
export async function readExamples(csv: string): Promise<Examples> {
  const text = newlines(csv);
  if (text.trim() === '') throw new PlayError(`There are no examples to learn from. ${FORM}`);
  const { table, choices } = await inspectTable(() => once(text), text, true).catch(
    (error: unknown) => {
      throw error instanceof TooWide ? tooWide() : error;
    },
  );
  if (table.columns > MOST_COLUMNS) throw tooWide();
  const cells: string[][] = [];
  for await (const batch of tableRows(once(text), table)) {
    for (const row of batch) if (row.some((cell) => cell.trim())) cells.push(row.map(clean));
  }
  if (table.columns < 2) {
    throw new PlayError(`There is one column only, so no sentence has a label. ${FORM}`);
  }
  if (cells.length === 0) throw new PlayError(`The table has a header, but no rows. ${FORM}`);
  const names = choices.map(({ name }) => name);
  const columns = Array.from({ length: table.columns }, (_, c) => cells.map((row) => row[c]!));
  const labelColumn = findLabel(names, columns, table.header);
  const textColumn = findText(names, columns, labelColumn);

  const full = cells.filter((row) => row[labelColumn] && row[textColumn]);
  const kept = full.slice(0, MOST_ROWS);
  const counts = new Map<string, number>();
  for (const row of kept) counts.set(row[labelColumn]!, (counts.get(row[labelColumn]!) ?? 0) + 1);
  const classes = [...counts.keys()].toSorted((a, b) => counts.get(b)! - counts.get(a)!);
  checkClasses(classes, counts);

  const notes: string[] = [];
  if (table.header || table.columns > 2) {
    notes.push(
      `“${names[textColumn]}” was read as the text and “${names[labelColumn]}” as its label.`,
    );
  }
  if (full.length < cells.length) {
    const empty = cells.length - full.length;
    notes.push(
      `${counted(empty, 'row')} without a text or a label ${empty === 1 ? 'was' : 'were'} left out.`,
    );
  }
  if (kept.length < full.length) {
    notes.push(`Of ${counted(full.length, 'row')} the first ${kept.length} were read.`);
  }
  return {
    ...{ classes, notes },
    rows: kept.map((row) => ({
      text: row[textColumn]!,
      label: classes.indexOf(row[labelColumn]!),
    })),
  };
}

/** The column of labels. @throws PlayError where no column could be it */
function findLabel(
  names: readonly string[],
  columns: readonly (readonly string[])[],
  hasNames: boolean,
): number {
  const named = hasNames ? names.findIndex((name) => LABEL_NAME.test(name)) : -1;
  if (named >= 0) return named;
  const valuesOf = (column: readonly string[]) => new Set(column.filter(Boolean)).size;
  const candidates = columns
    .map((column, at) => ({ at, values: valuesOf(column), filled: column.filter(Boolean).length }))
    .filter(
      ({ values, filled }) => values <= MOST_CLASSES && filled >= LEAST * values && values > 0,
    );
  // One value alone is no label, unless there is nothing better: then the person is told so.
  const ranked = candidates.toSorted((a, b) => {
    const alone = Number(a.values === 1) - Number(b.values === 1);
    return alone || a.values - b.values || b.at - a.at;
  });
  const [first] = ranked;
  if (first) return first.at;
  throw new PlayError(
    `No column looks like labels: one is needed in which 2 to ${MOST_CLASSES} values come again and again. ${FORM}`,
  );
}

function findText(
  names: readonly string[],
  columns: readonly (readonly string[])[],
  label: number,
): number {
  const named = names.findIndex((name, at) => at !== label && TEXT_NAME.test(name));
  if (named >= 0) return named;
  const lengths = columns.map((column, at) =>
    at === label ? -1 : column.reduce((sum, cell) => sum + cell.length, 0),
  );
  return lengths.indexOf(Math.max(...lengths));
}

/** @throws PlayError where there are too few or too many classes, or too few rows of one */
function checkClasses(classes: readonly string[], counts: ReadonlyMap<string, number>): void {
  if (classes.length === 0) {
    throw new PlayError(`No row has both a sentence and a label. ${FORM}`);
  }
  if (classes.length === 1) {
    throw new PlayError(
      `All rows have the same label, ${quoted(classes[0]!)}, so there is nothing to tell apart. Add rows of another class.`,
    );
  }
  if (classes.length > MOST_CLASSES) {
    throw new PlayError(
      `There are ${classes.length} different labels, and at most ${MOST_CLASSES} can be told apart here. Join some of them, or leave some out.`,
    );
  }
  const rare = classes.filter((name) => counts.get(name)! < LEAST).map(quoted);
  const [first, ...rest] = rare;
  if (first) {
    throw new PlayError(
      `${listed([first, ...rest])} ${rest.length > 0 ? 'have' : 'has'} one row only. Each class needs at least two: one to learn from and one to be tested with.`,
    );
  }
}
