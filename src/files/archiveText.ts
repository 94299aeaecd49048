import { NotText } from './notText';
import type { ReadOptions } from './types';
import { openZip, type Zip } from './zip';

/** A kind of document, and what to say of one that cannot be opened. */
interface Kind {
  /** "a Word document" */
  readonly name: string;
  /** Without a full stop, as the error's own message follows in brackets */
  readonly why: string;
  readonly advice: string;
}

/**
 * The text that `read` finds in a document that is a ZIP archive. Throws NotText if the document cannot be opened or
 * has no text, and whatever NotText `read` throws.
 */
export async function* readArchive(
  file: File,
  { name, why, advice }: Kind,
  signal: ReadOptions['signal'],
  read: (zip: Zip) => AsyncIterable<string>,
): AsyncGenerator<string> {
  let isEmpty = true;
  try {
    for await (const part of read(await openZip(file))) {
      signal?.throwIfAborted();
      isEmpty = false;
      yield part;
    }
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof NotText) throw error;
    throw new NotText(
      `${file.name} cannot be opened as ${name}.`,
      `${why} (${(error as Error).message}).`,
      advice,
      { cause: error },
    );
  }
  if (isEmpty) {
    throw new NotText(
      `${file.name} holds no text.`,
      'It has no words, except perhaps in pictures.',
      'Choose another file.',
    );
  }
}
