import { afterEach, expect, it, vi } from 'vitest';
import { askForPromise, readUsage } from './usage';

afterEach(() => void vi.unstubAllGlobals());

const SCOPE = 'https://example.org/cloze/';
/** Sizes of what each cache has in it */
function browser(storage: object | undefined, cached?: Record<string, readonly number[]>) {
  vi.stubGlobal('navigator', { storage });
  vi.stubGlobal('document', { baseURI: `${SCOPE}index.html` });
  const match = vi.fn(async ({ url }: Request) => {
    const { pathname, searchParams } = new URL(url);
    const size = cached?.[searchParams.get('cache') ?? '']?.[Number(pathname.slice(1))];
    return size === undefined ? undefined : new Response('x'.repeat(size));
  });
  if (!cached) return match;
  const request = (cache: string, i: number) =>
    new Request(`https://example.org/${i}?${new URLSearchParams({ cache })}`);
  vi.stubGlobal('caches', {
    keys: async () => Object.keys(cached),
    open: async (name: string) => ({
      match,
      keys: async () => cached[name]!.map((_, i) => request(name, i)),
    }),
  });
  return match;
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

it('reads each file of the page once, however often it is asked', async () => {
  const cached = { 'cloze-1': [100, 20] };
  const match = browser({}, cached);
  const both = await Promise.all([readUsage(), readUsage()]);
  expect(both).toEqual([{ offline: 120 }, { offline: 120 }]);
  expect(match).toHaveBeenCalledTimes(2);
  cached['cloze-1'].push(3);
  expect(await readUsage()).toEqual({ offline: 123 });
  expect(match).toHaveBeenCalledTimes(3);
});

it('tries again where a file could not be read', async () => {
  browser({}, { 'cloze-2': [7] }).mockRejectedValueOnce(new Error());
  expect(await readUsage()).toEqual({});
  expect(await readUsage()).toEqual({ offline: 7 });
});

it('does not wait for a file that the browser does not give', async () => {
  vi.useFakeTimers();
  const storage = { estimate: async () => ({ usage: 84e6, quota: 2e9 }) };
  browser(storage, { 'cloze-3': [7] }).mockReturnValueOnce(new Promise(() => {}));
  const usage = readUsage();
  await vi.advanceTimersByTimeAsync(60_000);
  vi.useRealTimers();
  expect(await usage).toEqual({ space: { used: 84e6, quota: 2e9 } });
  expect(await readUsage()).toMatchObject({ offline: 7 });
});

it('takes a browser that cannot be asked, or fails, for one that refuses', async () => {
  browser({ persist: async () => true });
  expect(await askForPromise()).toBe(true);
  browser({ persist: () => Promise.reject(new Error()) });
  expect(await askForPromise()).toBe(false);
  browser({});
  expect(await askForPromise()).toBe(false);
});
