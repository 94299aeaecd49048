import { assertNever } from '../base/assert';
import { readBytes } from './bytes';
import { decode } from './decode';
import { readDocx } from './docx';
import { readEpub } from './epub';
import { readHtml } from './html';
import { AS_IT_IS, readJson } from './json';
import { extensionOf } from './names';
import { readOdt } from './odt';
import { readPdf } from './pdf';
import { readSubtitles } from './subtitles';
import { readTable } from './table';
import { readTerminal } from './terminal';
import type { FileChoice, FileFacts, ReadOptions } from './types';
import { readXml } from './xml';

const UNZIPPED = { docx: readDocx, odt: readOdt, epub: readEpub };

/**
 * The file as plain text in parts, with `\n` line ends and without a byte order mark. As it is read, a part at a
 * time, only that part is held in memory; of a pdf the whole file.
 *
 * Each cell of the chosen column, or field of each record, is a paragraph: blank lines stand between them, and
 * within one there is none. Throws NotText if the file turns out not to be readable after all, the signal's reason
 * once it is aborted, and a RangeError for a part or an encoding that there is not.
 */
export async function* readFile(
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
  const parts = decode(readBytes(file, options), choice.encoding ?? facts.encoding ?? 'utf-8');
  const part = choice.part ?? facts.suggested;
  switch (kind) {
    case 'text':
      yield* readTerminal(parts, () => onNote?.('Colour codes of a terminal were left out.'));
      if (extensionOf(file.name) === 'tex') onNote?.('Commands of TeX were left in the text.');
      break;
    case 'html':
      yield* readHtml(parts, { onNote });
      break;
    case 'xml':
      yield* readXml(parts);
      onNote?.('The tags of XML were left out.');
      break;
    case 'subtitles':
      yield* readSubtitles(parts);
      onNote?.('Times, numbers and styles of subtitles were left out.');
      break;
    case 'csv':
    case 'tsv': {
      const column = choices.findIndex(({ name }) => name === part);
      if (!table || column < 0) throw noPart(file, part, facts);
      yield* readTable(parts, table, column, file.name);
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

const noPart = ({ name }: File, part: string | undefined, { choices }: FileFacts) =>
  new RangeError(
    `readFile: ${name} has no column or field ${part}, but ${choices.map((own) => own.name).join(', ')}`,
  );
