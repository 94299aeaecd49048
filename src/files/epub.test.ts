import { describe, expect, it } from 'vitest';
import { inspectFile } from './inspect';
import { fileOf, readAll, zipOf } from './testFiles';

const page = (body: string) =>
  `<?xml version="1.0"?><html><head><title>The book</title><script src="a.js"/></head><body>${body}</body></html>`;
const item = (id: string, href: string, type = 'application/xhtml+xml', properties = '') =>
  `<item id="${id}" href="${href}" media-type="${type}" properties="${properties}"/>`;

const BOOK = {
  mimetype: 'application/epub+zip',
  'META-INF/container.xml':
    '<container><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>',
  'OEBPS/book.opf': `<package><metadata><dc:title>The book</dc:title></metadata><manifest>${[
    item('b', 'text/two%20.xhtml'),
    item('a', 'one.xhtml'),
    item('n', 'nav.xhtml', 'application/xhtml+xml', 'nav'),
    item('c', 'a.css', 'text/css'),
  ].join(
    '',
  )}</manifest><spine><itemref idref="n"/><itemref idref="a"/><itemref idref="b"/><itemref idref="c"/></spine></package>`,
  'OEBPS/one.xhtml': page(
    '<h1>One</h1><p>It <i>rains</i><a id="x"/>.<sup><a href="two.xhtml#n1">1</a></sup></p>',
  ),
  'OEBPS/text/two .xhtml': page('<p>It pours.&nbsp;So.</p>'),
  'OEBPS/nav.xhtml': page('<nav>One Two</nav>'),
};

describe('a book', () => {
  it('is read page by page in its order, without titles, contents and marks', async () => {
    for (const name of ['a.epub', 'book']) {
      const file = fileOf(name, zipOf(BOOK));
      expect((await inspectFile(file)).kind).toBe('epub');
      expect(await readAll(file)).toEqual({
        text: 'One\n\nIt rains.\n\nIt pours.\u00a0So.',
        notes: ['Footnote marks in the text were left out.'],
      });
    }
  });

  it('is refused if it is locked, damaged or empty', async () => {
    const whyNot = (files: Record<string, string>) =>
      inspectFile(fileOf('a.epub', zipOf(files))).catch((error) => error.message);
    const encryption = (path: string) => ({
      ...BOOK,
      'META-INF/encryption.xml': `<encryption><CipherReference URI="${path}"/></encryption>`,
    });
    expect(await whyNot(encryption('OEBPS/one.xhtml'))).toContain('locked it (DRM)');
    expect(await whyNot(encryption('fonts/a.otf'))).toMatchObject({ kind: 'epub' });
    expect(await whyNot({ mimetype: BOOK.mimetype })).toContain('holds no text');
  });
});
