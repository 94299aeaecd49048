/** Bytes of one piece of a Blob: Chromium sends what is smaller than 250 kB to where it keeps it at once. */
const PIECE = 1 << 17;

/** A Blob that bytes are written into bit by bit: they take no memory of the page, but for the last. */
export interface BlobWriter {
  /** Adds a copy of these. */
  write(bytes: Uint8Array): void;
  /** All of them. No more are written. */
  blob(): Blob;
}

export function createBlobWriter(): BlobWriter {
  const pieces: Blob[] = [];
  // All goes through one small array: Chromium holds what a Blob was made of until it collects garbage, even if it is
  // given back before.
  const piece = new Uint8Array(PIECE);
  let size = 0;
  const flush = () => {
    if (size > 0) pieces.push(new Blob([piece.subarray(0, size)]));
    size = 0;
  };
  return {
    write(bytes) {
      for (let at = 0; at < bytes.length; ) {
        const part = bytes.subarray(at, at + PIECE - size);
        piece.set(part, size);
        size += part.length;
        at += part.length;
        if (size === PIECE) flush();
      }
    },
    blob() {
      flush();
      return new Blob(pieces);
    },
  };
}

/** A Blob of these bytes, without another copy of them all. */
export function storeBytes({ buffer, byteOffset, byteLength }: ArrayBufferView<ArrayBuffer>): Blob {
  const writer = createBlobWriter();
  writer.write(new Uint8Array(buffer, byteOffset, byteLength));
  return writer.blob();
}

/**
 * Reads a Blob's next bytes, or `undefined` at its end. Into one small array, where the browser can: Chromium holds what it
 * has read into others until it collects garbage, as `arrayBuffer` does, even if it is given back before.
 */
function readerOf(blob: Blob) {
  const stream = blob.stream();
  let room = new Uint8Array(PIECE);
  try {
    const reader = stream.getReader({ mode: 'byob' });
    const read = async () => {
      const { done, value } = await reader.read(room);
      if (value) room = new Uint8Array(value.buffer);
      return done ? undefined : value;
    };
    return { read, cancel: () => reader.cancel() };
  } catch {
    const reader = stream.getReader(); // older browsers have no other
    return { read: async () => (await reader.read()).value, cancel: () => reader.cancel() };
  }
}

/** The bytes of a Blob as they come: each part only until the next. */
export async function* chunksOf(
  blob: Blob,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined> {
  const { read, cancel } = readerOf(blob);
  try {
    for (let chunk = await read(); chunk; chunk = await read()) yield chunk;
  } finally {
    await cancel();
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
