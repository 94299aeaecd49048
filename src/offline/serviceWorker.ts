import { addPlugins, precacheAndRoute } from 'workbox-precaching';
import { registerRoute } from 'workbox-routing';
import { CacheFirst } from 'workbox-strategies';
import { compress, decompress } from './compressed';
import { TAKE_OVER, type TakeOverAnswer } from './messages';
import type { ServiceWorkerScope } from './scope';
import { filesOf, leaveFiles, SHARE_PATH, SHARED_QUERY } from './shared';

/**
 * The service worker: the second visit needs no network. It keeps all of the page but the reader of PDFs, which comes
 * with the first PDF.
 *
 * A new version is kept beside the old one and waits until no page of the old one is open, so that a page finds all of
 * its own version. The page may offer to reload (`ui/offline/`); nothing takes over by itself.
 */
declare const self: ServiceWorkerScope;

const { scope } = self.registration;

const compressed = {
  cacheWillUpdate: async ({ request, response }: { request: Request; response: Response }) =>
    compress(request.url, response) ?? null,
  cachedResponseWillBeUsed: async ({ cachedResponse }: { cachedResponse?: Response }) =>
    cachedResponse && decompress(cachedResponse),
};

addPlugins([compressed]);
// Where it has no hash in its name, a file is one and the same whatever its query says.
precacheAndRoute(self.__WB_MANIFEST, { ignoreURLParametersMatching: [/./], cleanURLs: false });

/** What is kept when it is first used, and alone: the reader of another version goes. */
const LATER = 'cloze-later';
const onlyThis = {
  async cacheDidUpdate({ request }: { request: Request }) {
    const cache = await caches.open(LATER);
    for (const { url } of await cache.keys()) if (url !== request.url) await cache.delete(url);
  },
};
registerRoute(
  ({ url }) => /\/assets\/pdfjs-[^/]+\.js$/.test(url.pathname) && url.href.startsWith(scope),
  new CacheFirst({ cacheName: LATER, plugins: [compressed, onlyThis] }),
);

registerRoute(
  ({ url }) => url.href === new URL(SHARE_PATH, scope).href,
  async ({ request }) => {
    await leaveFiles(filesOf(await request.formData()));
    return Response.redirect(new URL(`?${SHARED_QUERY}`, scope).href, 303);
  },
  'POST',
);

// The first version serves the page that fetched it as well: it may go offline before its second visit.
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

async function takeOver(): Promise<TakeOverAnswer> {
  const all = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  if (all.filter(({ url }) => url.startsWith(scope)).length > 1) return 'others';
  await self.skipWaiting();
  return 'now';
}

self.addEventListener('message', (event) => {
  if (event.data?.ask !== TAKE_OVER.ask) return;
  const { ports } = event;
  event.waitUntil(takeOver().then((answer) => ports[0]?.postMessage(answer)));
});
