import { assertNever } from '../base/assert';
import { withoutForms } from '../text/forms';
import { readBytes } from './bytes';
import { decode } from './decode';
import { readDocx } from './docx';
import { readHtml } from './html';
import { readJsonLines } from './jsonLines';
import { readPdf } from './pdf';
import { readTable } from './table';
import type { FileChoice, FileFacts, ReadOptions } from './types';
import { inReadingOrder } from './visualOrder';

/**
 * The file as plain text in parts, with `\n` line ends and without a byte order mark. As it is read, a part at a
 * time, only that part is held in memory; of docx and pdf the whole file.
 *
 * Each cell of the chosen column, or field of each record, is a paragraph: blank lines stand between them, and
 * within one there is none. Ligatures and other forms of letters are spelled out. Throws NotText if the file turns out not to be readable after all, the signal's reason
 * once it is aborted, and a RangeError for a part or an encoding that there is not.
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
  if (kind === 'pdf') return yield* readPdf(file, options);
  if (kind === 'docx') {
    yield* readDocx(file);
    options.signal?.throwIfAborted();
    options.onProgress?.(file.size);
    return;
  }
  const parts = decode(readBytes(file, options), choice.encoding ?? facts.encoding ?? 'utf-8');
  const part = choice.part ?? facts.suggested;
  switch (kind) {
    case 'text':
      yield* inReadingOrder(parts);
      break;
    case 'html':
      yield* readHtml(parts);
      break;
    case 'csv':
    case 'tsv': {
      const column = choices.findIndex(({ name }) => name === part);
      if (!table || column < 0) throw noPart(file, part, facts);
      yield* readTable(parts, table, column, file.name);
      break;
    }
    case 'jsonl':
      if (part === undefined) throw noPart(file, part, facts);
      yield* readJsonLines(parts, part, file.name);
      break;
    default:
      assertNever(kind);
  }
}

const noPart = ({ name }: File, part: string | undefined, { choices }: FileFacts) =>
  new RangeError(
    `readFile: ${name} has no column or field ${part}, but ${choices.map((own) => own.name).join(', ')}`,
  );
