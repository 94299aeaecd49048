import { describe, expect, it } from 'vitest';
import { inspectFile } from './inspect';
import { readFile } from './read';
import { fileOf, pdfOf, textOf } from './testFiles';

/** Lines of text, each this far below the one before, from the top of a page on. */
const lines = (...placed: [drop: number, text: string][]) =>
  `BT /F1 12 Tf 72 770 Td ${placed.map(([drop, text]) => `0 ${-drop} Td (${text}) Tj`).join(' ')} ET`;

const FIRST = lines(
  [0, 'It rains in the old'],
  [14, 'town, for exam-'],
  [14, 'ple. We stay.'],
  [28, 'Then the sun comes out'],
  [14, 'in Baden-'],
  [14, 'Baden, and every'],
  [600, '- 7 -'],
);
const SECOND = lines([0, 'one goes for a walk.'], [30, 'The end.']);

describe('a PDF', () => {
  it('is read page by page: lines joined, hyphens undone, gaps as paragraphs', async () => {
    const file = fileOf('a.pdf', pdfOf([FIRST, '', SECOND]));
    expect(await inspectFile(file)).toMatchObject({
      kind: 'pdf',
      encoding: undefined,
      choices: [],
    });
    expect(await textOf(file)).toBe(
      [
        'It rains in the old town, for example. We stay.',
        'Then the sun comes out in Baden-Baden, and every one goes for a walk.',
        'The end.',
      ].join('\n\n'),
    );
  });

  it('is known by its first bytes, whatever its name', async () => {
    const bytes = pdfOf([SECOND]);
    expect((await inspectFile(fileOf('a', bytes))).kind).toBe('pdf');
    const late = Buffer.concat([Buffer.from('\n\n'), bytes]);
    expect((await inspectFile(fileOf('a.PDF', late))).kind).toBe('pdf');
    expect((await inspectFile(fileOf('a.txt', 'A file with %PDF- in it.'))).kind).toBe('text');
  });

  it.each<[string, Uint8Array, string, RegExp]>([
    ['without text', pdfOf(['', '0 0 100 100 re f']), 'holds no text', /OCR/],
    [
      'locked',
      pdfOf(
        [SECOND],
        `/ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -1 /O <${'00'.repeat(32)}> /U <${'11'.repeat(32)}> >> `,
      ),
      'is locked with a password',
      /without a password/,
    ],
    ['cut off', pdfOf([SECOND]).subarray(0, 40), 'cannot be opened as a PDF', /export it again/],
    ['none', Buffer.from('It rains.'), 'is not a PDF', /rename it to \.txt/],
  ])('is refused if it is %s', async (_, bytes, what, advice) => {
    await expect(inspectFile(fileOf('a.pdf', bytes))).rejects.toMatchObject({
      name: 'NotText',
      what: expect.stringContaining(`a.pdf ${what}`),
      advice: expect.stringMatching(advice),
    });
  });

  it('stops between pages, and reports the share of pages as bytes', async () => {
    const file = fileOf('a.pdf', pdfOf(Array(4).fill(SECOND)));
    const facts = await inspectFile(file);
    const control = new AbortController();
    const reason = new Error('enough');
    const reported: number[] = [];
    const read = async () => {
      const options = { signal: control.signal, onProgress: (n: number) => reported.push(n) };
      for await (const _ of readFile(file, facts, {}, options)) control.abort(reason);
    };
    await expect(read()).rejects.toBe(reason);
    expect(reported).toEqual([Math.floor(file.size / 4)]);
  });
});
