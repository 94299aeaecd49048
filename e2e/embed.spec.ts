import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FrameLocator, Page } from '@playwright/test';
import { expect, test } from './harness';
import { patiently, small } from './page';

const TEXT = 'the cat sees the dog . the dog sees the cat . a bird sings . the cat hears a bird .';

/** What is kept for the page, by what keeps it. Asked in a document of the same origin that runs none of its code. */
async function kept(page: Page | FrameLocator) {
  return page.locator('svg').evaluate(async () => {
    const folder = await navigator.storage.getDirectory();
    const files: string[] = [];
    for await (const name of folder.keys()) files.push(name);
    return {
      databases: (await indexedDB.databases()).map(({ name }) => name),
      items: [...Object.keys(localStorage), ...Object.keys(sessionStorage)],
      caches: await caches.keys(),
      files,
      workers: (await navigator.serviceWorker.getRegistrations()).length,
      cookies: document.cookie,
    };
  });
}
const NOTHING = { databases: [], items: [], caches: [], files: [], workers: 0, cookies: '' };

/** Does what makes the page keep things: a theme, a text of one's own, timings of engines, a run. */
async function use(page: Page | FrameLocator) {
  const named = (name: string) => page.getByRole('button', { name, exact: true });
  await page.getByRole('button', { name: /theme/ }).click();
  await page.getByRole('tab', { name: 'Edit', exact: true }).click();
  await page.getByRole('textbox', { name: 'Training text' }).fill(TEXT.repeat(20));
  await named('Step').click();
  await patiently(page.getByTestId('step')).toHaveText('1');
  await named('Step').click();
  await patiently(page.getByTestId('step')).toHaveText('2');
}

/**
 * Serves a page of another origin, with `body`. Its port makes it that. To a page of another host in it, Chromium allows
 * no storage in a private window, such as a test's, so nothing could be found there.
 */
async function serveElsewhere(body: string) {
  const server = createServer((_, answer) => {
    answer.setHeader('Content-Type', 'text/html').end(`<!doctype html>${body}`);
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://localhost:${port}`, close: () => server.close() };
}

test('in a page of another origin it trains, and keeps nothing', async ({
  page,
  origins,
  baseURL,
}) => {
  const frame = (id: string, path: string) =>
    `<iframe id="${id}" width="1200" height="900" src="${new URL(path, baseURL)}"></iframe>`;
  const site = await serveElsewhere(
    `<h1>A lesson</h1>${frame('cloze', small({ backend: 'auto' }))}${frame('spy', 'icon.svg')}`,
  );
  origins.add(site.url);
  try {
    await page.goto(site.url);
    const cloze = page.frameLocator('#cloze');
    await use(cloze);
    await expect(cloze.getByRole('button', { name: 'Keep run' })).toHaveCount(0);
    await expect(cloze.getByRole('link', { name: 'Library', exact: true })).toHaveCount(0);
    const whole = cloze.getByRole('link', { name: 'Open Cloze in its own tab' });
    await expect(whole).toHaveAttribute('href', /hiddenSize=16/);
    await expect(whole).not.toHaveAttribute('href', /embed/);
    expect(await kept(page.frameLocator('#spy'))).toEqual(NOTHING);
  } finally {
    site.close();
  }
});

test('with #embed it keeps nothing by itself either; without, it does', async ({ page }) => {
  await page.route('**/favicon.ico', (route) => route.fulfill({ body: '' })); // asked for beside a picture
  await page.goto(`${small({ backend: 'auto' })}&embed`);
  await use(page);
  await expect(page.getByRole('alert')).toHaveCount(0);
  await page.goto('./icon.svg');
  expect(await kept(page)).toEqual(NOTHING);
  await page.goto(small({ backend: 'auto' }));
  await use(page);
  await expect(page.locator('html')).not.toHaveAttribute('data-writing');
  await page.goto('./icon.svg');
  const { databases, items } = await kept(page);
  expect(databases).toContain('keyval-store');
  expect(items).toContain('cloze:theme');
});
