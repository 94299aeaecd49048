import { afterEach, expect, it, vi } from 'vitest';
import { askForPromise, readUsage } from './usage';

afterEach(() => void vi.unstubAllGlobals());

const SCOPE = 'https://example.org/cloze/';
/** Sizes of what each cache has in it */
function browser(storage: object | undefined, cached?: Record<string, readonly number[]>) {
  vi.stubGlobal('navigator', { storage });
  vi.stubGlobal('document', { baseURI: `${SCOPE}index.html` });
  if (!cached) return;
  const match = (name: string) => cached[name]!.map((size) => new Response('x'.repeat(size)));
  vi.stubGlobal('caches', {
    keys: async () => Object.keys(cached),
    open: async (name: string) => ({ matchAll: async () => match(name) }),
  });
}

it('tells what is used, of what, and whether the browser has promised to keep it', async () => {
  browser({ estimate: async () => ({ usage: 84e6, quota: 2e9 }), persisted: async () => false });
  expect(await readUsage()).toEqual({ space: { used: 84e6, quota: 2e9 }, isPromised: false });
});

it('tells nothing that the browser does not tell', async () => {
  browser(undefined);
  expect(await readUsage()).toEqual({});
  browser({
    estimate: async () => ({ usage: 5, quota: 0 }),
    persisted: () => Promise.reject(new Error('private window')),
  });
  expect(await readUsage()).toEqual({});
});

it('adds up the caches of this page, and of no other page of the site', async () => {
  browser(
    {},
    {
      [`workbox-precache-v2-${SCOPE}`]: [100, 20],
      'cloze-later': [3],
      'workbox-precache-v2-https://example.org/other/': [5000],
    },
  );
  expect(await readUsage()).toEqual({ offline: 123 });
  browser({}, { other: [1] });
  expect(await readUsage()).toEqual({});
});

it('takes a browser that cannot be asked, or fails, for one that refuses', async () => {
  browser({ persist: async () => true });
  expect(await askForPromise()).toBe(true);
  browser({ persist: () => Promise.reject(new Error()) });
  expect(await askForPromise()).toBe(false);
  browser({});
  expect(await askForPromise()).toBe(false);
});
