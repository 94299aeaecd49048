import { readHtml } from './html';
import { NotText } from './notText';

/**
 * The text of a Word document (.docx): paragraphs, lists, tables and notes, without headers, footers, comments,
 * pictures and what is marked as deleted. The whole file is held in memory, since a ZIP archive is read from its
 * end. Throws NotText if it cannot be opened.
 *
 * By way of HTML: mammoth's own raw text drops line breaks, and so joins the words around them.
 */
export async function* readDocx(file: File): AsyncGenerator<string> {
  yield* readHtml(asHtml(file));
}

async function* asHtml(file: File): AsyncGenerator<string> {
  const { default: mammoth } = await import('mammoth');
  const bytes = await file.arrayBuffer();
  // Mammoth asks for an ArrayBuffer in browsers and for a Buffer in Node, where an ArrayBuffer does too.
  const input = { arrayBuffer: bytes, buffer: bytes as Buffer & ArrayBuffer };
  const options = { convertImage: mammoth.images.imgElement(async () => ({ src: '' })) };
  try {
    yield (await mammoth.convertToHtml(input, options)).value;
  } catch (error) {
    throw new NotText(
      `${file.name} cannot be opened as a Word document.`,
      `It is damaged, or another kind of file that was given this name (${(error as Error).message}).`,
      'Open it in Word or LibreOffice and save it as .docx once more, or as plain text.',
      { cause: error },
    );
  }
}
