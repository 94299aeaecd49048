import { describe, expect, it } from 'vitest';
import { inspectFile } from './inspect';
import { fileOf, readAll } from './testFiles';

const cellsOf = async (name: string, lines: readonly string[], part?: string) => {
  const { text, notes } = await readAll(fileOf(name, lines.join('\n')), part ? { part } : {});
  return { cells: text.split('\n\n'), notes };
};
const factsOf = (name: string, lines: readonly string[]) =>
  inspectFile(fileOf(name, lines.join('\n')));
const many = (row: (i: number) => string, count = 30) =>
  Array.from({ length: count }, (_, i) => row(i));

describe('how a table is written', () => {
  it.each(['\n', '\r\n', '\r'])('with backslashes before marks, and line ends %j', async (end) => {
    const rows = [
      'id,text',
      '1,"He said \\"no, never\\" and left."',
      '2,"C:\\\\a, b"',
      '3,"\\"Yes,\\" \\"no\\""',
      '',
    ];
    const { cells, notes } = await cellsOf('a.csv', [rows.join(end)]);
    expect(cells).toEqual(['He said "no, never" and left.', 'C:\\a, b', '"Yes," "no"']);
    expect(notes).toEqual([expect.stringMatching(/^A backslash before a quotation mark/)]);
  });

  it('with backslashes before marks, late in the file', async () => {
    const rows = many((i) => `${i},"It rains, day ${i}."`, 60_000);
    rows.push('1,"He said \\"no, never\\" and left."');
    const { cells } = await cellsOf('a.csv', ['id,text', ...rows]);
    expect(cells.at(-1)).toBe('He said "no, never" and left.');
  });

  it('with doubled marks, and backslashes as text', async () => {
    const { cells, notes } = await cellsOf('a.csv', [
      'id,path',
      '1,"C:\\"',
      '2,"a ""b"", c"',
      '3,"C:\\d\\"',
    ]);
    expect([cells, notes]).toEqual([['C:\\', 'a "b", c', 'C:\\d\\'], []]);
  });

  it('as MySQL and PostgreSQL write tabs', async () => {
    const rows = [
      '1\tIt rains.\\nIt pours.\t\\N',
      '2\tA tab\\tand a \\\\ here.\tx',
      '3\tOne\\\nmore.\tx',
      '',
    ];
    const { cells, notes } = await cellsOf('a.tsv', rows);
    expect(cells).toEqual(['It rains.\nIt pours.', 'A tab\tand a \\ here.', 'One\nmore.']);
    expect(notes).toEqual([expect.stringMatching(/^Backslashes were read/)]);
  });

  it.each(['sep=;', '"sep=;"', 'SEP=;', '\uFEFFsep=;'])('by its first line %s', async (first) => {
    const lines = [first, 'id;text', ...many((i) => `${i};It rains, day ${i}, again.`), ''];
    const { cells, notes } = await cellsOf('a.csv', lines);
    expect(cells).toHaveLength(30);
    expect(notes).toEqual([expect.stringMatching(/^Its first line was left out/)]);
    expect((await factsOf('a.csv', lines)).choices.map(({ name }) => name)).toEqual(['id', 'text']);
  });

  it('with what a first line says, though it is never used otherwise', async () => {
    const lines = ['sep=~', 'id~text', ...many((i) => `${i}~It rains, day ${i}.`)];
    expect((await cellsOf('a.csv', lines)).cells[0]).toBe('It rains, day 0.');
  });

  it('with semicolons and decimal commas', async () => {
    const lines = many((i) => `${i},5;It rains on day ${i};${i},25`);
    expect((await factsOf('a.csv', lines)).table).toMatchObject({ delimiter: ';', columns: 3 });
  });

  it('with commas and semicolons in the text', async () => {
    const lines = ['id,text', ...many((i) => `${i},"It rains; it pours; day ${i}."`)];
    expect((await factsOf('a.csv', lines)).table).toMatchObject({ delimiter: ',', columns: 2 });
  });

  it('with lines above it', async () => {
    const table = ['id,text,by', ...many((i) => `${i},It rains on day ${i}.,Ann`)];
    for (const above of [
      ['Report of May'],
      ['# made by hand', '# in May'],
      ['Report,,', ''],
      ['#, #'],
    ]) {
      const { cells, notes } = await cellsOf('a.csv', [...above, ...table]);
      expect(cells).toHaveLength(30);
      expect(notes).toEqual([expect.stringMatching(/above the table (was|were) left out/)]);
      const { choices } = await factsOf('a.csv', [...above, ...table]);
      expect(choices.map(({ name }) => name)).toEqual(['id', 'text', 'by']);
    }
  });

  it('with delimiters in the text that no marks enclose', async () => {
    const rows = [
      '1,Yes,pos',
      '2,No, never,neg',
      '3,Well, well, well,pos',
      '4,It rains on and on.,neg',
    ];
    const { cells, notes } = await cellsOf('a.csv', ['id,text,label', ...rows]);
    expect(cells).toEqual(['Yes', 'No, never', 'Well, well, well', 'It rains on and on.']);
    expect(notes).toEqual([expect.stringMatching(/^In 2 rows “,” was read as part of “text”/)]);
    expect((await cellsOf('a.csv', ['id,text,label', ...rows], 'label')).cells).toEqual([
      'pos',
      'neg',
      'pos',
      'neg',
    ]);
    const prose = many((i) => `${i},It rains${', and rains'.repeat(i % 7)}.`);
    expect((await cellsOf('a.csv', ['id,text', ...prose])).cells[6]).toMatch(
      /^It rains(, and rains){6}\.$/,
    );
  });

  it('with rows that are too short', async () => {
    const { cells, notes } = await cellsOf('a.csv', [
      'id,text,by',
      ...many((i) => `${i},It rains, Ann`),
      '7,It pours.',
      '8',
    ]);
    expect(cells).toHaveLength(31);
    expect(notes).toEqual(['2 rows have fewer than 3 cells.']);
  });

  it('with row names that no name stands above, as R writes them', async () => {
    const lines = ['"text","by"', ...many((i) => `"${i}","It rains on day ${i}.","Ann"`)];
    const { choices, suggested } = await factsOf('a.csv', lines);
    expect(choices.map(({ name }) => name)).toEqual(['Column 1', 'text', 'by']);
    expect(suggested).toBe('text');
  });

  it('in one column', async () => {
    const lines = ['It rains, and pours.', 'Yes; no.', 'It is dry here, he said, today.', 'Sun.'];
    expect((await cellsOf('a.csv', lines)).cells).toEqual(lines);
    const prose = many((i) => `It rains, day ${i}.`);
    expect((await cellsOf('a.csv', prose)).cells).toEqual(prose);
    expect((await cellsOf('a.csv', ['text', ...prose])).cells).toEqual(prose);
    const spaced = ['id, said, by', ...many((i) => `${i}, It rains on day ${i}., Ann`)];
    expect((await cellsOf('a.csv', spaced)).cells[0]).toBe('It rains on day 0.');
    expect((await cellsOf('a.csv', ['It rains.'])).cells).toEqual(['It rains.']);
  });

  it('with a backslash only before the mark that closes a cell', async () => {
    const rows = many((i) => `"${i}","It is ${i}\\""`);
    const { cells, notes } = await cellsOf('a.csv', ['"id","text"', ...rows]);
    expect(cells).toEqual(many((i) => `It is ${i}"`));
    expect(notes[0]).toMatch(/^A backslash before a quotation mark was left out/);
  });

  it('with as many commas before a space in each row', async () => {
    const well = many((i) => `${i},Well, it rains, day ${i}.`);
    const { cells, notes } = await cellsOf('a.csv', ['id,text', ...well]);
    expect(cells).toEqual(many((i) => `Well, it rains, day ${i}.`));
    expect(notes).toEqual([
      `In ${well.length} rows “,” was read as part of “text”, because they have more than 2 cells.`,
    ]);
    const amid = ['id,text,by', ...many((i) => `${i},Well, it rains.,Ann`)];
    expect((await cellsOf('a.csv', amid)).cells).toEqual(many(() => 'Well, it rains.'));
  });

  it('with ids that are longer than the text', async () => {
    const rows = many((i) => `${i},${'deadbeef'.repeat(9)},It rains.`);
    expect((await factsOf('a.csv', ['id,sha,text', ...rows])).suggested).toBe('text');
  });

  it('in one row', async () => {
    expect((await cellsOf('a.csv', ['1,"It rains, again."'])).cells).toEqual(['It rains, again.']);
    expect((await factsOf('a.csv', ['1,"It rains, again."'])).choices).toHaveLength(2);
  });

  it('with text that only comes late', async () => {
    const rows = [
      ...many((i) => `${i},short,`, 90_000),
      ...many((i) => `${i},x,${'It rains on and on. '.repeat(90)}`, 900),
    ];
    const { suggested, choices } = await factsOf('a.csv', ['id,code,text', ...rows]);
    expect(suggested).toBe('text');
    expect(choices[2]?.sample).toMatch(/^It rains/);
  });
});
