/** A ZIP archive, read from its directory at the end: only what is asked for is unpacked, as a stream. */
export interface Zip {
  /** Paths of all files in it */
  readonly paths: readonly string[];
  /** A file in it, as text in UTF-8 or UTF-16; undefined if there is none. Throws if it is damaged or locked. */
  text(path: string): AsyncGenerator<string> | undefined;
  /** All of a small file; empty if there is none */
  whole(path: string): Promise<string>;
}

/**
 * What a document may unpack to: so much, or so many times the size of its archive. Text is packed to a tenth of its size
 * or so; an archive that holds far more was made to fill the memory.
 */
const MOST_UNPACKED_BYTES = 256 << 20;
const MOST_TIMES = 50;
/** Characters of a part that is read whole: lists of parts, which are short. */
const MOST_WHOLE = 1 << 24;

/** This runs in a worker already. */
const UNPACKING = { useWebWorkers: false };

function encodingOf([a, b]: Uint8Array): string {
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  return a === 0xfe && b === 0xff ? 'utf-16be' : 'utf-8';
}

/** Decodes what `write` puts into a stream, part by part. */
async function* decoded(
  write: (to: WritableStream<Uint8Array>) => Promise<unknown>,
): AsyncGenerator<string> {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const reader = readable.getReader();
  let failed: unknown;
  const writing = write(writable).catch(async (error: unknown) => {
    failed = error;
    await writable.abort(error).catch(() => {}); // it may have failed for that
  });
  let decoder: TextDecoder | undefined;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      decoder ??= new TextDecoder(encodingOf(value));
      yield decoder.decode(value, { stream: true });
    }
    const rest = decoder?.decode();
    if (rest) yield rest;
  } finally {
    await reader.cancel().catch(() => {}); // so that the writer ends, too
    await writing;
  }
  if (failed) throw failed;
}

/** Reads an archive's directory. Throws an Error with the reason if there is none. */
export async function openZip(file: Blob): Promise<Zip> {
  const { BlobReader, ZipReader } = await import('@zip.js/zip.js/lib/zip-core-native.js');
  const entries = await new ZipReader(new BlobReader(file)).getEntries();
  const files = new Map(
    entries.flatMap((entry) => (entry.directory ? [] : [[entry.filename, entry] as const])),
  );
  let left = Math.max(MOST_UNPACKED_BYTES, MOST_TIMES * file.size);
  const text = (path: string) => {
    const entry = files.get(path);
    if (!entry) return undefined;
    left -= entry.uncompressedSize; // the library stops where a file unpacks to more than it says
    if (left < 0) throw new Error('it unpacks to far more than such a document holds');
    if (entry.encrypted) throw new Error(`${path} in it is locked with a password`);
    return decoded((to) => entry.getData(to, UNPACKING));
  };
  const whole = async (path: string) => {
    let found = '';
    for await (const part of text(path) ?? []) {
      found += part;
      if (found.length > MOST_WHOLE) throw new Error(`its ${path} is far too long`);
    }
    return found;
  };
  return { paths: [...files.keys()], text, whole };
}
