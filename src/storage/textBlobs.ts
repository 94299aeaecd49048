import { createStore, del, delMany, get, keys, set, type UseStore } from 'idb-keyval';

/** Long texts as Blobs in IndexedDB, for browsers that have no origin private file system for this page. */

const PREFIX = 'blob:';
let opened: UseStore | undefined;
const store = (): UseStore => {
  opened ??= createStore('cloze-text-blobs', 'texts');
  return opened;
};

/** Whether a text's key says that it lies here. */
export const isBlobKey = (key: string): boolean => key.startsWith(PREFIX);

/** Writes a text under a key of its own, which tells when that was; rejects where the browser refuses. */
export async function putTextBlob(id: string, blob: Blob): Promise<string> {
  const key = `${PREFIX}${Date.now()}:${id}`;
  await set(key, blob, store());
  return key;
}

/** The text under this key; undefined where it is gone. */
export async function getTextBlob(key: string): Promise<Blob | undefined> {
  const blob: unknown = await get(key, store());
  return blob instanceof Blob ? blob : undefined;
}

export const deleteTextBlob = (key: string): Promise<void> => del(key, store());

/** Deletes texts that are not among `wanted` and older than `age`, ms: another tab may still be writing younger ones. */
export async function sweepTextBlobs(wanted: ReadonlySet<string>, age: number): Promise<void> {
  const all = await keys<string>(store());
  const writtenAt = (key: string) => Number(key.split(':')[1]);
  await delMany(
    all.filter((key) => !wanted.has(key) && Date.now() - writtenAt(key) > age),
    store(),
  );
}
