import { deflateRawSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { inspectFile } from './inspect';
import { docxOf, fileOf, textOf, utf8, zipOf } from './testFiles';

const deflate = (bytes: Uint8Array) => deflateRawSync(bytes);

it('refuses a document that says it unpacks to far more than it can hold', async () => {
  const docx = docxOf('<w:p><w:t>x</w:t></w:p>');
  const view = new DataView(docx.buffer);
  const entry = docx.lastIndexOf(utf8('PK\x01\x02')[2]!) - 2;
  expect(new TextDecoder().decode(docx.subarray(entry, entry + 2))).toBe('PK');
  view.setUint32(entry + 24, 1 << 30, true); // of the last part, which is the text
  await expect(textOf(fileOf('a.docx', docx))).rejects.toThrow(/unpacks to far more/);
});

it('refuses a list of parts that never ends', async () => {
  const rels = ' '.repeat(17 << 20);
  const docx = zipOf({ '_rels/.rels': rels, 'word/document.xml': '<w:p/>' }, deflate);
  expect(docx.length).toBeLessThan(20_000);
  await expect(textOf(fileOf('a.docx', docx))).rejects.toThrow(/is far too long/);
});

it('reads a page of a book once, however often the book names it', async () => {
  const epub = zipOf({
    mimetype: 'application/epub+zip',
    'META-INF/container.xml': '<container><rootfile full-path="b.opf"/></container>',
    'b.opf': `<package><item id="c" href="c.html" media-type="text/html"/>${'<itemref idref="c"/>'.repeat(9)}</package>`,
    'c.html': '<p>It rains.</p>',
  });
  expect(await textOf(fileOf('a.epub', epub))).toBe('It rains.');
});

it.each(['a.constructor', 'a.__proto__'])(
  'takes %s for an archive of no kind it knows',
  async (name) => {
    await expect(inspectFile(fileOf(name, zipOf({ x: 'y' })))).rejects.toThrow(
      `${name} is a ZIP archive.`,
    );
  },
);

it('reads past an element that is named like what every object has', async () => {
  const docx = docxOf('<w:p><w:r><w:t>It </w:t><constructor/><w:t>rains.</w:t></w:r></w:p>');
  expect(await textOf(fileOf('a.docx', docx))).toBe('It rains.');
});
