import { describe, expect, it } from 'vitest';
import { inspectFile } from './inspect';
import { encodeBytes, fileOf, readAll, textOf } from './testFiles';

const NOTE = 'XML tags were left out.';

describe('an XML file', () => {
  it.each<[string, string, string]>([
    [
      'paragraphs with elements in them',
      '<doc>\n <p>It <b>rains</b>.</p>\n <p><i>It</i> pours, <b>again</b></p>\n</doc>',
      'It rains.\n\nIt pours, again',
    ],
    ['records', '<r><a>It rains.</a><b>It pours.</b></r>', 'It rains.\n\nIt pours.'],
    ['words', '<s><w>It </w><w>rains</w><c>.</c></s>', 'It rains\n\n.'],
    ['words with spaces between', '<s><w>It</w> <w>rains</w></s>', 'It rains'],
    ['letters', '<p>a&lt;b &#233;&amp;<![CDATA[<c>]]></p>', 'a<b é&<c>'],
    [
      'pages in a feed',
      '<item><a>Rain</a><b><![CDATA[<p>It <i>rains</i>.</p><p>So.]]></b><c>&lt;p&gt;It &amp;amp; I&lt;br/&gt;go.</c></item>',
      'Rain\n\nIt rains.\n\nSo.\n\nIt & I\ngo.',
    ],
    ['nothing but text', '<p a="no"><!-- no -->\n It\n  rains.<?no no?></p>', 'It rains.'],
  ])('is read as %s', async (_, xml, text) => {
    expect(await readAll(fileOf('a.xml', xml))).toEqual({ text, notes: [NOTE] });
    expect(await textOf(fileOf('a.tei', `<?xml version="1.0"?>\n${xml}`))).toBe(text);
  });

  it('may say so by a namespace', async () => {
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg"><text>It rains.</text><path d="M0"/></svg>';
    const feed = '<rss version="2.0"><channel><title>It rains.</title></channel></rss>';
    for (const xml of [svg, feed]) expect(await textOf(fileOf('a.any', xml))).toBe('It rains.');
  });

  it('has space where a line ends', async () => {
    for (const tag of ['br', 'lb', 'tt:br', 'text:tab']) {
      const xml = `<p>It rains<${tag}/>today.</p>`;
      expect(await textOf(fileOf('a.xml', xml))).toBe('It rains today.');
    }
    expect(await textOf(fileOf('a.xml', '<p>It ra<b/>ins.</p>'))).toBe('It rains.');
  });

  it('is read in the encoding it declares', async () => {
    const text = '<?xml version="1.0" encoding="KOI8-R"?><p>Всё в доме.</p>';
    const file = fileOf('a.xml', encodeBytes(text, 'koi8-r'));
    expect(await inspectFile(file)).toMatchObject({ encoding: 'koi8-r', encodingSure: true });
    expect(await textOf(file)).toBe('Всё в доме.');
  });

  it('may be a web page', async () => {
    const page =
      '<?xml version="1.0"?>\n<!DOCTYPE html>\n<html><head><title/><script/></head><body><p>It<br/>rains.</p></body></html>';
    for (const name of ['a.xml', 'a.xhtml', 'page']) {
      expect(await textOf(fileOf(name, page))).toBe('It\nrains.');
    }
  });
});
