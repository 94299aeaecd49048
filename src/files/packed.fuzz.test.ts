import { deflateRawSync } from 'node:zlib';
import { fuzzBytes, fuzzText } from '../base/testFuzz';
import { ENCODINGS } from './encodings';
import { inspectFile } from './inspect';
import { NotText } from './notText';
import { docxOf, encodeBytes, encodeUtf16, fileOf, pdfOf, readAll, utf8, zipOf } from './testFiles';
import { CannotUnpack, unpack } from './unpack';

const deflate = (bytes: Uint8Array) => deflateRawSync(bytes);
const reads = (name: string) => async (bytes: Uint8Array) => {
  const { text, notes } = await readAll(fileOf(name, bytes));
  return { length: text.length, notes };
};

const BODY =
  '<w:p><w:r><w:t>It </w:t><w:br/><w:t>rains.</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:sym w:font="Symbol" w:char="F061"/></w:r></w:p></w:tc></w:tr></w:tbl>';
const DOCX = docxOf(BODY);
const odtOf = (body: string, pack?: typeof deflate) =>
  zipOf(
    {
      mimetype: 'application/vnd.oasis.opendocument.text',
      'content.xml': `<office:document-content>${body}</office:document-content>`,
    },
    pack,
  );
const ODT_BODY = '<text:p>It <text:s/>rains.<text:note><text:p>x</text:p></text:note></text:p>';
const epubOf = (opf: string, page: string, pack?: typeof deflate) =>
  zipOf(
    {
      mimetype: 'application/epub+zip',
      'META-INF/container.xml': '<container><rootfile full-path="a/b.opf"/></container>',
      'a/b.opf': opf,
      'a/c.xhtml': page,
    },
    pack,
  );
const OPF =
  '<package><manifest><item id="c" href="c.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="c"/></spine></package>';
const EPUB = epubOf(OPF, '<html><title>x</title><p>It rains.</p></html>', deflate);
const ZIP_WORDS = ['PK\x03\x04', 'PK\x01\x02', 'PK\x05\x06', 'word/document.xml', '../', '\x08\0'];
const PDF_WORDS = [
  'obj',
  'endobj',
  'stream',
  'endstream',
  '<<',
  '>>',
  '/Length',
  '/Kids [',
  ' 0 R',
  '/Count',
  'xref',
  'trailer',
  '/Type',
  '%%EOF',
  'BT',
  'Tj',
];

fuzzBytes({
  name: 'a Word document',
  samples: [DOCX],
  words: ZIP_WORDS,
  read: reads('a.docx'),
  refuses: [NotText],
});
fuzzBytes({
  name: 'an OpenDocument text',
  samples: [odtOf(ODT_BODY), odtOf(ODT_BODY, deflate)],
  words: ZIP_WORDS,
  read: reads('a.odt'),
  refuses: [NotText],
});
fuzzBytes({
  name: 'a book',
  samples: [EPUB],
  words: ZIP_WORDS,
  read: reads('a.epub'),
  refuses: [NotText],
});
fuzzBytes({
  name: 'a PDF',
  samples: [
    pdfOf([
      'BT /F1 12 Tf 72 720 Td (It rains.) Tj ET',
      'BT /F1 12 Tf 72 700 Td [(A) 20 (b)] TJ ET',
    ]),
  ],
  words: PDF_WORDS,
  read: reads('a.pdf'),
  refuses: [NotText],
  runs: 30,
});

