import { describe, expect, it } from 'vitest';
import { fileOf, readAll } from './testFiles';

const ONE_SKIPPED = 'One line or record could not be read as JSON and was skipped.';
const both = 'It rains today.\n\nIt pours again.';

describe('damaged JSON', () => {
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
            expect(days.size === 20 || notes.includes(ONE_SKIPPED), `${mark}${middle}`).toBe(true);
          }
        }
      }
    }
  });

  it('skips a bad line, wherever it stands, and counts it', async () => {
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
});
