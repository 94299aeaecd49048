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

/** Sizes by cache and address: under one address nothing changes. */
const sizes = new Map<string, number>();
let measuring: Promise<number | undefined> | undefined;

/** Only reading a kept file tells its size, and all of them are megabytes: each is read once. */
async function measure(): Promise<number | undefined> {
  if (!('caches' in globalThis)) return undefined;
  const names = (await caches.keys()).filter(isOwnCache);
  if (names.length === 0) return undefined;
  let sum = 0;
  for (const name of names) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const id = `${name} ${request.url}`;
      if (!sizes.has(id)) {
        const file = await cache.match(request, { ignoreVary: true });
        if (file) sizes.set(id, (await file.blob()).size);
      }
      sum += sizes.get(id) ?? 0;
    }
  }
  return sum;
}

/** The other figures do not wait longer for this one. */
const PATIENCE_MS = 10_000;

/** Whoever asks while it is being measured waits for the same answer: on a slow machine the readings would pile up. */
function offlineBytes(): Promise<number | undefined> {
  const late = () => new Promise<undefined>((resolve) => setTimeout(resolve, PATIENCE_MS));
  measuring ??= Promise.race([measure(), late()]).finally(() => {
    measuring = undefined;
  });
  return measuring;
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