const TAGS = [
  '<',
  '>',
  '/',
  '</',
  '/>',
  '"',
  ' ',
  '=',
  'x',
  '<!--',
  '-->',
  '&amp;',
  '<a>',
  '</a>',
  'constructor',
  '<toString/>',
];
fuzzText({
  name: 'the text of a Word document',
  samples: [BODY],
  words: [
    ...TAGS,
    '<w:p>',
    '</w:p>',
    '<w:t>',
    '</w:t>',
    '<w:del>',
    '<m:d>',
    '<m:e>',
    '<w:pPr>',
    '<mc:Choice>',
    '<mc:AlternateContent>',
    '<w:sym w:char="',
    '<m:naryPr>',
  ],
  read: (body) => reads('a.docx')(docxOf(body)),
  refuses: [NotText],
  runs: 20,
});
fuzzText({
  name: 'the text of an OpenDocument text',
  samples: [ODT_BODY],
  words: [
    ...TAGS,
    '<text:p>',
    '</text:p>',
    '<text:note>',
    '<text:s/>',
    '<office:annotation>',
    '<draw:object>',
  ],
  once: [{ opening: '<text:p>"', middle: '<a> ' }],
  read: (body) => reads('a.odt')(odtOf(body)),
  refuses: [NotText],
  runs: 20,
});
fuzzText({
  name: 'the list of pages of a book',
  samples: [OPF],
  words: [
    ...TAGS,
    '<itemref idref="c"/>',
    '<item id="c" href="',
    'c.xhtml',
    '../',
    '%ff',
    'media-type="text/html"',
  ],
  read: (opf) => reads('a.epub')(epubOf(opf, '<p>It rains.</p>')),
  refuses: [NotText],
  runs: 20,
});
fuzzText({
  name: 'the parts of a Word document',
  samples: [
    '<Relationships><Relationship Type="http://x/officeDocument" Target="word/document.xml"/></Relationships>',
  ],
  words: [...TAGS, '<Relationship ', 'Type="', '/officeDocument"', 'Target="'],
  read: (rels) =>
    reads('a.docx')(
      zipOf({ '_rels/.rels': rels, 'word/document.xml': `<w:document>${BODY}</w:document>` }),
    ),
  refuses: [NotText],
  runs: 20,
});

const WESTERN = 'Füße laufen über die Straße. „Gut“, sagte Zoë – è così.\n'.repeat(3);
const SAMPLES = [
  encodeBytes(WESTERN.replace(/[„“–]/g, '"'), 'windows-1252'),
  encodeUtf16('It rains.\nЕго.', 'utf-16le'),
  encodeUtf16('It rains.\n', 'utf-16be'),
  utf8(`\ufeff${WESTERN}`),
  Uint8Array.from([0x1b, 0x24, 0x42, 0x46, 0x7c, 0x4b, 0x5c, 0x1b, 0x28, 0x42]),
];
fuzzBytes({
  name: 'the encoding of a text',
  samples: SAMPLES,
  words: ['\x1b$B', '\xff\xfe', '<meta charset=', 'koi8-r', '<?xml version="1.0" encoding="', '\r'],
  read: reads('a.txt'),
  refuses: [NotText],
});
const NAMES = [
  'constructor',
  'toString',
  '__proto__',
  'a.constructor',
  'a.__proto__',
  'a.docx',
  'a.xls',
  '.',
  'a.pdf',
  'a.zip',
  '',
  'a.csv',
  'a.json',
];
fuzzBytes({
  name: 'a file of any name',
  samples: [
    DOCX,
    EPUB,
    utf8('%PDF-1.4'),
    utf8('PK\x05\x06'),
    Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 1]),
  ],
  words: ZIP_WORDS,
  async read(bytes) {
    const name = NAMES[(bytes[bytes.length >> 1] ?? 0) % NAMES.length]!;
    const encoding = ENCODINGS[(bytes[0] ?? 0) % ENCODINGS.length]!.label;
    const file = fileOf(name, bytes);
    return [await inspectFile(file, encoding).catch(refusal), await inspectFile(file)];
  },
  refuses: [NotText],
});
function refusal(error: unknown) {
  if (!(error instanceof NotText) || error.what.includes('undefined')) throw error;
}
fuzzBytes({
  name: 'an archive',
  samples: [EPUB, zipOf({ 'a/config.json': '{}', 'model.safetensors': 'x'.repeat(300) }, deflate)],
  words: ZIP_WORDS,
  read: (bytes) => unpack(new Blob([Uint8Array.from(bytes)]), () => true, 1e6),
  refuses: [CannotUnpack],
});
