import { assertNever } from '../base/assert';
import { counted, isSome, listed, sentence } from '../base/words';
import { withoutForms } from '../corpus/forms';
import { readBytes } from './bytes';
import { decode } from './decode';
import { readDocx } from './docx';
import { readEpub } from './epub';
import { readHtml } from './html';
import { AS_IT_IS, readJson } from './json';
import { TooDeep } from './markup';
import { extensionOf } from './names';
import { NotText } from './notText';
import { readOdt } from './odt';
import { readPdf } from './pdf';
import { readSubtitles } from './subtitles';
import { readTable } from './table';
import { readTerminal } from './terminal';
import type { FileChoice, FileFacts, ReadOptions } from './types';
import { inReadingOrder } from './visualOrder';
import { readXml } from './xml';

const UNZIPPED = { docx: readDocx, odt: readOdt, epub: readEpub };

/** Passes a decoded text on, and notes how many of its characters are damaged. */
async function* notingDamage(
  parts: AsyncIterable<string>,
  { onNote }: ReadOptions,
): AsyncGenerator<string> {
  let damaged = 0;
  for await (const part of parts) {
    for (let at = part.indexOf('\uFFFD'); at >= 0; at = part.indexOf('\uFFFD', at + 1)) damaged++;
    yield part;
  }
  if (damaged > 0) {
    const what = counted(damaged, 'character is', 'characters are');
    onNote?.(`${what} damaged or in another encoding and shown as “\uFFFD”.`);
  }
}

const tooDeep = (name: string, cause: TooDeep) =>
  new NotText(
    `${name} cannot be read.`,
    `${sentence(cause.message)} Most likely some are opened and never closed.`,
    'Open it in a browser, select all, and save what you copy as plain text.',
    { cause },
  );

/**
 * Passes a text on. Throws NotText if it is blank, which would take the place of the text that is there, or if its tags
 * are nested without end.
 */
async function* someText(
  parts: AsyncIterable<string>,
  { name }: File,
  why: string,
): AsyncGenerator<string> {
  let isBlank = true;
  try {
    for await (const part of parts) {
      isBlank &&= part.trim() === '';
      yield part;
    }
  } catch (error) {
    throw error instanceof TooDeep ? tooDeep(name, error) : error;
  }
  if (isBlank) throw new NotText(`${name} holds no text.`, why, 'Choose another file.');
}

/**
 * The file as plain text in parts, with `\n` line ends and without a byte order mark. As it is read, a part at a
 * time, only that part is held in memory; of a pdf the whole file.
 *
 * Each cell of the chosen column, or field of each record, is a paragraph: blank lines stand between them, and
 * within one there is none. Ligatures and other forms of letters are spelled out. Throws NotText if the file turns
 * out not to be readable after all, the signal's reason once it is aborted, and a RangeError for an encoding that
 * there is not.
 */
export async function* readFile(...args: Parameters<typeof readAsWritten>): AsyncGenerator<string> {
  for await (const part of readAsWritten(...args)) yield withoutForms(part);
}

async function* readAsWritten(
  file: File,
  facts: FileFacts,
  choice: FileChoice = {},
  options: ReadOptions = {},
): AsyncGenerator<string> {
  options.signal?.throwIfAborted();
  const { kind, choices, table } = facts;
  const { onNote } = options;
  if (kind === 'pdf') return yield* readPdf(file, options);
  if (kind === 'docx' || kind === 'odt' || kind === 'epub') {
    yield* UNZIPPED[kind](file, options);
    options.signal?.throwIfAborted();
    options.onProgress?.(file.size);
    return;
  }
  for (const note of facts.notes ?? []) options.onNote?.(note);
  const encoding = choice.encoding ?? facts.encoding ?? 'utf-8';
  const parts = notingDamage(decode(readBytes(file, options), encoding), options);
  const part = choice.part ?? facts.suggested;
  switch (kind) {
    case 'text':
      yield* inReadingOrder(
        readTerminal(parts, () => onNote?.('Terminal colour codes were left out.')),
        onNote,
      );
      if (extensionOf(file.name) === 'tex') onNote?.('TeX commands were left in the text.');
      break;
    case 'html':
      yield* someText(
        readHtml(parts, { onNote }),
        file,
        'It has no words, unless in pictures or scripts.',
      );
      break;
    case 'xml':
      yield* someText(readXml(parts), file, 'It has no words between its tags.');
      onNote?.('XML tags were left out.');
      break;
    case 'subtitles':
      yield* someText(readSubtitles(parts), file, 'It has times and styles, but no words.');
      onNote?.('Times, numbers and styles of subtitles were left out.');
      break;
    case 'csv':
    case 'tsv': {
      const column = choices.findIndex(({ name }) => name === part);
      if (!table || column < 0) throw noPart(file, part, facts);
      yield* readTable(parts, table, column);
      break;
    }
    case 'json':
      if (part === AS_IT_IS) yield* parts;
      else if (!choices.some(({ name }) => name === part)) throw noPart(file, part, facts);
      else yield* readJson(parts, part!, file.name, options);
      break;
    default:
      assertNever(kind);
  }
}

function noPart({ name }: File, part: string | undefined, { choices }: FileFacts): NotText {
  const names = choices.map((own) => own.name);
  if (!isSome(names)) {
    return new NotText(
      `${name} holds no text.`,
      'It holds only spaces and line breaks.',
      'Choose another file.',
    );
  }
  return new NotText(
    `${name} has no column or field ${part === undefined ? 'with text' : `“${part}”`}.`,
    `It has ${listed(names)}.`,
    'Choose one of these.',
  );
}
