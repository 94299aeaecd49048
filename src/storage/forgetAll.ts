import { createStore, promisifyRequest } from 'idb-keyval';
import { isOwnCache } from './ownCaches';

/**
 * Deletes all that Cloze has kept in this browser. What other pages of the same site keep stays: all names of Cloze begin
 * with its own, and the caches of its service worker end with its address.
 */

const isOurs = (name: string | undefined): name is string => name?.startsWith('cloze') ?? false;

/** Empties a database. It is not deleted: that would wait for every page that has it open. */
async function empty(name: string): Promise<void> {
  const db = await promisifyRequest(indexedDB.open(name));
  try {
    const stores = [...db.objectStoreNames];
    if (stores.length === 0) return;
    const transaction = db.transaction(stores, 'readwrite');
    for (const store of stores) transaction.objectStore(store).clear();
    await promisifyRequest(transaction);
  } finally {
    db.close();
  }
}

async function emptyDatabases(): Promise<void> {
  const names = (await indexedDB.databases()).map(({ name }) => name).filter(isOurs);
  for (const name of names) await empty(name);
}

/** Texts, experiments and languages are in the store of all pages that use `idb-keyval`. */
const emptyKeyval = (): Promise<void> =>
  createStore('keyval-store', 'keyval')('readwrite', async (store) => {
    const keys = await promisifyRequest(store.getAllKeys());
    for (const key of keys) if (typeof key === 'string' && isOurs(key)) store.delete(key);
    await promisifyRequest(store.transaction);
  });

async function deleteFiles(): Promise<void> {
  if (!navigator.storage?.getDirectory) return;
  const root = await navigator.storage.getDirectory();
  const names: string[] = [];
  for await (const name of root.keys()) if (isOurs(name)) names.push(name);
  for (const name of names) await root.removeEntry(name, { recursive: true });
}

async function deleteChoices(): Promise<void> {
  for (const key of Object.keys(localStorage)) if (isOurs(key)) localStorage.removeItem(key);
  for (const key of Object.keys(sessionStorage)) if (isOurs(key)) sessionStorage.removeItem(key);
}

async function deleteOfflinePage(): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration();
  await registration?.unregister();
  if (!('caches' in globalThis)) return;
  for (const name of await caches.keys()) if (isOwnCache(name)) await caches.delete(name);
}

/** By what a person knows each; the last one is where runs may still save themselves. */
const PARTS = [
  ['the offline copy of the page', deleteOfflinePage],
  ['your choices', deleteChoices],
  ['long texts', deleteFiles],
  ['texts and experiments', emptyKeyval],
  ['runs and models', emptyDatabases],
] as const;

/**
 * Deletes everything. A part that cannot be deleted does not keep the others.
 *
 * @returns what is still there
 */
export async function forgetAll(): Promise<readonly string[]> {
  const left: string[] = [];
  for (const [name, forget] of PARTS) {
    try {
      await forget();
    } catch (error) {
      // A browser that lets the page have no such storage has nothing in it.
      const isRefused = error instanceof DOMException && error.name === 'SecurityError';
      if (!isRefused) left.push(name);
    }
  }
  return left;
}

/** Of one tab, for the time that it takes to load the page anew */
const DONE = 'cloze:everythingDeleted';

/** Leaves word for the page that is loaded next in this tab. */
export function leaveWordOfForgetting(): void {
  try {
    sessionStorage.setItem(DONE, 'yes');
  } catch {
    // Where there is no such storage, the empty Library says it alone.
  }
}

/** Whether everything was deleted just before the page was loaded; true once. */
export function takeWordOfForgetting(): boolean {
  try {
    const isLeft = sessionStorage.getItem(DONE) !== null;
    sessionStorage.removeItem(DONE);
    return isLeft;
  } catch {
    return false;
  }
}
