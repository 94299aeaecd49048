/** A file that goes into a zip. */
export interface ZipMember {
  readonly path: string;
  /** Its bytes in parts, in order */
  readonly build: () => readonly BlobPart[];
}

/**
 * A zip of these files, uncompressed: weights do not get smaller. Each is built when its turn comes, and what is written is
 * handed to the browser in parts, so one file at a time is in memory.
 *
 * @param onWritten told of each file once it is in the zip, with its size in bytes
 */
export async function writeZip(
  members: Iterable<ZipMember> | AsyncIterable<ZipMember>,
  onWritten: (path: string, bytes: number) => void = () => {},
): Promise<Blob> {
  const { BlobReader, BlobWriter, ZipWriter } = await import(
    '@zip.js/zip.js/lib/zip-core-native.js'
  );
  // This runs in a worker already.
  const zip = new ZipWriter(new BlobWriter('application/zip'), { level: 0, useWebWorkers: false });
  for await (const { path, build } of members) {
    const blob = new Blob([...build()]);
    await zip.add(path, new BlobReader(blob));
    onWritten(path, blob.size);
  }
  return zip.close();
}
