import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@playwright/test';
import { BREACH_PATH, PREVIEW_HEADERS } from '../scripts/headers.mjs';
import { watch } from './watch';

// What the harness has to see (`watch.ts`), planted wherever a page can run code.

test.use({ serviceWorkers: 'allow' });

const PLACES = ['page', 'worker', 'inner', 'service', 'popup'];
const POLICY = `${PREVIEW_HEADERS['Content-Security-Policy']}; report-uri ${BREACH_PATH}`;

async function serve(answer: (path: string) => readonly [type: string, body: string], policy = '') {
  const server: Server = createServer((request, response) => {
    const [type, body] = answer(new URL(request.url!, 'http://localhost').pathname);
    response.setHeader('Content-Type', type);
    if (policy) response.setHeader('Content-Security-Policy', policy);
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://localhost:${port}`, close: () => server.close() };
}

/** A page that starts a worker, that one another, and a service worker and a pop-up; each does `act` with its own name. */
function pageThat(act: (place: string) => string) {
  // As src/base/guards.ts allows them.
  const allow =
    "globalThis.trustedTypes?.createPolicy('default', { createScriptURL: (url) => url });";
  const start: Readonly<Record<string, string>> = {
    page: "new Worker('worker.js'); navigator.serviceWorker.register('service.js'); open('popup.html');",
    worker: "new Worker('inner.js');",
  };
  return (path: string): readonly [string, string] => {
    const [, place, kind] = /^\/(\w+)\.(js|html)$/.exec(path) ?? [];
    if (kind === 'js') return ['text/javascript', `${allow} ${start[place!] ?? ''} ${act(place!)}`];
    return ['text/html', `<link rel="icon" href="data:,"><script src="${place}.js"></script>`];
  };
}

test('requests to another origin are seen from wherever they come', async ({ page }) => {
  const foreign = await serve(() => ['text/plain', '']);
  const own = await serve(
    pageThat((place) => `fetch('${foreign.url}/${place}', { mode: 'no-cors' });`),
  );
  const { problems } = await watch(page, new Set([own.url]), false);
  await page.goto(`${own.url}/page.html`);
  const seen = () => [...problems].map((problem) => problem.split('/').at(-1)).sort();
  await expect.poll(seen).toEqual([...PLACES].sort());
  own.close();
  foreign.close();
});

test('breaches of the policy are seen wherever they happen', async ({ page }) => {
  const own = await serve(
    pageThat((place) => `try { eval('"${place}"'); } catch {}`),
    POLICY,
  );
  const { problems } = await watch(page, new Set([own.url]), false);
  await page.goto(`${own.url}/page.html`);
  const seen = () =>
    PLACES.filter((place) =>
      [...problems].some(
        (problem) => problem.startsWith('policy: {') && problem.includes(`${place}.js`),
      ),
    );
  await expect.poll(seen).toEqual(PLACES);
  own.close();
});

test('Trusted Types refuse code and HTML from strings, and scripts of others', async ({ page }) => {
  await page.goto('./');
  await expect(page.getByRole('heading', { name: 'Cloze' })).toBeVisible();
  const refused = await page.evaluate(() => {
    const attempts: Readonly<Record<string, () => unknown>> = {
      html: () => {
        document.createElement('p').innerHTML = '<b>bold</b>';
      },
      code: () => {
        document.createElement('script').text = '1';
      },
      worker: () => new Worker('https://another-site.test/worker.js'),
      policy: () =>
        (
          globalThis as unknown as { trustedTypes: { createPolicy(...args: unknown[]): void } }
        ).trustedTypes.createPolicy('another', {}),
    };
    return Object.keys(attempts).filter((name) => {
      try {
        attempts[name]!();
        return false;
      } catch (error) {
        return error instanceof TypeError;
      }
    });
  });
  expect(refused).toEqual(['html', 'code', 'worker', 'policy']);
});
