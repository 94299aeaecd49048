import { afterEach, expect, it, vi } from 'vitest';
import { forgetAll } from './forgetAll';

afterEach(() => void vi.unstubAllGlobals());

/** A browser without databases, whose folder of files has a text that another tab writes. */
function browser(fileError?: Error) {
  const files = ['cloze-texts', 'another-page'];
  const removed: string[] = [];
  const root = {
    async *keys() {
      yield* files;
    },
    async removeEntry(name: string) {
      if (fileError) throw fileError;
      removed.push(name);
    },
  };
  const caches = new Set(['cloze-later', 'workbox-https://example.org/cloze/', 'other']);
  const local: Record<string, unknown> = { 'cloze:theme': 'dark', another: 'x' };
  Object.defineProperty(local, 'removeItem', { value: (key: string) => delete local[key] });
  const unregister = vi.fn(async () => true);
  vi.stubGlobal('document', { baseURI: 'https://example.org/cloze/' });
  vi.stubGlobal('localStorage', local);
  vi.stubGlobal('sessionStorage', {});
  vi.stubGlobal('navigator', {
    storage: { getDirectory: async () => root },
    serviceWorker: { getRegistration: async () => ({ unregister }) },
  });
  vi.stubGlobal('caches', {
    keys: async () => [...caches],
    delete: async (name: string) => caches.delete(name),
  });
  return { removed, local, unregister, caches };
}

it('deletes what is its own and nothing else, and says what is left', async () => {
  const { removed, local, unregister, caches } = browser();
  // Node has no databases: they count as what could not be deleted.
  expect(await forgetAll()).toEqual(['texts and experiments', 'runs and models']);
  expect(removed).toEqual(['cloze-texts']);
  expect(Object.keys(local)).toEqual(['another']);
  expect([...caches]).toEqual(['other']);
  expect(unregister).toHaveBeenCalled();
});

it('goes on where a part cannot be deleted, and takes a refused storage for an empty one', async () => {
  const busy = browser(new DOMException('', 'NoModificationAllowedError'));
  expect(await forgetAll()).toContain('long texts');
  expect(Object.keys(busy.local)).toEqual(['another']);
  browser(new DOMException('', 'SecurityError'));
  expect(await forgetAll()).not.toContain('long texts');
});
