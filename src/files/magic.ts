import { extensionOf } from './names';
import { NotText } from './notText';

/** What else a file may be, with the reason it is not read and what to do. */
interface Known {
  readonly is: string;
  readonly why: string;
  readonly advice: string;
}

const PICTURE = {
  why: 'Any words in it are part of the picture.',
  advice: 'Run it through text recognition (OCR) and save the result as text.',
};
const SOUND = {
  why: 'It holds sound or video and no written words.',
  advice: 'Have it transcribed and save the result as text.',
};
const ARCHIVE = {
  why: 'It is a package of other files.',
  advice: 'Unpack it first, then open the files inside.',
};
const PROGRAM = {
  why: 'It holds code for a computer to run.',
  advice: 'Choose a text file instead.',
};
const DATA = {
  why: 'It holds data in a format of its own.',
  advice: 'Export it as CSV and open that.',
};
const asDocx = (program: string) => ({
  why: 'Cloze cannot read files of this kind.',
  advice: `Open it in ${program} and save it as .docx or as plain text.`,
});

/** Bytes as written here: two digits each, `..` for any. */
const known = (bytes: string, is: string, rest: Omit<Known, 'is'>, at = 0) => ({
  bytes: bytes.split(' ').map((byte) => (byte === '..' ? undefined : Number.parseInt(byte, 16))),
  at,
  known: { is, ...rest },
});

// Each as published with its format, and as the `file` command knows it.
// Not the package file-type (21.3): it takes texts that begin with MZ, BM, GIF or BZh for other files, knows neither
// UTF-32 nor .doc from .xls, and is ten times as heavy.
const MAGIC = [
  known('89 50 4E 47 0D 0A 1A 0A', 'a PNG picture', PICTURE),
  known('FF D8 FF', 'a JPEG picture', PICTURE),
  known('47 49 46 38 .. 61', 'a GIF picture', PICTURE),
  known('52 49 46 46 .. .. .. .. 57 45 42 50', 'a WebP picture', PICTURE),
  known('49 49 2A 00', 'a TIFF picture', PICTURE),
  known('4D 4D 00 2A', 'a TIFF picture', PICTURE),
  known('42 4D .. .. .. .. 00 00 00 00', 'a BMP picture', PICTURE),
  known('00 00 01 00', 'an icon', PICTURE),
  known('38 42 50 53', 'a Photoshop picture', PICTURE),
  known('00 .. .. .. 66 74 79 70 68 65 69', 'a HEIC picture', PICTURE),
  known('00 .. .. .. 66 74 79 70 61 76 69', 'an AVIF picture', PICTURE),
  known('00 .. .. .. 66 74 79 70', 'a film or sound (MP4)', SOUND),
  known('49 44 33 .. 00', 'a sound (MP3)', SOUND),
  known('FF FB', 'a sound (MP3)', SOUND),
  known('4F 67 67 53 00', 'a sound (Ogg)', SOUND),
  known('66 4C 61 43 .. 00', 'a sound (FLAC)', SOUND),
  known('52 49 46 46 .. .. .. .. 57 41 56 45', 'a sound (WAV)', SOUND),
  known('52 49 46 46 .. .. .. .. 41 56 49', 'a film (AVI)', SOUND),
  known('1A 45 DF A3', 'a film (Matroska or WebM)', SOUND),
  known('1F 8B', 'a gzip archive', ARCHIVE),
  known('42 5A 68 .. 31 41 59 26', 'a bzip2 archive', ARCHIVE),
  known('FD 37 7A 58 5A 00', 'an XZ archive', ARCHIVE),
  known('28 B5 2F FD', 'a Zstandard archive', ARCHIVE),
  known('37 7A BC AF 27 1C', 'a 7-Zip archive', ARCHIVE),
  known('52 61 72 21 1A 07', 'a RAR archive', ARCHIVE),
  known('75 73 74 61 72', 'a tar archive', ARCHIVE, 257),
  known('7F 45 4C 46', 'a program (ELF)', PROGRAM),
  known('4D 5A .. 00', 'a program for Windows', PROGRAM),
  known('CF FA ED FE', 'a program for macOS', PROGRAM),
  known('CA FE BA BE', 'a program (Java or macOS)', PROGRAM),
  known('00 61 73 6D', 'a WebAssembly program', PROGRAM),
  known('53 51 4C 69 74 65 20 66 6F 72 6D 61 74 20 33 00', 'an SQLite database', DATA),
  known('50 41 52 31 15', 'a Parquet table', DATA),
  known('41 52 52 4F 57 31 00', 'an Arrow table', DATA),
  known('7B 5C 72 74 66', 'a document in Rich Text Format', asDocx('Word or LibreOffice')),
  known('FF FE 00 00', 'text in UTF-32', {
    why: 'Browsers cannot read this encoding.',
    advice: 'Save it in UTF-8 and open it again.',
  }),
  known('00 00 FE FF', 'text in UTF-32', {
    why: 'Browsers cannot read this encoding.',
    advice: 'Save it in UTF-8 and open it again.',
  }),
];

