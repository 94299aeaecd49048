import { isOwnCache } from './ownCaches';

/** What the browser says of the page's storage; each part is left out where it does not tell. */
export interface Usage {
  /** Bytes that the page takes, as the browser counts them, and that it may take at most */
  readonly space?: { readonly used: number; readonly quota: number };
  /** Whether the browser has promised to delete nothing by itself */
  readonly isPromised?: boolean;
  /** Bytes of the page itself, as the service worker keeps it; left out where it keeps nothing */
  readonly offline?: number;
}

async function offlineBytes(): Promise<number | undefined> {
  if (!('caches' in globalThis)) return undefined;
  const names = (await caches.keys()).filter(isOwnCache);
  if (names.length === 0) return undefined;
  let sum = 0;
  for (const name of names) {
    const responses = await (await caches.open(name)).matchAll();
    for (const response of responses) sum += (await response.blob()).size;
  }
  return sum;
}

const orNothing = <T>(promise: Promise<T> | undefined): Promise<T | undefined> =>
  Promise.resolve(promise).catch(() => undefined);

/** Asks the browser how much the page keeps, and whether that will stay. */
export async function readUsage(): Promise<Usage> {
  const { storage } = navigator;
  const [estimate, isPromised, offline] = await Promise.all([
    orNothing(storage?.estimate?.()),
    orNothing(storage?.persisted?.()),
    orNothing(offlineBytes()),
  ]);
  const { usage: used, quota } = estimate ?? {};
  return {
    ...(used !== undefined && quota !== undefined && quota > 0 && { space: { used, quota } }),
    ...(isPromised !== undefined && { isPromised }),
    ...(offline !== undefined && { offline }),
  };
}

/** Asks the browser to promise that it deletes nothing by itself. It may ask the person, or decide alone. */
export const askForPromise = async (): Promise<boolean> =>
  (await orNothing(navigator.storage?.persist?.())) ?? false;
