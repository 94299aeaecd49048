import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withoutForms } from '../corpus/forms';
import { inspectFile } from './inspect';
import { paragraph } from './paragraphs';
import { fileOf, textOf } from './testFiles';

const RECORDS = [
  '{"id": "5733be284776f41900661182", "title": "Rain", "meta": {"by": "Ann", "deep": {"x": "y"}}, "text": "It rains.\\r\\n\\nAgain."}',
  '',
  '{"title": "No text", "text": null}',
  '["no field"]',
  '{"text": "It pours."}',
].join('\n');
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
