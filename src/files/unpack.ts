/** Why an archive is not unpacked, as the end of a sentence, and what to do now. */
export class CannotUnpack extends Error {
  readonly advice: string;
  constructor(why: string, advice = 'Download it again from where it was published.') {
    super(why);
    this.advice = advice;
  }
}

/** This runs in a worker already. */
const UNPACKING = { useWebWorkers: false };
/** Bytes kept in memory before they become a Blob, which browsers hold elsewhere. */
const CHUNK = 1 << 22;
const UNSAFE =
  'a file in it would be unpacked outside of its folder, as in archives that are made to do harm';

/** Collects what is written as Blobs. */
function collector() {
  const parts: Blob[] = [];
  let chunk: Uint8Array<ArrayBuffer>[] = [];
  let held = 0;
  const settle = () => {
    parts.push(new Blob(chunk));
    chunk = [];
    held = 0;
  };
  const writable = new WritableStream<Uint8Array<ArrayBuffer>>({
    write(bytes) {
      held += bytes.length;
      chunk.push(bytes.slice());
      if (held >= CHUNK) settle();
    },
  });
  return {
    writable,
    finish() {
      settle();
      return new Blob(parts);
    },
  };
}

/**
 * The files of a ZIP archive that `isWanted` by their base names, unpacked, by path. A path is only a name here: nothing
 * is written to it, and the library refuses those that lead out of a folder.
 *
 * @param most bytes that all of them may have unpacked
 * @throws {CannotUnpack} where it is no such archive, is locked or damaged, or unpacks to more
 */
export async function unpack(
  file: Blob,
  isWanted: (name: string) => boolean,
  most: number,
): Promise<Map<string, Blob>> {
  const zip = await import('@zip.js/zip.js/lib/zip-core-native.js');
  try {
    return await unpackWith(zip, file, isWanted, most);
  } catch (error) {
    if (error instanceof CannotUnpack) throw error;
    const isUnsafe = error instanceof Error && error.message === zip.ERR_UNSAFE_FILENAME;
    throw new CannotUnpack(isUnsafe ? UNSAFE : 'it is damaged, or not all of it has arrived');
  }
}

async function unpackWith(
  { BlobReader, ZipReader }: typeof import('@zip.js/zip.js'),
  file: Blob,
  isWanted: (name: string) => boolean,
  most: number,
): Promise<Map<string, Blob>> {
  const found = new Map<string, Blob>();
  let left = most;
  for await (const entry of new ZipReader(new BlobReader(file)).getEntriesGenerator()) {
    const { uncompressedSize, encrypted } = entry;
    // Some programs on Windows write what the format forbids.
    const path = entry.filename.replaceAll('\\', '/');
    if (entry.directory || !isWanted(path.split('/').at(-1)!)) continue;
    if (encrypted) {
      const advice = 'Unpack it yourself and choose the folder.';
      throw new CannotUnpack(`${path} in it is locked with a password`, advice);
    }
    if (uncompressedSize > left) throw new CannotUnpack('it unpacks to more than a model has');
    // The library stops where a file unpacks to more than it says.
    const { writable, finish } = collector();
    await entry.getData(writable, UNPACKING);
    const blob = finish();
    left -= blob.size;
    found.set(path, blob);
  }
  return found;
}
