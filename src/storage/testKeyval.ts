import { vi } from 'vitest';

/** A request of IndexedDB that has its result in the next microtask. */
function request<T>(result: T) {
  const made: { result: T; onsuccess?: () => void } = { result };
  queueMicrotask(() => made.onsuccess?.());
  return made;
}

/**
 * Stands in for `idb-keyval`'s store, with transactions one after the other: each writes all or nothing. `refuse` has
 * the next write fail; `hold` makes all that begin later wait until what it returns is called.
 */
export function fakeKeyval() {
  const kept = new Map<string, unknown>();
  /** Names of what was written, and of what the page asked to delete, in order */
  const puts: string[] = [];
  const deletes: string[] = [];
  let refusal: DOMException | undefined;
  let last: Promise<void> = Promise.resolve();

  const run = async (act: (store: object) => unknown) => {
    const changes: (() => void)[] = [];
    const transaction: { oncomplete?: () => void; onabort?: () => void; error?: DOMException } = {};
    const done = act({
      transaction,
      getAllKeys: () => request([...kept.keys()]),
      get: (name: string) => request(structuredClone(kept.get(name))),
      put(value: unknown, name: string) {
        const copy = structuredClone(value);
        changes.push(() => {
          kept.set(name, copy);
          puts.push(name);
        });
      },
      delete(name: string) {
        deletes.push(name);
        changes.push(() => void kept.delete(name));
      },
    });
    await new Promise((resolve) => setTimeout(resolve)); // all requests have been made by then
    if (refusal && changes.length > 0) {
      transaction.error = refusal;
      refusal = undefined;
      transaction.onabort?.();
    } else {
      for (const change of changes) change();
      transaction.oncomplete?.();
    }
    return done;
  };
  const inTurn = (_: IDBTransactionMode, act: (store: object) => unknown) => {
    const result = last.then(() => run(act));
    last = result.then(
      () => {},
      () => {},
    );
    return result;
  };

  vi.doMock('idb-keyval', async (original) => ({
    ...(await original<typeof import('idb-keyval')>()),
    createStore: () => inTurn,
    get: async (name: string) => structuredClone(kept.get(name)),
  }));
  return {
    kept,
    puts,
    deletes,
    refuse: (name: string) => {
      refusal = new DOMException('', name);
    },
    hold() {
      const before = last;
      let release = () => {};
      last = new Promise((resolve) => {
        release = () => resolve(before);
      });
      return release;
    },
  };
}
