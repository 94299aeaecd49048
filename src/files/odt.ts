import { DELETED, READINGS } from './leftOut';
import { createNestedText } from './nestedText';
import { NotText } from './notText';
import type { ReadOptions } from './types';
import { openZip } from './zip';

/** Elements of which nothing is read: deletions, comments, numbers of notes, readings, and what describes pictures. */
const DROPPED = new Set([
  'text:tracked-changes',
  'office:annotation',
  'text:note-citation',
  'text:ruby-text',
  'svg:desc',
  'svg:title',
  'office:forms',
]);

async function* readContent(
  parts: AsyncIterable<string>,
  onNote: (note: string) => void,
): AsyncGenerator<string> {
  const { Parser } = await import('htmlparser2');
  const text = createNestedText();
  let dropped = 0;
  let objects = 0;
  const parser = new Parser(
    {
      onopentagname(name) {
        if (dropped > 0 || DROPPED.has(name)) dropped++;
        if (name === 'text:ruby-text') onNote(READINGS);
        if (name === 'text:deletion') onNote(DELETED);
        if (dropped > 0) return;
        if (name === 'text:p' || name === 'text:h') text.open();
        else if (name === 'text:s' || name === 'text:tab') text.flow(' ');
        else if (name === 'text:line-break') text.breakLine();
        else if (name === 'draw:object') objects++;
      },
      onclosetag(name) {
        if (dropped > 0) dropped--;
        else if (name === 'text:p' || name === 'text:h') text.close();
      },
      ontext(data) {
        if (dropped === 0) text.flow(data);
      },
    },
    { xmlMode: true },
  );
  for await (const part of parts) {
    parser.write(part);
    const taken = text.take();
    if (taken) yield taken;
  }
  parser.end();
  const taken = text.take();
  if (taken) yield taken;
  if (objects > 0) {
    const what = objects === 1 ? 'One formula or chart' : `${objects} formulas or charts`;
    onNote(`${what} could not be read.`);
  }
}

/**
 * The text of an OpenDocument text (.odt): paragraphs, headings, lists, tables, text boxes and notes, each note after
 * its paragraph. Throws NotText if it cannot be opened or has no text.
 */
export async function* readOdt(
  file: File,
  { signal, onNote }: ReadOptions = {},
): AsyncGenerator<string> {
  const notes = new Set<string>();
  let empty = true;
  try {
    const zip = await openZip(file);
    const content = zip.text('content.xml');
    if (!content) throw new Error('it has no part with text');
    for await (const part of readContent(content, (note) => notes.add(note))) {
      signal?.throwIfAborted();
      empty = false;
      yield part;
    }
  } catch (error) {
    signal?.throwIfAborted();
    throw new NotText(
      `${file.name} cannot be opened as an OpenDocument text.`,
      `It is damaged or locked with a password (${(error as Error).message}).`,
      'Open it in LibreOffice or Word and save it again without a password, or as plain text.',
      { cause: error },
    );
  }
  if (empty) {
    const why = 'It has no words, except perhaps in pictures.';
    throw new NotText(`${file.name} holds no text.`, why, 'Choose another file.');
  }
  for (const note of notes) onNote?.(note);
}
