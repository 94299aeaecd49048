/** This runs in a worker already. */
const UNPACKING = { useWebWorkers: false };
/** Bytes kept in memory before they become a Blob, which browsers hold elsewhere. */
const CHUNK = 1 << 22;

/** Collects what is written as Blobs. Fails beyond `most` bytes: an archive may say less than it holds. */
function collector(most: number) {
  const parts: Blob[] = [];
  let chunk: Uint8Array<ArrayBuffer>[] = [];
  let held = 0;
  let size = 0;
  const settle = () => {
    parts.push(new Blob(chunk));
    chunk = [];
    held = 0;
  };
  const writable = new WritableStream<Uint8Array<ArrayBuffer>>({
    write(bytes) {
      size += bytes.length;
      held += bytes.length;
      if (size > most) throw new Error('it unpacks to more than it says');
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
 * is written to it.
 *
 * @param most bytes that all of them may have unpacked
 * @throws with the reason where it is no such archive, is locked or damaged, or unpacks to more
 */
export async function unpack(
  file: Blob,
  isWanted: (name: string) => boolean,
  most: number,
): Promise<Map<string, Blob>> {
  const { BlobReader, ZipReader } = await import('@zip.js/zip.js/lib/zip-core-native.js');
  const found = new Map<string, Blob>();
  let left = most;
  for await (const entry of new ZipReader(new BlobReader(file)).getEntriesGenerator()) {
    const { filename, uncompressedSize, encrypted } = entry;
    if (entry.directory || !isWanted(filename.split('/').at(-1)!)) continue;
    if (encrypted) throw new Error(`${filename} in it is locked with a password`);
    if (uncompressedSize > left) throw new Error('it unpacks to more than a model has');
    const { writable, finish } = collector(uncompressedSize);
    await entry.getData(writable, UNPACKING);
    const blob = finish();
    left -= blob.size;
    found.set(filename, blob);
  }
  return found;
}
