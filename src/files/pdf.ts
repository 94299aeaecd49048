import { macrotask } from '../base/pause';
import { NotText } from './notText';
import { goesOn, joinLines, type PdfPiece, pageParagraphs } from './pdfText';
import type { ReadOptions } from './types';
import { createOrder, hasRightToLeft } from './visualOrder';

/**
 * All that text needs: no pictures are decoded, no fonts made, nothing drawn, nothing fetched, and nothing compiled
 * from strings, which the page's policy forbids.
 */
const TEXT_ONLY = {
  isEvalSupported: false,
  disableFontFace: true,
  useSystemFonts: false,
  isOffscreenCanvasSupported: false,
  isImageDecoderSupported: false,
  useWasm: false,
  useWorkerFetch: false,
  verbosity: 0,
};

const scanned = (name: string) =>
  new NotText(
    `${name} holds no text.`,
    'Its pages are pictures, as a scanner makes them, or its fonts do not say which letters they show.',
    'Run it through text recognition (OCR), then open the result.',
  );

const noReader = (name: string, cause: unknown) =>
  new NotText(
    `${name} cannot be read without a network yet.`,
    'What reads PDFs is fetched with the first one, and could not be.',
    'Connect to the network, reload the page and open it again. After that PDFs open without a network.',
    { cause },
  );

function unreadable(name: string, error: unknown): NotText {
  const { name: kind, message } = error as Error;
  if (kind === 'PasswordException') {
    return new NotText(
      `${name} is locked with a password.`,
      'Its text is encrypted.',
      'Open it in a PDF reader, print or export it to a PDF without a password, and open that.',
      { cause: error },
    );
  }
  return new NotText(
    `${name} cannot be opened as a PDF.`,
    `It is damaged or incomplete (${message}).`,
    'Download or export it again.',
    { cause: error },
  );
}

/**
 * The text of a PDF, page by page: lines joined to paragraphs, see `pageParagraphs`. The whole file is held in
 * memory, since it is read from its end. Throws NotText if it is damaged, locked, or has no text on any page.
 *
 * Letters of Hebrew and Arabic that come in the order in which they stand on the page are put in the order in which
 * they are read.
 *
 * Columns come in the order in which the file has them; headers that each page repeats are read each time.
 */
export async function* readPdf(
  file: File,
  { signal, onProgress, onNote = () => {} }: ReadOptions = {},
): AsyncGenerator<string> {
  signal?.throwIfAborted();
  const { getDocument } = await import('./pdfjs').catch((error) => {
    throw noReader(file.name, error);
  });
  const data = new Uint8Array(await file.arrayBuffer());
  signal?.throwIfAborted();
  const task = getDocument({ data, ...TEXT_ONLY });
  let open: string | undefined; // it may continue on the next page
  let before = '';
  const order = createOrder(onNote, 1);
  try {
    const pdf = await task.promise;
    for (let number = 1; number <= pdf.numPages; number++) {
      await macrotask(); // pdf.js only awaits promises, so a message that stops the work would never arrive
      signal?.throwIfAborted();
      const page = await pdf.getPage(number);
      const { items } = await page.getTextContent();
      page.cleanup();
      signal?.throwIfAborted();
      const pieces = items.filter((item): item is PdfPiece & typeof item => 'str' in item);
      let found = pageParagraphs(pieces);
      // Judged once they are lines: a piece may be one letter, which tells nothing.
      if (hasRightToLeft(found.join('\n')) && order.look(found.join('\n'))) {
        found = pageParagraphs(pieces, true);
      }
      if (open !== undefined && found[0] !== undefined) {
        if (goesOn(open, found[0])) found[0] = joinLines(open, found[0]);
        else found.unshift(open);
      }
      open = found.pop() ?? open;
      onProgress?.(Math.floor((file.size * number) / pdf.numPages));
      if (found.length === 0) continue;
      yield before + found.join('\n\n');
      before = '\n\n';
    }
  } catch (error) {
    signal?.throwIfAborted();
    throw unreadable(file.name, error);
  } finally {
    await task.destroy();
  }
  if (open === undefined) throw scanned(file.name);
  order.tell();
  yield before + open;
}
