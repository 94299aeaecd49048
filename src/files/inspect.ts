import { looksBinary } from '../text/diagnose';
import { readBytes, readSample, type Sample } from './bytes';
import { decode, decodeAll, newlines } from './decode';
import { readDocx } from './docx';
import { detectEncoding, type Encoding, isValid } from './encoding';
import { ENCODINGS } from './encodings';
import { declaredEncoding } from './html';
import { inspectJsonLines } from './jsonLines';
import { checkAll } from './lateBytes';
import { isPdf, isZip, refuseKnown } from './magic';
import { extensionOf, kindByName } from './names';
import { NotText } from './notText';
import { readPdf } from './pdf';
import { inspectTable } from './table';
import type { FileFacts, FileKind, ReadOptions } from './types';

/** By its first bytes, and by its name where they may be several. Throws NotText for what holds no text. */
function kindOf(name: string, head: Uint8Array): FileKind {
  if (isPdf(name, head)) return 'pdf';
  const kind = kindByName(name) ?? 'text';
  if (kind === 'docx' && isZip(head)) return 'docx';
  refuseKnown(name, head);
  if (kind !== 'docx' && kind !== 'pdf') return kind;
  throw new NotText(
    `${name} is not a ${kind === 'pdf' ? 'PDF' : 'Word document'}, whatever its name says.`,
    'It does not begin as one must.',
    'Fetch or save it once more, or, if it is plain text, rename it to .txt.',
  );
}

async function encodingOf(kind: FileKind, sample: Sample): Promise<Encoding> {
  const declared = kind === 'html' ? declaredEncoding(sample.head) : undefined;
  const found = await detectEncoding(sample);
  if (!declared || (found.sure && found.encoding.startsWith('utf-16'))) return found;
  return isValid(sample.head, declared) ? { encoding: declared, sure: true } : found;
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
  const note = `Not all of the file is UTF-8, as its beginning is: it was read as ${nameOf(checked.encoding)}, a guess.`;
  return { ...checked, notes: isOther ? [note] : [] };
}

/** Takes one part of what is read, so that it fails here if it fails at all. */
async function tryToRead(parts: AsyncGenerator<string>): Promise<void> {
  await parts.next();
  await parts.return(undefined);
}

/**
 * Looks at the beginning of a file, and at some of its middle and end for the encoding, which all of it has to
 * confirm; tables are read whole, docx and pdf opened.
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
  const kind = kindOf(name, sample.head);
  const none = { choices: [], suggested: undefined, table: undefined };
  if (kind === 'docx' || kind === 'pdf') {
    await tryToRead(kind === 'docx' ? readDocx(file) : readPdf(file));
    return { kind, encoding: undefined, encodingSure: true, ...none };
  }
  const isTable = kind === 'csv' || kind === 'tsv';
  // A table is read once more, which takes longer: only that is told of.
  const { onProgress: _, ...silent } = options;
  const found: Encoding & { notes?: readonly string[] } = encoding
    ? { encoding, sure: true }
    : await confirmed(
        file,
        { found: await encodingOf(kind, sample), whole: sample.whole },
        isTable ? silent : options,
      );
  const { notes = [] } = found;
  const facts = { kind, encoding: found.encoding, encodingSure: found.sure, ...none, notes };
  const beginning = newlines(decodeAll(sample.head, found.encoding));
  if (looksBinary(beginning)) throw binary(name, encoding);
  const open = () => decode(readBytes(file, options), found.encoding);
  if (kind === 'jsonl') return { ...facts, ...(await inspectJsonLines(open(), name)) };
  if (isTable) {
    const table = await inspectTable(open, beginning, sample.whole);
    return { ...facts, ...table, notes: [...notes, ...table.notes] };
  }
  return facts;
}

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
