import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from './harness';
import { button, count, inAddress, open, paste, small, takeFirstStep, toNumber } from './page';
import { OWN_SENTENCES, OWN_TEXT } from './text';

test('an address sets the page', async ({ page }) => {
  await open(page, './#backend=wasm&maxSteps=50&mlmProbability=0.4');
  await expect(page.getByRole('slider', { name: 'Mask ratio' })).toHaveValue('40');
  const progress = page.getByRole('progressbar', { name: 'Training progress' });
  await expect(progress).toHaveAttribute('aria-valuemax', '50');
  await expect(page.getByRole('combobox', { name: 'Backend' })).toHaveValue('wasm');
  await expect(page.getByTestId('backend')).toHaveText(/^wasm\b/);
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('a changed setting is in the address, which gives the same page again', async ({
  page,
  context,
}) => {
  await open(page);
  await page.getByRole('slider', { name: 'Mask ratio' }).fill('35');
  await expect.poll(() => inAddress(page, 'mlmProbability')).toBe('0.35');
  await page.getByText('before', { exact: true }).click();
  await expect.poll(() => inAddress(page, 'context')).toBe('left');
  const texts = page.getByRole('combobox', { name: 'Text', exact: true });
  const chosen = (await texts.locator('option').last().getAttribute('value'))!;
  await texts.selectOption(chosen);
  await expect(page).toHaveURL(new RegExp(`[#&]text=${chosen}(&|$)`)); // once it is read
  await takeFirstStep(page);
  const loss = await page.getByTestId('train-loss').textContent();

  const other = await context.newPage();
  await open(other, page.url());
  await expect(other.getByRole('slider', { name: 'Mask ratio' })).toHaveValue('35');
  await expect(other.getByRole('radio', { name: 'Before only' })).toBeChecked();
  await expect(other.getByRole('combobox', { name: 'Text', exact: true })).toHaveValue(chosen);
  await takeFirstStep(other);
  expect(await other.getByTestId('train-loss').textContent()).toBe(loss);
});

test('the own text is never in the address', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page, small({ mlmProbability: 0.2 }));
  await paste(page, `${OWN_TEXT} The secret word is xylophone.`);
  await expect.poll(() => count(page, 'sentences')).toBe(OWN_SENTENCES.length + 1);
  await button(page, 'Edit sentence').click();
  await page.getByRole('textbox', { name: 'Sentence to fill' }).fill('My ___ xylophone');
  await page.keyboard.press('Enter');
  await page.getByRole('slider', { name: 'Mask ratio' }).fill('35');
  await expect.poll(() => inAddress(page, 'mlmProbability')).toBe('0.35');
  await button(page, 'Share').click();
  await expect(page.getByText('Link copied')).toBeVisible();
  const shared = await page.evaluate(() => navigator.clipboard.readText());
  expect(shared).toBe(page.url());
  for (const word of ['xylophone', 'Mira', 'goat', 'text=']) expect(shared).not.toContain(word);
});

const DIST = fileURLToPath(new URL('../dist', import.meta.url));
const SUB_PATH = '/a/b/';
const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
};

/** A plain static host: the build under a sub-path, no header of ours, 404 for everything else. */
function serveUnderSubPath(missing: string[]): Promise<Server> {
  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    try {
      if (!path.startsWith(SUB_PATH)) throw new Error('outside of the sub-path');
      const file = normalize(join(DIST, path.slice(SUB_PATH.length) || 'index.html'));
      const content = await readFile(file);
      response.writeHead(200, { 'Content-Type': TYPES[extname(file)] ?? 'text/plain' });
      response.end(content);
    } catch {
      missing.push(path);
      response.writeHead(404).end();
    }
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

const subPath = test.extend<{ missing: string[] }>({
  missing: async ({ browserName: _ }, use) => {
    await use([]);
  },
  baseURL: async ({ missing }, use) => {
    const server = await serveUnderSubPath(missing);
    await use(`http://localhost:${(server.address() as AddressInfo).port}${SUB_PATH}`);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  },
});

subPath('works from a sub-path of a plain static host', async ({ page, missing }) => {
  await open(page);
  expect(new URL(page.url()).pathname).toBe(SUB_PATH);
  await takeFirstStep(page);
  expect(toNumber((await page.getByTestId('eval-loss').textContent())!)).toBeGreaterThan(0);
  expect(missing).toEqual([]);
});
