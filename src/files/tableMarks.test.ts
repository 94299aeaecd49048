import { describe, expect, it } from 'vitest';
import { fileOf, readAll } from './testFiles';

/** Rows of a table, with a few that may be written in an odd way among plain ones. */
const among = (odd: readonly string[], plain: (i: number) => string) => [
  ...Array.from({ length: 20 }, (_, i) => plain(i)),
  ...odd,
  ...Array.from({ length: 20 }, (_, i) => plain(i + 30)),
];

const tsv = (odd: readonly string[]) =>
  ['id\ttext', ...among(odd, (i) => `${i}\tIt rains, day ${i}.`), ''].join('\n');
const csv = (odd: readonly string[]) =>
  ['id,text', ...among(odd, (i) => `${i},It rains on day ${i}.`), ''].join('\n');
const quoted = (odd: readonly string[]) =>
  ['id,text', ...among(odd, (i) => `${i},"It rains, ""cats"" on day ${i}."`), ''].join('\n');

/** What was read, without the plain rows. */
async function oddOf(name: string, content: string) {
  const { text, notes } = await readAll(fileOf(name, content));
  const cells = text.split('\n\n');
  const isPlain = (cell: string) => /^It rains.* day \d+\.$/.test(cell);
  expect(cells.filter(isPlain)).toHaveLength(40);
  return { odd: cells.filter((cell) => !isPlain(cell)), notes };
}

const AS_TEXT = /uotation marks were read as text, because/;

