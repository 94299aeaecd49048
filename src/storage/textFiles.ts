import { newId } from '../base/newId';

/**
 * Long texts as files of the origin private file system: written as they are read, so that none is in memory
 * whole. Where the browser keeps none for this page (private windows), a Blob takes their place, for as long as
 * the page is open.
 */

/** What the library of types for pages leaves out, as it is for workers. */
interface SyncAccess {
  write(bytes: Uint8Array<ArrayBuffer>): number;
  flush(): void;
  close(): void;
}
type WorkerFileHandle = FileSystemFileHandle & { createSyncAccessHandle(): Promise<SyncAccess> };

const FOLDER = 'cloze-texts';

export interface TextFileWriter {
  write(bytes: Uint8Array<ArrayBuffer>): void;
  /** All that was written; `key` opens it again on a later visit. */
  finish(): Promise<{ blob: Blob; key: string | undefined }>;
  /** Leaves nothing behind. */
  discard(): Promise<void>;
}

const folder = async () =>
  (await navigator.storage.getDirectory()).getDirectoryHandle(FOLDER, { create: true });

function inMemory(): TextFileWriter {
  const parts: Blob[] = [];
  return {
    write: (bytes) => parts.push(new Blob([bytes])),
    finish: async () => ({ blob: new Blob(parts), key: undefined }),
    discard: async () => {},
  };
}

/** A new, empty one. Only in a worker. */
export async function createTextFile(): Promise<TextFileWriter> {
  const key = newId();
  let handle: FileSystemFileHandle;
  let access: SyncAccess;
  try {
    handle = await (await folder()).getFileHandle(key, { create: true });
    access = await (handle as WorkerFileHandle).createSyncAccessHandle();
  } catch {
    return inMemory();
  }
  return {
    write(bytes) {
      if (access.write(bytes) < bytes.length)
        throw new Error('the browser has no room left for it');
    },
    async finish() {
      access.flush();
      access.close();
      return { blob: await handle.getFile(), key };
    },
    async discard() {
      access.close();
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
