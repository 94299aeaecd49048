import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withoutForms } from '../text/forms';
import { inspectFile } from './inspect';
import { paragraph } from './paragraphs';
import { fileOf, textOf } from './testFiles';

const RECORDS = [
  '{"id": 7, "title": "Rain", "meta": {"by": "Ann", "deep": {"x": "y"}}, "text": "It rains.\\r\\n\\nAgain."}',
  '',
  '{"title": "No text", "text": null}',
  '["no record"]',
  '{"text": "It pours."}',
].join('\n');

describe('JSON lines', () => {
  it('have their string fields to choose from, one level down too', async () => {
    const facts = await inspectFile(fileOf('a.jsonl', RECORDS));
    expect(facts.choices).toEqual([
      { name: 'title', sample: 'Rain' },
      { name: 'meta.by', sample: 'Ann' },
      { name: 'text', sample: 'It rains. Again.' },
    ]);
    expect(facts.suggested).toBe('text');
  });

  it('are read a field at a time, records without it passed over', async () => {
    const file = fileOf('a.ndjson', RECORDS);
    expect(await textOf(file)).toBe('It rains.\nAgain.\n\nIt pours.');
    expect(await textOf(file, { part: 'meta.by' })).toBe('Ann');
  });

  it('may be strings themselves', async () => {
    expect(await textOf(fileOf('a.jsonl', '"It rains."\n"It pours."\n'))).toBe(
      'It rains.\n\nIt pours.',
    );
  });

  it('keep any text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string({ unit: 'binary' }), { minLength: 1 }), async (texts) => {
        const lines = texts.map((text) => JSON.stringify({ text })).join('\r\n');
        const kept = withoutForms(texts.map(paragraph).filter(Boolean).join('\n\n'));
        expect(await textOf(fileOf('a.jsonl', lines))).toBe(kept);
      }),
    );
  });

  it('may be longer than what is looked at', async () => {
    const long = 'It rains. '.repeat(300_000).trim();
    const text = `${JSON.stringify({ text: long })}\n${JSON.stringify({ text: 'It pours.' })}`;
    expect(await textOf(fileOf('a.jsonl', text))).toBe(`${long}\n\nIt pours.`);
  });

  it('name the line that is none, and say what to do', async () => {
    await expect(inspectFile(fileOf('a.jsonl', '{"a": "b"}\n\n{"a": \n'))).rejects.toMatchObject({
      name: 'NotText',
      what: 'Line 3 of a.jsonl cannot be read as JSON.',
      advice: expect.stringContaining('one complete JSON value'),
    });
    // Beyond what `inspectFile` looks at.
    const late = `${'{"a": "It rains."}\n'.repeat(100_000)}{"a"`;
    await expect(textOf(fileOf('a.jsonl', late))).rejects.toThrow('Line 100001 of a.jsonl');
  });

  it('must have a field with text', async () => {
    await expect(inspectFile(fileOf('a.jsonl', '{"a": 1}\n'))).rejects.toThrow(
      'no field with text',
    );
  });
});
