import { describe, expect, it } from 'vitest';
import { PlayError } from '../use';
import { example } from './example';
import { readExamples } from './examples';

const refusal = async (csv: string) => {
  const error = await readExamples(csv).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(PlayError);
  return (error as PlayError).message;
};

const LINES = [
  'The cake was sweet and the tea was hot.,good',
  'The storm took the roof of the barn.,bad',
  'We danced until the lamps went out.,good',
  'The burglar came in by the window.,bad',
];

describe('reading examples', () => {
  it('takes labels and texts by the names of their columns', async () => {
    // By their shape “size”, with fewer values, and “remark”, with longer cells, would be taken.
    const csv = ['size,label,text,remark'];
    ['7', '7', '8', '8', '9', '9'].forEach((label, i) => {
      csv.push(`${i % 2 ? 'big' : 'small'},${label},Cat ${i}.,A remark on cat ${i} that is long`);
    });
    const { rows, classes, notes } = await readExamples(csv.join('\n'));
    expect(classes).toEqual(['7', '8', '9']);
    expect(rows[2]).toEqual({ text: 'Cat 2.', label: 1 });
    expect(notes[0]).toMatch(/“text” was read as the text and “label” as its label/);
  });

  it('finds them by their shape where nothing is named: few values are labels, long cells texts', async () => {
    for (const delimiter of [',', '\t', ';', '|']) {
      const csv = LINES.map((line, i) => `${i + 1},${line}`.replaceAll(',', delimiter)).join(
        '\r\n',
      );
      const { rows, classes } = await readExamples(csv);
      expect(classes).toEqual(['good', 'bad']);
      expect(rows[1]).toEqual({ text: 'The storm took the roof of the barn.', label: 1 });
    }
  });

  it('reads cells in quotation marks with commas, marks and line ends in them', async () => {
    const csv = 'text,label\n"Yes, she said ""no"".",a\n"Two\nlines, here",a\n"x, y",b\n"z, w",b\n';
    const { rows } = await readExamples(csv);
    expect(rows.map(({ text }) => text)).toEqual([
      'Yes, she said "no".',
      'Two lines, here',
      'x, y',
      'z, w',
    ]);
  });

  it('leaves out rows without a text or a label, and says so', async () => {
    const { rows, notes } = await readExamples(
      ['text,label', ...LINES, ',good', 'Nothing.,'].join('\n'),
    );
    expect(rows).toHaveLength(4);
    expect(notes.join(' ')).toMatch(/2 rows without a text or a label were left out/);
  });

  it('reads every example that the use begins with', async () => {
    expect((await readExamples(example(0).examples!)).classes.toSorted()).toEqual(['bad', 'good']);
    expect((await readExamples(example(1).examples!)).classes).toHaveLength(8);
    const own = Array.from({ length: 40 }, (_, i) => `Sentence "${i}", with marks and a comma.`);
    const { classes, rows } = await readExamples(example(0, own).examples!);
    expect(classes).toEqual(['beginning', 'end']);
    expect(rows.every(({ text, label }) => own.indexOf(text) < 20 === (label === 0))).toBe(true);
    expect(rows.map(({ text }) => text)).not.toContain(example(0, own).sentence);
  });
});

describe('what cannot be learned from is refused, with advice', () => {
  it('nothing at all', async () => {
    expect(await refusal(' \n ')).toMatch(/no examples.*Give a row/);
  });
  it('one column', async () => {
    expect(await refusal('A cat sat.\nA dog ran.\nAn ox stood.')).toMatch(/one column only/);
  });
  it('no column of labels', async () => {
    expect(await refusal('A cat sat;one\nA dog ran;two\nAn ox stood;three')).toMatch(
      /looks like labels/,
    );
  });
  it('one class', async () => {
    expect(await refusal('text,label\nA cat sat.,x\nA dog ran.,x')).toMatch(/same label, “x”/);
  });
  it('a class with one row', async () => {
    expect(await refusal(['text,label', ...LINES, 'Hm.,so'].join('\n'))).toMatch(
      /“so” has one row only/,
    );
  });
  it('more classes than there are rows for', async () => {
    const rows = Array.from({ length: 42 }, (_, i) => `Sentence ${i}.,class${i % 21}`);
    expect(await refusal(['text,label', ...rows].join('\n'))).toMatch(/21 different labels/);
  });
  it('whatever else stands there', async () => {
    for (const text of ['…', ',,,', '"', 'text,label', '\u0000,\u0001', '字,字', 'a,b'])
      await refusal(text);
  });
});
