import { describe, expect, it } from 'vitest';
import { inspectFile } from './inspect';
import { docxOf, fileOf, textOf, zipOf } from './testFiles';

const run = (text: string) => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`;
const p = (...runs: string[]) => `<w:p>${runs.join('')}</w:p>`;

const BODY = [
  p('<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>', run('A title')),
  p(run('It '), run('rains &amp; p'), run('ours.')),
  p(),
  p(run('One line'), '<w:r><w:br/></w:r>', run('and another')),
  p(`<w:del w:id="1">${run('gone').replaceAll('w:t', 'w:delText')}</w:del>`, run('kept')),
  `<w:tbl><w:tr><w:tc>${p(run('a'))}</w:tc><w:tc>${p(run('b'))}</w:tc></w:tr></w:tbl>`,
].join('');

describe('a Word document', () => {
  it('is read as paragraphs', async () => {
    const file = fileOf('a.docx', docxOf(BODY));
    expect(await inspectFile(file)).toMatchObject({
      kind: 'docx',
      encoding: undefined,
      choices: [],
    });
    expect(await textOf(file)).toBe(
      'A title\n\nIt rains & pours.\n\nOne line\nand another\n\nkept\n\na\n\nb',
    );
  });

  it('is refused if it cannot be opened', async () => {
    const whole = docxOf(BODY);
    for (const bytes of [whole.subarray(0, 300), zipOf({ 'a.txt': 'It rains.' })]) {
      await expect(inspectFile(fileOf('a.docx', bytes))).rejects.toMatchObject({
        name: 'NotText',
        what: 'a.docx cannot be opened as a Word document.',
        advice: expect.stringContaining('save it as .docx once more'),
      });
    }
  });

  it('is refused if it is none', async () => {
    await expect(inspectFile(fileOf('a.docx', 'It rains.'))).rejects.toThrow(
      'a.docx is not a Word document, whatever its name says.',
    );
  });
});
