import { looksBinary } from '../corpus/looksBinary';
import { readBytes, readSample, type Sample } from './bytes';
import { decode, decodeAll, newlines } from './decode';
import { readDocx } from './docx';
import { detectEncoding, type Encoding, isValid } from './encoding';
import { ENCODINGS } from './encodings';
import { readEpub } from './epub';
import { declaredEncoding, looksLikePage } from './html';
import { inspectJson } from './json';
import { looksLikeJson } from './jsonElements';
import { checkAll } from './lateBytes';
import { isPdf, isZip, refuseKnown, zippedKind } from './magic';
import { extensionOf, kindByName } from './names';
import { NotText } from './notText';
import { readOdt } from './odt';
import { readPdf } from './pdf';
import { looksLikeSubtitles } from './subtitles';
import { inspectTable, TooWide } from './table';
import { withoutControls } from './terminal';
import type { FileFacts, FileKind, ReadOptions } from './types';
import { declaredByXml, looksLikeXml } from './xml';

/** Kinds that are read by their bytes, not as text in some encoding. */
const PACKED = { pdf: readPdf, docx: readDocx, odt: readOdt, epub: readEpub };
const PACKED_NAMES = {
  pdf: 'a PDF',
  docx: 'a Word document',
  odt: 'an OpenDocument text',
  epub: 'an EPUB book',
};
type Packed = keyof typeof PACKED;
const isPacked = (kind: FileKind | undefined): kind is Packed =>
  kind !== undefined && Object.hasOwn(PACKED, kind);

/** By its first bytes, and by its name where they may be several. Throws NotText for what holds no text. */
function packedKind(name: string, head: Uint8Array): Packed | undefined {
  if (isPdf(name, head)) return 'pdf';
  const kind = kindByName(name);
  const packed = isPacked(kind) && kind !== 'pdf' ? kind : undefined;
  if (isZip(head)) {
    const found = packed ?? zippedKind(head);
    if (found) return found;
  }
  refuseKnown(name, head);
  if (!isPacked(kind)) return undefined;
  throw new NotText(
    `${name} is not ${PACKED_NAMES[kind]}, whatever its name says.`,
    'It does not begin the way such a file must.',
    'Download or save it again or, if it is plain text, rename it to .txt.',
  );
}

/** The kind of a text, by its name if that says so, otherwise by how it begins. */
function textKind(name: string, beginning: string): FileKind {
  const named = kindByName(name) ?? 'text';
  if (named === 'subtitles' || named === 'text') {
    if (looksLikeSubtitles(beginning)) return 'subtitles';
    if (looksLikePage(beginning)) return 'html';
    if (looksLikeXml(beginning)) return 'xml';
    return looksLikeJson(beginning) ? 'json' : 'text';
  }
  return named === 'xml' && looksLikePage(beginning) ? 'html' : named;
}

async function encodingOf(sample: Sample): Promise<Encoding> {
  const { head } = sample;
  const declared = declaredByXml(head) ?? declaredEncoding(head);
  const found = await detectEncoding(sample);
  if (!declared || (found.sure && found.encoding.startsWith('utf-16'))) return found;
  return isValid(head, declared) ? { encoding: declared, sure: true } : found;
}

const nameOf = (label: string) =>
  ENCODINGS.find((encoding) => encoding.label === label)?.name ?? label;

/** As `found` in a sample; where that is UTF-8, all of the file is looked at. */
async function confirmed(
  file: File,
  { found, whole }: { found: Encoding; whole: boolean },
  options: ReadOptions,
): Promise<Encoding & { notes: string[] }> {
  if (found.encoding !== 'utf-8' || whole || !found.sure) return { ...found, notes: [] };
  const checked = await checkAll(file, options);
  const isOther = checked.encoding !== 'utf-8';
  const guess = nameOf(checked.encoding);
  const note = `Its beginning is UTF-8, but not all of it is. It was read as ${guess}, which is a guess.`;
  return { ...checked, notes: isOther ? [note] : [] };
}

/** Reads one part, so that a document that cannot be read fails here. */
async function tryToRead(parts: AsyncGenerator<string>): Promise<void> {
  await parts.next();
  await parts.return(undefined);
}

/**
 * Looks at the beginning of a file, and at some of its middle and end for the encoding, which all of it has to
 * confirm; tables are read whole, documents opened.
 * Throws NotText, which says in plain words what it is, why it is not read and what to do.
 *
 * @param encoding what the person says instead of what would be found
 */
export async function inspectFile(
  file: File,
  encoding?: string,
  options: ReadOptions = {},
): Promise<FileFacts> {
  const { name } = file;
  if (file.size === 0) {
    throw new NotText(`${name} is empty.`, 'It has no bytes.', 'Choose another file.');
  }
  const sample = await readSample(file);
  const none = { choices: [], suggested: undefined, table: undefined };
  const packed = packedKind(name, sample.head);
  if (packed) {
    await tryToRead(PACKED[packed](file));
    return { kind: packed, encoding: undefined, encodingSure: true, ...none };
  }
  const named = kindByName(name);
  // Tables and JSON are read a second time, which takes longer. Progress is reported for that only.
  const { onProgress: _, ...silent } = options;
  const isReadAgain = named === 'csv' || named === 'tsv' || named === 'json';
  const found: Encoding & { notes?: readonly string[] } = encoding
    ? { encoding, sure: true }
    : await confirmed(
        file,
        { found: await encodingOf(sample), whole: sample.whole },
        isReadAgain ? silent : options,
      );
  const { notes = [] } = found;
  const beginning = newlines(decodeAll(sample.head, found.encoding));
  if (looksBinary(withoutControls(beginning))) throw binary(name, encoding);
  const kind = textKind(name, beginning);
  const facts = { kind, encoding: found.encoding, encodingSure: found.sure, ...none, notes };
  const open = () => decode(readBytes(file, options), found.encoding);
  if (kind === 'csv' || kind === 'tsv') {
    const table = await inspectTable(open, beginning, sample.whole).catch((error: unknown) => {
      throw error instanceof TooWide ? tooWide(name, error) : error;
    });
    if (table.choices.every((column) => column.sample === '')) {
      throw new NotText(
        `${name} holds no text.`,
        'It holds only spaces and line breaks.',
        'Choose another file.',
      );
    }
    return { ...facts, ...table, notes: [...notes, ...table.notes] };
  }
  if (kind !== 'json') return facts;
  try {
    return { ...facts, ...(await inspectJson(open(), name)) };
  } catch (error) {
    if (named === 'json' || !(error instanceof NotText)) throw error;
    return { ...facts, kind: 'text' }; // it only began like JSON
  }
}

const tooWide = (name: string, cause: Error) =>
  new NotText(
    `${name} cannot be read as a table.`,
    'It has more columns than the 16 384 of Excel.',
    'Save the columns that you need as another table, or rename it to .txt to read it as plain text.',
    { cause },
  );

function binary(name: string, encoding: string | undefined): NotText {
  const kind = extensionOf(name);
  const why = 'It contains characters that only occur in binary files';
  return encoding
    ? new NotText(
        `${name} does not look like text in the encoding ${encoding}.`,
        `${why} or in text read with the wrong encoding.`,
        'Choose another encoding.',
      )
    : new NotText(
        `${name} does not look like text.`,
        `${why} or in an encoding that browsers cannot read.`,
        `Open it in the program that made it${kind ? ` (.${kind})` : ''} and save it as plain text in UTF-8.`,
      );
}
