import { release } from '../base/release';
import type { ReadOptions } from './types';

/**
 * The bytes of a file as they come from the disk. Throws the signal's reason once it is aborted; whoever stops
 * early closes the file by leaving the loop. Each part lasts only until the next is asked for.
 */
export async function* readBytes(
  file: Blob,
  { signal, onProgress }: ReadOptions = {},
): AsyncGenerator<Uint8Array> {
  signal?.throwIfAborted();
  const reader = file.stream().getReader();
  let read = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      signal?.throwIfAborted();
      if (done) return;
      read += value.length;
      yield value;
      release(value);
      signal?.throwIfAborted();
      onProgress?.(read);
    }
  } finally {
    await reader.cancel();
  }
}

/** Looked at from the beginning of a file: more than any heading, table of contents or English preface. */
const HEAD = 1 << 20;
/** Looked at in the middle and at the end: a text may turn to another script late. */
const STRETCH = 1 << 16;

/** Some of a file's bytes. The first stretch is its beginning. */
export interface Sample {
  readonly head: Uint8Array;
  /** From the middle and the end; they may begin and end within a character, but at even places. */
  readonly stretches: readonly Uint8Array[];
  /** Whether `head` is the whole file */
  readonly whole: boolean;
}

/** Reads a sample of a file: about a megabyte, however long the file. */
export async function readSample(file: Blob): Promise<Sample> {
  const slice = async (start: number, length: number) =>
    new Uint8Array(await file.slice(start, start + length).arrayBuffer());
  const head = await slice(0, HEAD);
  if (file.size <= HEAD) return { head, stretches: [], whole: true };
  const even = (place: number) => Math.max(HEAD, 2 * Math.floor(place / 2));
  const middle = even(file.size / 2);
  const end = Math.max(even(file.size - STRETCH), middle);
  const stretches = [await slice(middle, STRETCH), await slice(end, STRETCH)];
  return { head, stretches, whole: false };
}
