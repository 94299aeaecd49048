import { readArchive } from './archiveText';
import type { ReadOptions } from './types';
import { createWordReader } from './wordXml';
import type { Zip } from './zip';

const MAIN_PART = /<(?:\w+:)?Relationship\s[^<>]*Type="[^"<]*\/officeDocument"[^<>]*>/;
const TARGET = /\sTarget="\/?([^"]*)"/;

/** The part with the text, and those with the notes beside it. */
async function partsOf(zip: Zip): Promise<string[]> {
  const relations = await zip.whole('_rels/.rels');
  const main = TARGET.exec(MAIN_PART.exec(relations)?.[0] ?? '')?.[1] ?? 'word/document.xml';
  const folder = main.slice(0, main.lastIndexOf('/') + 1);
  const isNotes = (path: string) =>
    path.startsWith(folder) && /^(?:foot|end)notes\d*\.xml$/.test(path.slice(folder.length));
  return [main, ...zip.paths.filter(isNotes).sort().reverse()];
}

/**
 * The text of a Word document (.docx): paragraphs, lists, tables, text boxes and notes, without headers, footers,
 * comments, pictures and what is marked as deleted; see `createWordReader`. Notes stand at the end. Only what is being
 * read is in memory. Throws NotText if it cannot be opened or has no text.
 */
export async function* readDocx(
  file: File,
  { signal, onNote }: ReadOptions = {},
): AsyncGenerator<string> {
  const reader = await createWordReader();
  const kind = {
    name: 'a Word document',
    why: 'It is damaged, or another kind of file under this name',
    advice: 'Open it in Word or LibreOffice and save it as .docx again, or as plain text.',
  };
  yield* readArchive(file, kind, signal, async function* (zip) {
    const [main, ...notes] = await partsOf(zip);
    if (!main || !zip.paths.includes(main)) throw new Error('it has no part with text');
    for (const path of [main, ...notes]) yield* reader.read(zip.text(path)!);
  });
  for (const note of reader.notes()) onNote?.(note);
}
