import { countedFirst } from '../base/words';
import { readArchive } from './archiveText';
import { DELETED, READINGS } from './leftOut';
import { createParser } from './markup';
import { createNestedText } from './nestedText';
import { parsedText } from './parsedText';
import type { ReadOptions } from './types';

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
  const parser = createParser(
    Parser,
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
  yield* parsedText(parts, {
    write: (part) => parser.write(part),
    end: () => parser.end(),
    take: text.take,
  });
  if (objects > 0) {
    const what = countedFirst(objects, 'formula or chart', 'formulas or charts');
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
  const kind = {
    name: 'an OpenDocument text',
    why: 'It is damaged or locked with a password',
    advice:
      'Open it in LibreOffice or Word and save it again without a password, or as plain text.',
  };
  yield* readArchive(file, kind, signal, (zip) => {
    const content = zip.text('content.xml');
    if (!content) throw new Error('it has no part with text');
    return readContent(content, (note) => notes.add(note));
  });
  for (const note of notes) onNote?.(note);
}
