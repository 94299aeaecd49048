import { release } from './release';

/** Bytes of one piece of a Blob: Chromium sends what is smaller than 250 kB to where it keeps it at once. */
const PIECE = 1 << 17;

/** A Blob that bytes are written into bit by bit: they take no memory of the page, but for the last. */
export interface BlobWriter {
  /** Adds a copy of these. */
  write(bytes: Uint8Array<ArrayBuffer>): void;
  /** All of them. No more are written. */
  blob(): Blob;
}

export function createBlobWriter(): BlobWriter {
  const pieces: Blob[] = [];
  return {
    write(bytes) {
      for (let at = 0; at < bytes.length; at += PIECE) {
        pieces.push(new Blob([bytes.subarray(at, at + PIECE)]));
      }
    },
    blob: () => new Blob(pieces),
  };
}

/** A Blob of these bytes, without another copy of them all. */
export function storeBytes({ buffer, byteOffset, byteLength }: ArrayBufferView<ArrayBuffer>): Blob {
  const writer = createBlobWriter();
  writer.write(new Uint8Array(buffer, byteOffset, byteLength));
  return writer.blob();
}

/**
 * The bytes of a Blob as they come: each part only until the next. From its stream: Chromium holds what `arrayBuffer` has
 * read until it collects garbage, even if it is given back before.
 */
export async function* chunksOf(
  blob: Blob,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined> {
  const reader = blob.stream().getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
      release(value);
    }
  } finally {
    await reader.cancel();
  }
}

const lost = () => new Error('the browser has lost a part of this text');

/** The bytes of a Blob in stretches of these sizes. */
export async function* stretchesOf(
  blob: Blob,
  sizes: Iterable<number>,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined> {
  const chunks = chunksOf(blob);
  let chunk = new Uint8Array(0);
  let used = 0;
  try {
    for (const size of sizes) {
      const stretch = new Uint8Array(size);
      for (let filled = 0; filled < size; ) {
        if (used === chunk.length) {
          const { done, value } = await chunks.next();
          if (done) throw lost();
          chunk = value;
          used = 0;
        }
        const taken = chunk.subarray(used, used + size - filled);
        stretch.set(taken, filled);
        filled += taken.length;
        used += taken.length;
      }
      yield stretch;
    }
  } finally {
    await chunks.return();
  }
}

/** All bytes of a Blob. */
export async function bytesOf(blob: Blob): Promise<Uint8Array<ArrayBuffer>> {
  for await (const bytes of stretchesOf(blob, [blob.size])) return bytes;
  throw lost();
}
