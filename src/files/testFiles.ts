import { inspectFile } from './inspect';
import { readFile } from './read';
import type { FileChoice } from './types';

/** Files as a person would have them, for the tests, in Node and in browsers. */

export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

export const fileOf = (name: string, content: string | Uint8Array): File =>
  new File([typeof content === 'string' ? content : Uint8Array.from(content)], name);

/** Looks at a file and reads all of it, with what is noted for the page. */
export async function readAll(
  file: File,
  choice?: FileChoice,
): Promise<{ text: string; notes: string[] }> {
  const facts = await inspectFile(file, choice?.encoding);
  const parts: string[] = [];
  const notes: string[] = [];
  const onNote = (note: string) => notes.push(note);
  for await (const part of readFile(file, facts, choice, { onNote })) parts.push(part);
  return { text: parts.join(''), notes };
}

export const textOf = async (file: File, choice?: FileChoice): Promise<string> =>
  (await readAll(file, choice)).text;

/** Text in an encoding of single bytes, by turning round the browser's table. */
export function encodeBytes(text: string, encoding: string): Uint8Array {
  const bytes = new Map<string, number>();
  for (let byte = 0; byte < 256; byte++) {
    const decoder = new TextDecoder(encoding);
    bytes.set(decoder.decode(Uint8Array.of(byte), { stream: true }), byte);
  }
  return Uint8Array.from(text, (char) => {
    const byte = bytes.get(char);
    if (byte === undefined) throw new Error(`encodeBytes: ${encoding} has no ${char}`);
    return byte;
  });
}

export function encodeUtf16(text: string, encoding: 'utf-16le' | 'utf-16be'): Uint8Array {
  const view = new DataView(new ArrayBuffer(2 * text.length));
  for (let i = 0; i < text.length; i++) {
    view.setUint16(2 * i, text.charCodeAt(i), encoding === 'utf-16le');
  }
  return new Uint8Array(view.buffer);
}

const ascii = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0));

function concat(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** Numbers of two or of four bytes, the lowest first. */
const short = (...values: number[]) => new Uint8Array(Uint16Array.from(values).buffer);
const long = (...values: number[]) => new Uint8Array(Uint32Array.from(values).buffer);

/**
 * A ZIP archive (PKWARE's APPNOTE, 4.3), whose check sums are 0.
 *
 * @param deflate packs the files; without it they are stored as they are
 */
export function zipOf(
  entries: Readonly<Record<string, string>>,
  deflate?: (bytes: Uint8Array) => Uint8Array,
): Uint8Array {
  const local: Uint8Array[] = [];
  const central: Uint8Array[] = [];
  let offset = 0;
  for (const [path, content] of Object.entries(entries)) {
    const [name, bytes] = [utf8(path), utf8(content)];
    const data = deflate?.(bytes) ?? bytes;
    const about = concat([
      short(20, 0, deflate ? 8 : 0, 0, 0),
      long(0, data.length, bytes.length),
      short(name.length, 0),
    ]);
    const place = concat([short(0, 0, 0, 0, 0), long(offset)]);
    central.push(concat([ascii('PK\x01\x02\x14\x00'), about, place, name]));
    local.push(concat([ascii('PK\x03\x04'), about, name, data]));
    offset += local.at(-1)!.length;
  }
  const directory = concat(central);
  const count = central.length;
  const end = [short(0, 0, count, count), long(directory.length, offset), short(0)];
  return concat([...local, directory, ascii('PK\x05\x06'), ...end]);
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const OFFICE = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
const SCHEMAS = 'http://schemas.openxmlformats.org';

/** The least Word document, with this for its body. */
export const docxOf = (body: string): Uint8Array =>
  zipOf({
    '[Content_Types].xml': `${XML}<Types xmlns="${SCHEMAS}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="${OFFICE}"/></Types>`,
    '_rels/.rels': `${XML}<Relationships xmlns="${SCHEMAS}/package/2006/relationships"><Relationship Id="rId1" Type="${SCHEMAS}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/document.xml': `${XML}<w:document xmlns:w="${SCHEMAS}/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`,
  });

/** A PDF of these objects, numbered from 1, of which the first is the catalogue; `trailer` may add an /Encrypt. */
function pdfOfObjects(objects: readonly string[], trailer = ''): Uint8Array {
  let text = '%PDF-1.4\n';
  const offsets = objects.map((object, i) => {
    const offset = text.length;
    text += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const start = text.length;
  const size = objects.length + 1;
  text += `xref\n0 ${size}\n0000000000 65535 f \n${offsets.join('')}`;
  text += `trailer\n<< /Size ${size} /Root 1 0 R ${trailer}>>\nstartxref\n${start}\n%%EOF\n`;
  return ascii(text);
}

const stream = (content: string) =>
  `<< /Length ${content.length} >>\nstream\n${content}\nendstream`;

const pageOf = (font: number, content: number) =>
  `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 ${font} 0 R >> >> /Contents ${content} 0 R >>`;

/** A PDF whose pages each run these operators in Helvetica (/F1); `trailer` may add an /Encrypt. */
export function pdfOf(pages: readonly string[], trailer = ''): Uint8Array {
  const kids = pages.map((_, i) => `${4 + 2 * i} 0 R`).join(' ');
  return pdfOfObjects(
    [
      '<< /Type /Catalog /Pages 2 0 R >>',
      `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
      '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
      ...pages.flatMap((content, i) => [pageOf(3, 5 + 2 * i), stream(content)]),
    ],
    trailer,
  );
}

/** Text at a place of a page */
export interface Placed {
  readonly x: number;
  readonly y: number;
  readonly text: string;
}

/**
 * A PDF whose pages show these texts in a font of any letters, 12 high and each 6 wide (accents 0), from the left, as
 * PDFs do, in the order given.
 */
export function lettersPdfOf(pages: readonly (readonly Placed[])[]): Uint8Array {
  const letters = [...new Set(pages.flat().flatMap(({ text }) => [...text]))];
  const hex = (value: number) => value.toString(16).padStart(4, '0');
  const codes = (text: string) =>
    [...text].map((letter) => hex(letters.indexOf(letter) + 1)).join('');
  const units = (letter: string) =>
    letter
      .split('')
      .map((unit) => hex(unit.charCodeAt(0)))
      .join('');
  const known = letters.map(
    (letter, i) => `1 beginbfchar <${hex(i + 1)}> <${units(letter)}> endbfchar`,
  );
  const toUnicode = `begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange ${known.join(' ')} endcmap`;
  const narrow = letters.flatMap((letter, i) => (/\p{M}/u.test(letter) ? `${i + 1} [0]` : []));
  const system = '<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>';
  const font = '/Type /Font /BaseFont /Any';
  const show = ({ x, y, text }: Placed) => `1 0 0 1 ${x} ${y} Tm <${codes(text)}> Tj`;
  const kids = pages.map((_, i) => `${7 + 2 * i} 0 R`).join(' ');
  return pdfOfObjects([
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
    `<< ${font} /Subtype /Type0 /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>`,
    `<< ${font} /Subtype /CIDFontType2 /CIDSystemInfo ${system} /DW 500 /W [${narrow.join(' ')}] /FontDescriptor 6 0 R >>`,
    stream(toUnicode),
    '<< /Type /FontDescriptor /FontName /Any /Flags 4 /FontBBox [0 -200 500 800] /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>',
    ...pages.flatMap((placed, i) => [
      pageOf(3, 8 + 2 * i),
      stream(`BT /F1 12 Tf ${placed.map(show).join(' ')} ET`),
    ]),
  ]);
}
