import { inspectFile } from './inspect';
import { isHidden } from './names';
import { NotText } from './notText';
import type { FileFacts, ReadOptions } from './types';

/** How much of a file that is too large to be read is looked at, to tell whether it is text at all. */
const LOOKED_AT = 1 << 20;

export interface SortedOut {
  readonly readable: readonly { readonly file: File; readonly facts: FileFacts }[];
  /** Those that are no text, with the reason */
  readonly others: readonly { readonly file: File; readonly error: NotText }[];
}

/**
 * Tells which of several files can be read, by their content. Files that belong to the system are skipped silently if
 * there are others.
 *
 * @param mostBytes no more are read in the end, so that a film need not be opened
 */
export async function sortOut(
  files: readonly File[],
  mostBytes: number,
  encoding?: string,
  { signal, onProgress }: Pick<ReadOptions, 'signal' | 'onProgress'> = {},
): Promise<SortedOut> {
  const shown = files.filter(({ name }) => !isHidden(name));
  const readable: { file: File; facts: FileFacts }[] = [];
  const others: { file: File; error: NotText }[] = [];
  let done = 0;
  for (const file of shown.length > 0 ? shown : files) {
    signal?.throwIfAborted();
    const isLarge = file.size > mostBytes;
    const looked = isLarge ? new File([file.slice(0, LOOKED_AT)], file.name) : file;
    let most = 0; // what is looked at twice does not go back
    const options: ReadOptions = {
      ...(signal && { signal }),
      onProgress(bytes) {
        most = Math.max(most, bytes);
        onProgress?.(done + most);
      },
    };
    try {
      readable.push({ file, facts: await inspectFile(looked, encoding, options) });
    } catch (error) {
      if (!(error instanceof NotText)) throw error;
      others.push({ file, error });
    }
    done += looked.size;
  }
  return { readable, others };
}