/** Documents that are ZIP archives inside, told apart by name. */
const ZIPPED: ReadonlyMap<string, Known> = new Map(
  Object.entries({
    xlsx: { is: 'an Excel workbook', ...DATA },
    ods: { is: 'an OpenDocument spreadsheet', ...DATA },
    pptx: { is: 'a PowerPoint presentation', ...asDocx('PowerPoint') },
    odp: { is: 'an OpenDocument presentation', ...asDocx('LibreOffice') },
    pages: { is: 'a Pages document', ...asDocx('Pages') },
    cloze: {
      is: 'a file of runs that Cloze has saved',
      why: 'It holds models and their curves.',
      advice: 'Open it by itself: its runs come into the Library.',
    },
  }),
);

/** Files of older Office programs share one beginning. */
const OLE: ReadonlyMap<string, Known> = new Map(
  Object.entries({
    xls: { is: 'an old Excel workbook (.xls)', ...DATA },
    ppt: { is: 'an old PowerPoint presentation (.ppt)', ...asDocx('PowerPoint') },
    msg: { is: 'an Outlook message', ...asDocx('Outlook') },
  }),
);
const OLD_WORD: Known = { is: 'an old Word document (.doc)', ...asDocx('Word or LibreOffice') };
const LOCKED: Known = {
  is: 'locked with a password',
  why: 'Its text is encrypted.',
  advice: 'Open it in Word, remove the password under File, Info, Protect Document, and save it.',
};
/** 'EncryptedPackage' in UTF-16, the name of the stream in which a locked docx lies. */
const ENCRYPTED_PACKAGE = [...'EncryptedPackage'].join('\0');

const begins = (bytes: Uint8Array, expected: readonly (number | undefined)[], at = 0) =>
  expected.every((byte, i) => byte === undefined || bytes[at + i] === byte);
const isAscii = (bytes: Uint8Array, text: string, at = 0) =>
  begins(
    bytes,
    [...text].map((char) => char.charCodeAt(0)),
    at,
  );

export const isZip = (bytes: Uint8Array): boolean =>
  isAscii(bytes, 'PK\x03\x04') || isAscii(bytes, 'PK\x05\x06');

/** Where Word keeps the text; the names of the files in an archive can be read without unpacking it. */
const WORD_TEXT = 'word/document.xml';

/** The kind of a document by its files: OpenDocument and EPUB name themselves in the first, Word's text has one name. */
export function zippedKind(bytes: Uint8Array): 'docx' | 'odt' | 'epub' | undefined {
  const names = (type: string) => isAscii(bytes, `mimetype${type}`, 30);
  if (names('application/epub+zip')) return 'epub';
  if (names('application/vnd.oasis.opendocument.text')) return 'odt';
  return new TextDecoder('latin1').decode(bytes).includes(WORD_TEXT) ? 'docx' : undefined;
}

/** Readers of PDF look for its mark in the first kilobyte (ISO 32000-1, annex H.3.4.1). */
const PDF_MARK_WITHIN = 1024;

/** A file called .pdf may begin with something else; in another it would be a text about PDF. */
export function isPdf(name: string, bytes: Uint8Array): boolean {
  const within = extensionOf(name) === 'pdf' ? PDF_MARK_WITHIN : 1;
  for (let at = 0; at < within; at++) {
    if (isAscii(bytes, '%PDF-', at)) return true;
  }
  return false;
}

function find(name: string, bytes: Uint8Array): Known | undefined {
  const extension = extensionOf(name);
  if (isZip(bytes)) return ZIPPED.get(extension) ?? { is: 'a ZIP archive', ...ARCHIVE };
  if (begins(bytes, [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])) {
    const locked = new TextDecoder('latin1').decode(bytes).includes(ENCRYPTED_PACKAGE);
    return locked ? LOCKED : (OLE.get(extension) ?? OLD_WORD);
  }
  return MAGIC.find((magic) => begins(bytes, magic.bytes, magic.at))?.known;
}

/**
 * Throws NotText if the first bytes of a file are those of a kind that holds no plain text. Documents that are read (docx,
 * odt, epub, pdf) are to be recognised before.
 */
export function refuseKnown(name: string, bytes: Uint8Array): void {
  const found = find(name, bytes);
  if (found) throw new NotText(`${name} is ${found.is}.`, found.why, found.advice);
}
