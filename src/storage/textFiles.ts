import { newId } from '../base/newId';
import type { StoredFile } from '../protocol/texts';
import { isFull } from './isFull';

/**
 * Long texts as files of the origin private file system: written as they are read, so that none is in memory
 * whole. Where the browser keeps none for this page (private windows), or has no room left for one, Blobs take
 * their place, for as long as the page is open.
 */

/** What the library of types for pages leaves out, as it is for workers. */
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
/** Bytes that are read back at a time. */
const CHUNK = 1 << 20;

export interface TextFileWriter {
  write(bytes: Uint8Array<ArrayBuffer>): void;
  /** Takes back all but the first `size` bytes. */
  truncate(size: number): void;
  /** All that was written. */
  finish(): Promise<StoredFile>;
  /** Leaves nothing behind. Never fails. */
  discard(): Promise<void>;
}

const folder = async () =>
  (await navigator.storage.getDirectory()).getDirectoryHandle(FOLDER, { create: true });

/** A new file and the access to it, or why there is none. */
async function createOnDisk(key: string) {
  try {
    const handle = await (await folder()).getFileHandle(key, { create: true });
    return { handle, access: await (handle as WorkerFileHandle).createSyncAccessHandle() };
  } catch (error) {
    await deleteTextFile(key); // it may be there, empty
    return { noRoom: isFull(error) };
  }
}

/** Copies the first `size` bytes of a file to where the disk is not needed. */
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
 * A new, empty one. Only in a worker. Once the disk does not take all of what it is given, what it has is copied to
 * memory, the file is deleted, and the rest goes to memory too.
 */
export async function createTextFile(): Promise<TextFileWriter> {
  const key = newId();
  const { handle, access, noRoom: noRoomAtFirst } = await createOnDisk(key);
  let noRoom = noRoomAtFirst;
  let size = 0;
  /** What is in memory, once the disk is not used */
  let parts: Blob[] | undefined = access ? undefined : [];
  let deleted: Promise<void> | undefined;

  const close = () => {
    try {
      access?.close();
    } catch {
      // Closing writes what waits to be written. Whoever needs to know compares the sizes.
    }
  };
  const toMemory = () => {
    if (!access) return;
    noRoom = true;
    parts = readBack(access, size);
    close();
    deleted = deleteTextFile(key);
  };
  /** Whether `act` did all it should. A disk that is full throws, or does less than it was asked. */
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
      if (parts) return { blob: new Blob(parts), noRoom };
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

/** Undefined where it is gone. */
export async function openTextFile(key: string): Promise<Blob | undefined> {
  try {
    return await (await (await folder()).getFileHandle(key)).getFile();
  } catch {
    return undefined;
  }
}

export async function deleteTextFile(key: string): Promise<void> {
  try {
    await (await folder()).removeEntry(key);
  } catch {
    // It is gone already, or the browser keeps none.
  }
}

/** A file that no list names and that is this old was left by a page that is gone, ms. */
const OLD = 24 * 3600 * 1000;

/** Deletes the files that are left over: not among `keys`, and not being written in another tab now. */
export async function sweepTextFiles(keys: ReadonlySet<string>): Promise<void> {
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
