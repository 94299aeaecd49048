import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { withoutForms } from '../corpus/forms';
import { inspectFile } from './inspect';
import { paragraph } from './paragraphs';
import { records } from './records';
import { isHeader } from './table';
import { fileOf, textOf } from './testFiles';

const REVIEWS =
  'id,stars,review,by\n1,5,"Good, and ""cheap"".",Ann\n2,1,"Bad.\nVery\n\nbad.",Bob\n';

const RAGGED = '\n\n\ta\n1\tbb\tc\n2\tdd\te\n';
const COMMAS = {
  ...{ delimiter: ',', quoted: true, backslash: false, trusted: false, columns: 0, numeric: [] },
  ...{ skip: 0, header: false, unnamed: 0, wide: 0 },
};

async function* cutInto(text: string, length: number) {
  for (let at = 0; at < text.length; at += length) yield text.slice(at, at + length);
}

async function allRecords(text: string, length: number): Promise<string[][]> {
  const rows: string[][] = [];
  for await (const batch of records(cutInto(text, length), COMMAS)) {
    for (const row of batch) rows.push(row);
  }
  return rows;
}

describe('a table', () => {
  it('has its columns with samples, the one with the longest text suggested', async () => {
    expect(await inspectFile(fileOf('a.csv', REVIEWS))).toEqual({
      kind: 'csv',
      encoding: 'utf-8',
      encodingSure: true,
      notes: [],
      table: { ...COMMAS, trusted: true, columns: 4, numeric: [0, 1], header: true, wide: 2 },
      choices: [
        { name: 'id', sample: '1' },
        { name: 'stars', sample: '5' },
        { name: 'review', sample: 'Good, and "cheap".' },
        { name: 'by', sample: 'Ann' },
      ],
      suggested: 'review',
    });
  });

  it('is read a column at a time, each cell a paragraph', async () => {
    const file = fileOf('a.csv', REVIEWS);
    expect(await textOf(file)).toBe('Good, and "cheap".\n\nBad.\nVery\nbad.');
    expect(await textOf(file, { part: 'by' })).toBe('Ann\n\nBob');
    await expect(textOf(file, { part: 'author' })).rejects.toMatchObject({
      what: 'a.csv has no column or field “author”.',
      why: 'It has id, stars, review and by.',
    });
  });

  it.each(['\n\n', ' \n\t\n', '\ufeff', '\n'])(
    'holds no text if it is blank: %j',
    async (blank) => {
      for (const name of ['empty.csv', 'empty.tsv']) {
        await expect(textOf(fileOf(name, blank))).rejects.toMatchObject({
          what: `${name} holds no text.`,
          why: expect.stringMatching(/\w+\.$/),
        });
      }
    },
  );

  it('does not take links for text', async () => {
    const link = `https://example.com/${'a'.repeat(80)}`;
    const facts = await inspectFile(fileOf('a.csv', `link,said\n${link},It rains.\n`));
    expect(facts.suggested).toBe('said');
    expect(facts.choices[0]?.sample).toHaveLength(81); // 80 and the sign of omission
  });

  it.each([
    ['semicolons', 'a;b\n"1,5";It rains, again.\n"2,5";Yes, again.\n', ';'],
    ['tabs', 'a\tb\nx, y\tIt rains, again.\nz\tYes.\n', '\t'],
    ['bars', 'a|b\n1|It rains, again.\n2|Yes.\n', '|'],
    ['one column', 'text\nIt rains.\nYes.\n', ','],
  ])('sees that it is written with %s', async (_, text, delimiter) => {
    const { table, suggested } = await inspectFile(fileOf('a.csv', text));
    expect(table).toMatchObject({ delimiter, header: true });
    expect(suggested).toBe(delimiter === ',' ? 'text' : 'b');
  });

  it('gives columns without a name, or with the same, a name of their own', async () => {
    const bare = await inspectFile(fileOf('a.csv', '1,It rains.\n2,It pours.\n'));
    expect(bare.choices.map(({ name }) => name)).toEqual(['Column 1', 'Column 2']);
    expect(await textOf(fileOf('a.csv', '1,It rains.\n2,It pours.\n'))).toBe(
      'It rains.\n\nIt pours.',
    );
    const ragged = await inspectFile(fileOf('a.tsv', RAGGED));
    expect(ragged.choices.map(({ name }) => name)).toEqual(['Column 1', 'a', 'Column 3']);
    expect(await textOf(fileOf('a.tsv', RAGGED))).toBe('bb\n\ndd');
  });

  it.each<[string, boolean, string[][]]>([
    [
      'names',
      true,
      [
        ['id', 'what was said'],
        ['a', 'It rains.'],
      ],
    ],
    [
      'a blank corner',
      true,
      [
        ['', 'text'],
        ['0', 'It rains.'],
      ],
    ],
    [
      'questions over numbers',
      true,
      [
        ['How are you?', 'Age?'],
        ['Well.', '7'],
        ['Ill.', '8'],
      ],
    ],
    [
      'a number',
      false,
      [
        ['7', 'text'],
        ['8', 'more'],
      ],
    ],
    [
      'a date',
      false,
      [
        ['2024-01-31', 'text'],
        ['2024-02-01', 'more'],
      ],
    ],
    ['sentences', false, [['It rains.'], ['It pours.']]],
    ['long cells', false, [['a'.repeat(41)], ['b']]],
    [
      'the same twice',
      false,
      [
        ['a', 'a'],
        ['b', 'c'],
      ],
    ],
    ['nothing else', false, [['id', 'text']]],
  ])('judges a first row with %s', (_, header, rows) => {
    expect(isHeader(rows)).toBe(header);
  });

  it('keeps any text through quoting, wherever it is cut', async () => {
    const cell = fc.string({
      unit: fc.oneof(fc.constantFrom('"', ',', '\n', ' ', 'é'), fc.string()),
    });
    const row = fc.array(cell, { minLength: 2, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 1, max: 30 }),
        async (rows, length) => {
          const written = Papa.unparse(rows, { newline: '\n', quotes: true });
          expect(await allRecords(written, length)).toEqual(rows);
        },
      ),
    );
  });

  it('keeps any text from a file on', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1 }),
        async (cells) => {
          const rows = cells.map((cell, i) => [String(i), cell]);
          const written = Papa.unparse([['id', 'text'], ...rows], { quotes: true });
          const kept = withoutForms(cells.map(paragraph).filter(Boolean).join('\n\n'));
          expect(await textOf(fileOf('a.csv', written), { part: 'text' })).toBe(kept);
        },
      ),
    );
  });

  it('holds no more than the part at hand and an open record', async () => {
    let given = 0;
    let most = 0;
    let seen = 0;
    const parts = async function* () {
      for (; given < 2000; given++) yield `${given},"It rains,\nagain."\n`.repeat(10);
    };
    for await (const batch of records(parts(), COMMAS)) {
      seen += batch.length;
      most = Math.max(most, 10 * (given + 1) - seen);
    }
    expect(seen).toBe(20_000);
    expect(most).toBe(0); // every record has come out by the time the next part is asked for
  });
});
