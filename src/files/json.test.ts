import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withoutForms } from '../corpus/forms';
import { inspectFile } from './inspect';
import { jsonElements } from './jsonElements';
import { formatPath } from './jsonPath';
import { paragraph } from './paragraphs';
import { fileOf, readAll, textOf } from './testFiles';

const RECORDS = [
  '{"id": "5733be284776f41900661182", "title": "Rain", "meta": {"by": "Ann", "deep": {"x": "y"}}, "text": "It rains.\\r\\n\\nAgain."}',
  '',
  '{"title": "No text", "text": null}',
  '["no field"]',
  '{"text": "It pours."}',
].join('\n');

const ONE_SKIPPED = 'One line or record could not be read as JSON and was skipped.';
const jsonOf = (value: unknown) => fileOf('a.json', JSON.stringify(value));
const fieldsOf = async (file: File) => (await inspectFile(file)).choices.map(({ name }) => name);
const both = 'It rains today.\n\nIt pours again.';

describe('JSON lines', () => {
  it('have their fields to choose from, at any depth, with samples', async () => {
    const facts = await inspectFile(fileOf('a.jsonl', RECORDS));
    expect(facts.choices).toEqual([
      { name: 'id', sample: '5733be284776f41900661182' },
      { name: 'title', sample: 'Rain' },
      { name: 'meta.by', sample: 'Ann' },
      { name: 'meta.deep.x', sample: 'y' },
      { name: 'text', sample: 'It rains. Again.' },
      { name: '[]', sample: 'no field' },
      { name: '(all text)', sample: '' },
      { name: '(the file as it is)', sample: '' },
    ]);
    expect(facts.suggested).toBe('text');
  });

  it('are read a field at a time, records without it passed over', async () => {
    const file = fileOf('a.ndjson', RECORDS);
    expect(await textOf(file)).toBe('It rains.\nAgain.\n\nIt pours.');
    expect(await textOf(file, { part: 'meta.by' })).toBe('Ann');
    expect(await textOf(file, { part: 'meta.deep.x' })).toBe('y');
    expect(await textOf(file, { part: '(the file as it is)' })).toBe(RECORDS);
    await expect(textOf(file, { part: 'nothing' })).rejects.toThrow('no column or field “nothing”');
  });

  it('may be strings themselves', async () => {
    expect(await textOf(fileOf('a.jsonl', '"It rains."\n"It pours."\n'))).toBe(
      'It rains.\n\nIt pours.',
    );
  });

  it('keep any text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string({ unit: 'binary' }), { minLength: 1 }), async (texts) => {
        const all = ['some words', ...texts];
        const lines = all.map((text) => JSON.stringify({ text })).join('\r\n');
        const kept = withoutForms(all.map(paragraph).filter(Boolean).join('\n\n'));
        expect(await textOf(fileOf('a.jsonl', lines))).toBe(kept);
        expect(await textOf(fileOf('a.json', `[${lines.split('\r\n').join()}]`))).toBe(kept);
      }),
    );
  });

  it('may be longer than what is looked at', async () => {
    const long = 'It rains. '.repeat(300_000).trim();
    const text = `${JSON.stringify({ text: long })}\n${JSON.stringify({ text: 'It pours.' })}`;
    expect(await textOf(fileOf('a.jsonl', text))).toBe(`${long}\n\nIt pours.`);
  });

  it('skip a bad line, wherever it stands, and count it', async () => {
    const good = ['{"a": "It rains today."}', '{"a": "It pours again."}'] as const;
    for (const bad of ['{"a": "It', '{"a": It rains}', '{"a": "x" "b"}', 'oops']) {
      for (const lines of [
        [bad, ...good],
        [good[0], bad, good[1]],
        [...good, bad],
      ]) {
        const found = await readAll(fileOf('a.jsonl', lines.join('\n')));
        expect(found).toEqual({ text: both, notes: [ONE_SKIPPED] });
      }
    }
    const late = `${'{"a": "It rains."}\n'.repeat(100_000)}{"a"\n{"b\n`;
    const { notes } = await readAll(fileOf('a.jsonl', late));
    expect(notes).toEqual(['2 lines or records could not be read as JSON and were skipped.']);
  });

  it('are told by their content, whatever the name', async () => {
    const text = '{"a": "It rains today."}\n{"a": "It pours again."}\n';
    for (const name of ['a.txt', 'data', 'a.log'])
      expect(await textOf(fileOf(name, text))).toBe(both);
    expect((await inspectFile(fileOf('a.txt', '{"a": 1}'))).kind).toBe('text');
    expect((await inspectFile(fileOf('a.txt', '{"Yes," he said. "No." {'))).kind).toBe('text');
    expect((await inspectFile(fileOf('a.txt', '[1] "It rains."\n[2] "So."'))).kind).toBe('text');
  });

  it('must have a field with words', async () => {
    const hash = 'd41d8cd98f00b204e9800998ecf8427e';
    for (const value of [1, '2024-05-01T10:00:00Z', hash, 'https://example.org/a/page']) {
      const file = fileOf('a.jsonl', `${JSON.stringify({ a: value })}\n`);
      await expect(inspectFile(file)).rejects.toThrow('a.jsonl has no field with words.');
    }
  });
});

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

  it('reads what is there of one that is cut off, and skips a bad record', async () => {
    const text = '[{"t": "It rains today."}, {"t": "It pours again."}, {"t": "It';
    expect(await readAll(fileOf('a.json', text))).toEqual({
      text: both,
      notes: [ONE_SKIPPED],
    });
    const lines = '[\n{"t": "It rains today."},\n{"t": "It},\n{"t": "It pours again."}\n]\n';
    expect(await readAll(fileOf('a.json', lines))).toEqual({
      text: both,
      notes: [ONE_SKIPPED],
    });
    const records = [{ t: 'It rains today.' }, { t: 'x', u: 'y' }, { t: 'It pours again.' }];
    const indented = JSON.stringify(records, null, 2);
    for (const cell of ['"x"', '"y"']) {
      const unclosed = indented.replace(cell, cell.slice(0, -1));
      const found = await readAll(fileOf('a.json', unclosed));
      expect(found).toEqual({ text: both, notes: [ONE_SKIPPED] });
    }
    const middle = '[{"t": "It rains today."}, {"t": oops}, {"t": "It pours again."}]';
    expect(await readAll(fileOf('a.json', middle))).toEqual({
      text: both,
      notes: [ONE_SKIPPED],
    });
  });

  it('loses one record at a mark or bracket too few or too many', async () => {
    const record = (i: number) => ({
      turns: [
        { by: 'Ann', said: `Day ${i} is dry.` },
        { by: 'Ben', said: 'Yes, it is.' },
      ],
      tags: ['a', 'b'],
    });
    const records = Array.from({ length: 20 }, (_, i) => record(i));
    const skipped = 'One line or record could not be read as JSON and was skipped.';
    for (const indent of [0, 2]) {
      for (const value of [records, { version: '1', data: records, more: ['x'] }]) {
        const whole = JSON.stringify(value, null, indent);
        for (const mark of '{}[]":,') {
          const at = whole.indexOf(mark, whole.indexOf('Day 10'));
          for (const middle of ['', mark + mark]) {
            const damaged = whole.slice(0, at) + middle + whole.slice(at + 1);
            const { text, notes } = await readAll(fileOf('a.json', damaged));
            const days = new Set(text.match(/Day \d+/g));
            expect(days.size, `${mark}${middle}`).toBeGreaterThan(18);
            expect(days.size === 20 || notes.includes(skipped), `${mark}${middle}`).toBe(true);
          }
        }
      }
    }
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

  it('has fields of many records to choose from by their paths', async () => {
    const squad = {
      data: [{ title: 'R', paragraphs: [{ context: 'It rains.', qas: [{ question: 'So?' }] }] }],
    };
    expect(await fieldsOf(jsonOf(squad))).toEqual(
      expect.arrayContaining([
        'data[].title',
        'data[].paragraphs[].context',
        'data[].paragraphs[].qas[].question',
      ]),
    );
    const articles = [1, 2].map((i) => ({
      article: { body: `Body ${i} is long.` },
      answers: [{ text: 'yes' }, { text: 'no' }],
    }));
    const file = jsonOf(articles);
    expect(await fieldsOf(file)).toEqual(
      expect.arrayContaining(['article.body', 'answers[].text']),
    );
    expect(await textOf(file, { part: 'answers[].text' })).toBe('yes\n\nno\n\nyes\n\nno');
  });

  it('has as few fields as its records, however many ids name them', async () => {
    const many = Array.from(
      { length: 40 },
      (_, i) => [`n${'abcdefgh'[i % 8]}${'ijklm'[i % 5]}`, i] as const,
    );
    const map = Object.fromEntries(
      many.map(([key, i]) => [key, { q: `Question number ${i}?`, a: 'Yes.' }]),
    );
    expect(await fieldsOf(jsonOf(map))).toEqual([
      '*.q',
      '*.a',
      '(all text)',
      '(the file as it is)',
    ]);
    expect((await textOf(jsonOf(map))).split('\n\n')).toHaveLength(40);
  });

  it('reads the turns of a conversation, each as a paragraph', async () => {
    const parts = [
      { type: 'text', text: 'It pours again.' },
      { type: 'image_url', image_url: { url: 'https://example.org/1.png' } },
    ];
    const openAi = [
      { role: 'user', content: 'It rains today.' },
      { role: 'assistant', content: parts },
    ];
    const shareGpt = [
      { from: 'human', value: 'It rains today.' },
      { from: 'gpt', value: 'It pours again.' },
    ];
    const id = 'b5c1d2e3-0000-4000-8000-00000000000a-and-rather-long-for-an-id';
    const records = [
      { id, messages: openAi },
      { id, conversations: shareGpt },
    ];
    for (const record of records) {
      expect(await textOf(jsonOf(record))).not.toContain(id);
      expect(await textOf(jsonOf([record, record]))).toBe(`${both}\n\n${both}`);
      const lines = `${JSON.stringify(record)}\n`.repeat(2);
      expect(await textOf(fileOf('a.jsonl', lines))).toBe(`${both}\n\n${both}`);
    }
    expect(await textOf(jsonOf({ messages: openAi }))).toBe(both);
  });

  it('prefers prose to labels, roles and ids, however short it is', async () => {
    const roles = ['system', 'user', 'assistant'].map((role) => ({ role, content: 'Be so.' }));
    expect(await textOf(jsonOf({ messages: roles }))).toBe('Be so.\n\nBe so.\n\nBe so.');
    const ids = { id: 'alpha-beta-gamma', sha: 'deadbeefdeadbeefdead', kind: 'FeatureCollection' };
    const slugs = [1, 2].map((i) => ({ ...ids, t: `ok, ${i}` }));
    expect(await textOf(jsonOf(slugs))).toBe('ok, 1\n\nok, 2');
    const words = [
      { a: 'x_1', w: 'apple' },
      { a: 'x_2', w: 'pear' },
    ];
    expect(await textOf(jsonOf(words))).toBe('apple\n\npear');
  });

  it('joins text with marks in it, and the lines of a notebook', async () => {
    const telegram = {
      messages: [{ text: ['See ', { type: 'link', text: 'this' }, ' now.'] }, { text: 'Yes.' }],
    };
    expect(await textOf(jsonOf(telegram))).toBe('See this now.\n\nYes.');
    const notebook = {
      cells: [
        { cell_type: 'markdown', source: ['# Rain\n', 'It rains.'] },
        {
          cell_type: 'code',
          source: ['import rain_and_more_of_it_all\n', 'print all the rain there is'],
        },
      ],
    };
    const file = fileOf('a.ipynb', JSON.stringify(notebook, null, 1));
    expect(await textOf(file)).toBe('# Rain\nIt rains.');
    expect(await textOf(file, { part: 'cells[].code' })).toContain('import rain');
  });

  it('does not care how it is cut', async () => {
    const text =
      '{"data": [{"t": "a \\"b\\\\", "x": [1, {"y": "}]"}]}, {"t": "é\\u00e9\\ud800"}, "s"], "n": null, "m": {"o": "p"}}';
    const blank = ' '.repeat(300_000); // the beginning is looked at in one piece
    for (const width of [1, 2, 3, 7]) {
      const parts = async function* () {
        yield blank;
        for (let at = 0; at < text.length; at += width) yield text.slice(at, at + width);
      };
      const found: string[] = [];
      for await (const batch of jsonElements(parts())) {
        found.push(...batch.map((element) => `${formatPath(element.path)} ${element.text}`));
      }
      expect(found).toEqual([
        'data[] {"t": "a \\"b\\\\", "x": [1, {"y": "}]"}]}',
        'data[] {"t": "é\\u00e9\\ud800"}',
        'data[] "s"',
        'm.o "p"',
      ]);
    }
  });

  it('has text so deep that nobody nests it passed over', async () => {
    const deep = `${'['.repeat(20_000)}"x"${']'.repeat(20_000)}`;
    expect(await textOf(fileOf('a.json', `{"t": "It rains today.", "d": ${deep}}`))).toBe(
      'It rains today.',
    );
  });
});