describe('quotation marks in a table', () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ['said and done', ['90\t"Stop," he said.'], ['"Stop," he said.']],
    ['never closed', ['90\t"Stop.', '91\tHe left.'], ['"Stop.', 'He left.']],
    ['closed rows later', ['90\t"Stop.', '91\tHe left."'], ['"Stop.', 'He left."']],
    ['around all', ['90\t"Stop."', '91\t"Go," she said.'], ['"Stop."', '"Go," she said.']],
    ['around all of one', ['90\t"Stop."'], ['"Stop."']],
    ['twice', ['90\t"Go" and "stop"'], ['"Go" and "stop"']],
    ['of inches', ['90\t5" nails'], ['5" nails']],
    ['in the last row', ['90\tYes.'], ['Yes.']],
  ])('are text in one with tabs: %s', async (name, rows, expected) => {
    const { odd, notes } = await oddOf('a.tsv', tsv(rows));
    expect(odd).toEqual(expected);
    if (expected.join('').startsWith('"')) expect(notes).toEqual([expect.stringMatching(AS_TEXT)]);
    else expect([name, notes]).toEqual([name, []]);
  });

  it.each<[string, readonly string[], readonly string[]]>([
    ['marks and tabs', ['90\t"Go, ""now""."', '91\t"a\tb"'], ['Go, "now".', 'a\tb']],
    ['line breaks', ['90\t"Go.\nNow, ""now""."'], ['Go.\nNow, "now".']],
    [
      'marks beside a stray one',
      ['90\t"Go ""now""."', '91\t"Stop," he said.'],
      ['Go "now".', '"Stop," he said.'],
    ],
  ])('enclose cells with %s in one with tabs', async (_, rows, expected) => {
    expect((await oddOf('a.tsv', tsv(rows))).odd).toEqual(expected);
  });

  it('enclose what has commas where Excel wrote tabs', async () => {
    const rows = Array.from({ length: 9 }, (_, i) => `${i}\t"Rain, day ${i}."`);
    const { text } = await readAll(fileOf('a.tsv', `id\ttext\n${rows.join('\n')}\n9\tSun.\n`));
    expect(text).toMatch(/^Rain, day 0\.\n\n.*Sun\.$/s);
  });

  it.each<[string, readonly string[], readonly string[]]>([
    ['said and done', ['90,"Stop," he said.'], ['"Stop," he said.']],
    ['said later', ['90,He said "stop" and left.'], ['He said "stop" and left.']],
    ['never closed', ['90,"Stop.', '91,He left.'], ['"Stop.', 'He left.']],
    ['closed rows later', ['90,"Stop.', '91,He left."'], ['"Stop.', 'He left."']],
    ['of inches', ['90,5" nails'], ['5" nails']],
    ['before more said', ['90,"Stop.', '91,"Go," she said.'], ['"Stop.', '"Go," she said.']],
  ])('are text where they enclose nothing: %s', async (_, rows, expected) => {
    for (const table of rows.at(-1)!.endsWith('."') ? [csv] : [csv, quoted]) {
      const { odd, notes } = await oddOf('a.csv', table(rows));
      expect(odd).toEqual(expected);
      if (expected.join('').startsWith('"')) {
        expect(notes).toEqual([expect.stringMatching(AS_TEXT)]);
      }
    }
  });

  it.each<[string, readonly string[], readonly string[]]>([
    ['commas', ['90,"Go, now."'], ['Go, now.']],
    ['marks', ['90,"Go ""now""."', '91,"""Go,"" he said."'], ['Go "now".', '"Go," he said.']],
    [
      'line breaks',
      ['90,"Go.\nNow, or\nnever, or\nnot at all."'],
      ['Go.\nNow, or\nnever, or\nnot at all.'],
    ],
    ['a line break and as many commas', ['90,"Go.\n, now."'], ['Go.\n, now.']],
    ['marks that are not doubled', ['90,"He said "stop" and left."'], ['He said "stop" and left.']],
    ['spaces around the marks', ['90, "Go, now." '], ['Go, now.']],
    ['many lines', [`90,"${'A line.\n'.repeat(500)}"`], [`${'A line.\n'.repeat(500)}`.trim()]],
    ['much text', [`90,"${'A, b. '.repeat(50_000)}"`], [`${'A, b. '.repeat(50_000)}`.trim()]],
  ])('enclose cells with %s', async (_, rows, expected) => {
    for (const table of [csv, quoted]) {
      const { odd, notes } = await oddOf('a.csv', table(rows));
      expect(odd.length).toBe(expected.length);
      expect(odd.every((cell, i) => cell === expected[i])).toBe(true); // it may be too long to print
      if (!rows[0]!.includes(' "stop" ')) expect(notes).toEqual([]);
    }
  });

  it('in the last row may be open', async () => {
    const rows = Array.from({ length: 9 }, (_, i) => `${i},"Rain, day ${i}."`).join('\n');
    for (const end of ['', '\n']) {
      const { text } = await readAll(fileOf('a.csv', `id,text\n${rows}\n9,"Cut, off${end}`));
      expect(text.split('\n\n').at(-1)).toMatch(/^"?Cut, off$/);
      expect(text.split('\n\n')).toHaveLength(10);
    }
  });

  it('enclose all other cells where one is damaged', async () => {
    const rows = Array.from({ length: 40 }, (_, i) => `${i},"Rain, day ${i}."`);
    const plain = rows.map((row) => row.replace('Rain, ', 'Rain on '));
    plain[20] = '20,"Rain on day 20.';
    const { text, notes } = await readAll(fileOf('a.csv', `id,text\n${plain.join('\n')}\n`));
    expect(text.split('\n\n')[0]).toBe('Rain on day 0.');
    expect(notes).toEqual([
      'In 1 row quotation marks were read as text, because they do not enclose a cell.',
    ]);
  });

  it('enclose lines in one column where they do so everywhere', async () => {
    const lines = Array.from({ length: 9 }, (_, i) => `"Rain.\nDay ""${i}"", and more."`);
    const { text } = await readAll(fileOf('a.csv', `text\n${lines.join('\n')}\n`));
    expect(text.split('\n\n')).toHaveLength(9);
    const said = ['"Stop," he said.', 'He left.', '"Go.', 'Now."', '"No," he said.'];
    expect(
      (await readAll(fileOf('a.csv', `text\n${said.join('\n')}\n`))).text.split('\n\n'),
    ).toEqual(said);
  });

  it('far from the beginning do not swallow the rest', async () => {
    const rows = Array.from({ length: 60_000 }, (_, i) => `${i},It rains on day ${i}.`);
    rows[50_000] = '50000,"Stop.';
    const { text } = await readAll(fileOf('a.csv', `id,text\n${rows.join('\n')}\n`));
    expect(text.split('\n\n')).toHaveLength(60_000);
  });
});
