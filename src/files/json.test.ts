import { describe, expect, it } from 'vitest';
import { inspectFile } from './inspect';
import { fileOf, readAll, textOf } from './testFiles';

const jsonOf = (value: unknown) => fileOf('a.json', JSON.stringify(value));
const both = 'It rains today.\n\nIt pours again.';

describe('a JSON file', () => {
  it.each<[string, string]>([
    ['an array', '[{"t": "It rains today."}, {"t": "It pours again."}]'],
    ['an array of strings', '["It rains today.", "It pours again."]'],
    ['indented', JSON.stringify([{ t: 'It rains today.' }, { t: 'It pours again.' }], null, 2)],
    [
      'an object that holds an array',
      '{"data": [{"t": "It rains today."}, {"t": "It pours again."}]}',
    ],
    [
      'rows of a viewer',
      '{"rows": [{"row_idx": 0, "row": {"t": "It rains today."}}, {"row_idx": 1, "row": {"t": "It pours again."}}]}',
    ],
    [
      'SQuAD',
      '{"version": "1.1", "data": [{"title": "Rain", "paragraphs": [{"context": "It rains today."}, {"context": "It pours again."}]}]}',
    ],
    [
      'columns',
      '{"id": {"0": "a", "1": "b"}, "t": {"0": "It rains today.", "1": "It pours again."}}',
    ],
    [
      'named by ids',
      '{"q1": {"t": "It rains today.", "u": "x"}, "q2": {"t": "It pours again.", "u": "y"}}',
    ],
    ['several values', '{\n"t": "It rains today."\n}\n{\n"t": "It pours again."\n}'],
    [
      'deep',
      '{"a": {"b": {"c": [{"d": [[{"t": "It rains today."}], [{"t": "It pours again."}]]}]}}}',
    ],
    [
      'NaN and Infinity',
      '[{"n": NaN, "t": "It rains today."}, {"n": -Infinity, "t": "It pours again."}]',
    ],
    ['a comma too many', '[{"t": "It rains today.",}, {"t": "It pours again."},]'],
    ['a second mark', '\uFEFF\uFEFF[{"t": "It rains today."}, {"t": "It pours again."}]'],
    [
      'large numbers',
      '[{"n": 1e999, "m": 123456789012345678901234567890, "t": "It rains today."}, {"t": "It pours again."}]',
    ],
    ['a key twice', '[{"t": "x", "t": "It rains today."}, {"t": "It pours again."}]'],
    ['odd names', '[{"a.b[0]\\"": "It rains today."}, {"a.b[0]\\"": "It pours again."}]'],
    [
      'a line end in a string',
      '[{"n": "1\n2", "t": "It rains today."},\n{"t": "It pours again."}]',
    ],
  ])('is read: %s', async (_, text) => {
    expect(await readAll(fileOf('a.json', text))).toEqual({ text: both, notes: [] });
  });

  it('may be a script that gives it a name', async () => {
    const tweets = [{ tweet: { full_text: 'It rains today.' } }, { tweet: { full_text: 'No.' } }];
    const script = `window.YTD.tweets.part0 = ${JSON.stringify(tweets, null, 2)}`;
    expect(await textOf(fileOf('tweets.js', script))).toBe('It rains today.\n\nNo.');
    const code = 'const total = [1, 2];\nreturn total;';
    expect(await textOf(fileOf('a.js', code))).toBe(code);
  });

  it('says how many records lack the field', async () => {
    const records = [{ t: 'It rains today.' }, { t: 'It pours.' }, { u: 'Dry.' }, { u: 'Wet.' }];
    const left = '2 records have no “t” and were left out.';
    expect(await readAll(jsonOf(records))).toEqual({
      text: 'It rains today.\n\nIt pours.',
      notes: [left],
    });
    const { notes } = await readAll(jsonOf(['It rains.', 'It pours.', { u: 'Dry.' }]));
    expect(notes).toEqual(['One record is not a string and was left out.']);
  });

  it('is refused if it is none', async () => {
    await expect(inspectFile(fileOf('a.json', 'It rains. It pours.'))).rejects.toMatchObject({
      what: 'a.json cannot be read as JSON.',
      advice: expect.stringContaining('rename it to .txt'),
    });
  });

  it('has all its text suggested if it is one record', async () => {
    const record = { id: '17ab', title: 'Rain in spring', body: { text: 'It pours.' }, n: 3 };
    expect(await textOf(jsonOf(record))).toBe('Rain in spring\n\nIt pours.');
    expect(await textOf(jsonOf('It rains today.'))).toBe('It rains today.');
  });

  it('has text so deep that nobody nests it passed over', async () => {
    const deep = `${'['.repeat(20_000)}"x"${']'.repeat(20_000)}`;
    expect(await textOf(fileOf('a.json', `{"t": "It rains today.", "d": ${deep}}`))).toBe(
      'It rains today.',
    );
  });
});
