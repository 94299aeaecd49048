import { readHtml } from './html';
import { NotText } from './notText';

/** "[1]" where a note is called, and "↑" at its end. */
const NOTE_LINK = /<a href="#(?:foot|end)note-[^>]*>[^<]*<\/a>/g;

/**
 * The text of a Word document (.docx): paragraphs, lists, tables and notes, without headers, footers, comments,
 * pictures and what is marked as deleted. Notes stand at the end. The whole file is held in memory, since a ZIP archive is read from its
 * end. Throws NotText if it cannot be opened or has no text.
 *
 * By way of HTML: mammoth's own raw text drops line breaks, and so joins the words around them.
 */
export async function* readDocx(file: File): AsyncGenerator<string> {
  let empty = true;
  for await (const part of readHtml(asHtml(file))) {
    empty = false;
    yield part;
  }
  if (!empty) return;
  throw new NotText(
    `${file.name} holds no text.`,
    'It has no words, unless in pictures.',
    'Choose another file.',
  );
}

async function* asHtml(file: File): AsyncGenerator<string> {
  const { default: mammoth } = await import('mammoth');
  const bytes = await file.arrayBuffer();
  // Mammoth asks for an ArrayBuffer in browsers and for a Buffer in Node, where an ArrayBuffer does too.
  const input = { arrayBuffer: bytes, buffer: bytes as Buffer & ArrayBuffer };
  const options = { convertImage: mammoth.images.imgElement(async () => ({ src: '' })) };
  try {
    const { value } = await mammoth.convertToHtml(input, options);
    yield value.replace(NOTE_LINK, '');
  } catch (error) {
    throw new NotText(
      `${file.name} cannot be opened as a Word document.`,
      `It is damaged, or another kind of file that was given this name (${(error as Error).message}).`,
      'Open it in Word or LibreOffice and save it as .docx once more, or as plain text.',
      { cause: error },
    );
  }
}
