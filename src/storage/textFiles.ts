import { newId } from '../base/newId';
import type { StoredFile } from '../protocol/texts';
import { isFull } from './isFull';
import { deleteTextBlob, getTextBlob, isBlobKey, putTextBlob, sweepTextBlobs } from './textBlobs';

/**
 * Long texts as files in the origin private file system, written while they are read, so that no text is in memory
 * whole. If the browser has no such files for this page, a database takes them; if it has none of these either (private
 * windows) or no room left, Blobs take their place for as long as the page is open.
 */

/** Missing in TypeScript's types for pages, as only workers have it. */
interface SyncAccess {
  read(into: Uint8Array<ArrayBuffer>, options: { at: number }): number;
  write(bytes: Uint8Array<ArrayBuffer>, options: { at: number }): number;
  truncate(size: number): void;
  getSize(): number;
  flush(): void;
  close(): void;
}
type WorkerFileHandle = FileSystemFileHandle & { createSyncAccessHandle(): Promise<SyncAccess> };

const FOLDER = 'cloze-texts';
/** Bytes to read back at a time. */
const CHUNK = 1 << 20;

export interface TextFileWriter {
  write(bytes: Uint8Array<ArrayBuffer>): void;
  /** Drops all but the first `size` bytes. */
  truncate(size: number): void;
  /** Closes the file, and resolves to everything that was written. */
  finish(): Promise<StoredFile>;
  /** Deletes the file. Never fails. */
  discard(): Promise<void>;
}

const folder = async () =>
  (await navigator.storage.getDirectory()).getDirectoryHandle(FOLDER, { create: true });

/** Creates a file and opens it; tells whether room is missing if that fails. */
async function createOnDisk(key: string) {
  try {
    const handle = await (await folder()).getFileHandle(key, { create: true });
    return { handle, access: await (handle as WorkerFileHandle).createSyncAccessHandle() };
  } catch (error) {
    await deleteTextFile(key); // it may be there, empty
    return { noRoom: isFull(error) };
  }
}

/** Copies the first `size` bytes of a file into memory. */
function readBack(access: SyncAccess, size: number): Blob[] {
  const parts: Blob[] = [];
  for (let at = 0; at < size; at += CHUNK) {
    const bytes = new Uint8Array(Math.min(CHUNK, size - at));
    if (access.read(bytes, { at }) !== bytes.length) {
      throw new Error('the browser ran out of room and has lost the beginning of it');
    }
    parts.push(new Blob([bytes]));
  }
  return parts;
}

/**
 * Creates an empty file; works only in a worker. When the disk is full, what is there so far is copied into memory and
 * the file is deleted, and everything else goes into memory too.
 */
export async function createTextFile(): Promise<TextFileWriter> {
  const key = newId();
  const { handle, access, noRoom: noRoomAtFirst } = await createOnDisk(key);
  let noRoom = noRoomAtFirst;
  let size = 0;
  /** The text, once it is in memory and not on the disk */
  let parts: Blob[] | undefined = access ? undefined : [];
  let deleted: Promise<void> | undefined;

  const close = () => {
    try {
      access?.close();
    } catch {
      // Closing writes what is still buffered. Callers that need all of it compare the sizes.
    }
  };
  const toMemory = () => {
    if (!access) return;
    noRoom = true;
    parts = readBack(access, size);
    close();
    deleted = deleteTextFile(key);
  };
  /** Whether `act` succeeds. A full disk throws, or writes less than it should. */
  const succeeds = (act: () => boolean) => {
    try {
      return act();
    } catch {
      return false;
    }
  };

  return {
    write(bytes) {
      // Not "less than": a full disk gives Chromium's error code, -8, as the unsigned number 4294967288.
      const onDisk = () => access?.write(bytes, { at: size }) === bytes.length;
      if (!parts && !succeeds(onDisk)) toMemory();
      parts?.push(new Blob([bytes]));
      size += bytes.length;
    },
    truncate(to) {
      size = to;
      const onDisk = () => {
        access?.truncate(to);
        return true;
      };
      if (!parts && !succeeds(onDisk)) toMemory();
      else if (parts) parts = [new Blob(parts).slice(0, to)];
    },
    async finish() {
      const isWhole = () => {
        access?.flush();
        return access?.getSize() === size;
      };
      if (!parts && !succeeds(isWhole)) toMemory();
      await deleted; // what is kept next may need the room
      if (parts) return keptInDatabase(key, new Blob(parts), noRoom);
      close();
      const blob = await handle!.getFile();
      if (blob.size === size) return { blob, key };
      throw new Error(`the browser kept only ${blob.size} of its ${size} bytes`);
    },
    async discard() {
      if (!parts) close();
      parts = [];
      await deleteTextFile(key);
    },
  };
}

/** What could not become a file: in the database, unless there is no room. */
async function keptInDatabase(id: string, blob: Blob, noRoom = false): Promise<StoredFile> {
  if (noRoom) return { blob, noRoom };
  try {
    return { blob, key: await putTextBlob(id, blob) };
  } catch (error) {
    return { blob, noRoom: isFull(error) };
  }
}

/** The file with this key; undefined if it is gone. */
export async function openTextFile(key: string): Promise<Blob | undefined> {
  try {
    if (isBlobKey(key)) return await getTextBlob(key);
    return await (await (await folder()).getFileHandle(key)).getFile();
  } catch {
    return undefined;
  }
}

export async function deleteTextFile(key: string): Promise<void> {
  try {
    if (isBlobKey(key)) {
      await deleteTextBlob(key);
      return;
    }
    await (await folder()).removeEntry(key);
  } catch {
    // It is gone already, or the browser has no files for this page.
  }
}

/** A file that belongs to no text and is this old was left behind by a closed page, ms. */
const OLD = 24 * 3600 * 1000;

/** Deletes files that are not among `keys`, unless another tab may still be writing them. */
export async function sweepTextFiles(keys: ReadonlySet<string>): Promise<void> {
  await sweepTextBlobs(keys, OLD).catch(() => {}); // there is no database, and so nothing in it
  try {
    const directory = await folder();
    for await (const [key, handle] of directory.entries()) {
      if (keys.has(key) || handle.kind !== 'file') continue;
      const { lastModified } = await (handle as FileSystemFileHandle).getFile();
      if (Date.now() - lastModified > OLD) await directory.removeEntry(key);
    }
  } catch {
    // As above; the next visit tries again.
  }
}
