import { describe, expect, it } from 'vitest';
import { inspectFile } from './inspect';
import { fileOf, textOf } from './testFiles';

const jsonOf = (value: unknown) => fileOf('a.json', JSON.stringify(value));
const fieldsOf = async (file: File) => (await inspectFile(file)).choices.map(({ name }) => name);
const both = 'It rains today.\n\nIt pours again.';

describe('a field of a JSON file', () => {
  it('has a path by which to choose it', async () => {
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

  it('stands for all records, however many ids name them', async () => {
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

  it('may hold the turns of a conversation, each of which is a paragraph', async () => {
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

  it('is suggested if it is prose, however short, and not labels, roles or ids', async () => {
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

  it('may hold text with marks in it, or the lines of a notebook', async () => {
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
});
