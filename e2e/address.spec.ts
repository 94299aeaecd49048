import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { violations } from './axe';
import { expect, test } from './harness';
import {
  alert,
  button,
  count,
  inAddress,
  numberIn,
  open,
  partLink,
  paste,
  sentenceBox,
  small,
  takeFirstStep,
  textChoice,
} from './page';
import { OWN_SENTENCES, OWN_TEXT } from './text';

test('an address sets the page', async ({ page }) => {
  await open(page, './#backend=wasm&maxSteps=50&mlmProbability=0.4');
  await expect(page.getByRole('slider', { name: 'Mask ratio' })).toHaveValue('40');
  const progress = page.getByRole('progressbar', { name: 'Training progress' });
  await expect(progress).toHaveAttribute('aria-valuemax', '50');
  await expect(page.getByRole('combobox', { name: 'Backend' })).toHaveValue('wasm');
  await expect(page.getByTestId('backend')).toHaveText(/^wasm\b/);
  await expect(alert(page)).toHaveCount(0);
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
  const texts = textChoice(page);
  const chosen = (await texts.locator('option').last().getAttribute('value'))!;
  await texts.selectOption(chosen);
  await expect(page).toHaveURL(new RegExp(`[#&]text=${chosen}(&|$)`)); // once it is read
  await takeFirstStep(page);
  const loss = await page.getByTestId('train-loss').textContent();

  const other = await context.newPage();
  await open(other, page.url());
  await expect(other.getByRole('slider', { name: 'Mask ratio' })).toHaveValue('35');
  await expect(other.getByRole('radio', { name: 'Before only' })).toBeChecked();
  await expect(textChoice(other)).toHaveValue(chosen);
  await takeFirstStep(other);
  expect(await other.getByTestId('train-loss').textContent()).toBe(loss);
});

/** Does what pasting a link into the open page's address bar does. */
const pasteLink = (page: Page, hash: string) =>
  page.evaluate((link) => {
    location.hash = link;
  }, hash);
/** The tab's place in its history. */
const placeInHistory = (page: Page) => page.evaluate(() => navigation.currentEntry!.index);
const question = (page: Page) => page.getByRole('alertdialog', { name: 'Apply this link?' });

test('a link pasted into the open page is applied, after a question if a run would be lost', async ({
  page,
}) => {
  await open(page);
  const ratio = page.getByRole('slider', { name: 'Mask ratio' });
  const texts = textChoice(page);
  const model = new URL(small(), page.url()).hash;
  await pasteLink(page, `${model}&text=bread&mlmProbability=40%25`);
  await expect(ratio).toHaveValue('40');
  await expect(texts).toHaveValue('bread');
  await takeFirstStep(page);
  // Back must always change something, so a link within one part of the page adds no entry.
  await expect.poll(() => placeInHistory(page)).toBe(0);

  // The run can go on with these settings.
  await pasteLink(page, `${model}&text=bread&mlmProbability=0.3&part=experiments`);
  await expect(partLink(page, 'Experiments')).toHaveAttribute('aria-current', 'page');
  await partLink(page, 'Playground').click();
  await expect(ratio).toHaveValue('30');
  await expect(page.getByTestId('step')).toHaveText('1');

  const shown = page.url();
  const place = await placeInHistory(page);
  await pasteLink(page, `${model}&seed=9`);
  await expect(question(page)).toContainText('a run of 1 step that is not in the Library');
  expect(await violations(page, 'light', '[role=alertdialog]')).toEqual([]);
  expect(inAddress(page, 'seed')).toBe('9');
  await page.keyboard.press('Escape');
  await expect(question(page)).toHaveCount(0);
  await expect(page).toHaveURL(shown);
  await expect.poll(() => placeInHistory(page)).toBe(place);
  await expect(page.getByTestId('step')).toHaveText('1');

  await page.goto(shown); // the address that is there already
  await expect.poll(() => placeInHistory(page)).toBe(place);

  await pasteLink(page, `${model}&seed=9`);
  await question(page).getByRole('button', { name: 'Keep the run, then apply' }).click();
  await expect.poll(() => inAddress(page, 'seed')).toBe('9');
  await expect(page.getByTestId('step')).toHaveText('0');
  await expect(texts).toHaveValue('bread'); // the link names none
  await expect.poll(() => placeInHistory(page)).toBe(place);
  await partLink(page, 'Library').click();
  await expect(page.getByText(/^Bread at home/).first()).toBeVisible();
});

test('a link applied at the cost of the run starts over with its text', async ({ page }) => {
  await open(page);
  await takeFirstStep(page);
  await pasteLink(page, `${new URL(small(), page.url()).hash}&text=agreement`);
  await question(page).getByRole('button', { name: 'Apply and lose the run' }).click();
  await expect(page).toHaveURL(/[#&]text=agreement(&|$)/);
  await expect(page.getByTestId('step')).toHaveText('0');
  await takeFirstStep(page);
});

test('back and forward go between the parts of the page, and undo no setting', async ({
  page,
  context,
}) => {
  await open(page);
  const current = (name: 'Playground' | 'Experiments' | 'Library') =>
    expect(partLink(page, name)).toHaveAttribute('aria-current', 'page');
  const ratio = page.getByRole('slider', { name: 'Mask ratio' });
  await partLink(page, 'Library').click();
  await expect(page).toHaveTitle('Library · Cloze');
  await button(page, 'Go to the playground').click();
  await current('Playground');
  await expect(partLink(page, 'Playground')).toBeFocused(); // the button is gone
  // However often it changes, a setting adds no entry to the history.
  const before = await page.evaluate(() => history.length);
  for (let percent = 20; percent <= 35; percent++) await ratio.fill(`${percent}`);
  await expect.poll(() => inAddress(page, 'mlmProbability')).toBe('0.35');
  expect(await page.evaluate(() => history.length)).toBe(before);

  await page.goBack();
  await current('Library');
  await expect.poll(() => inAddress(page, 'mlmProbability')).toBe('0.35');
  await page.goBack();
  await current('Playground');
  await expect(ratio).toHaveValue('35');
  await page.goForward();
  await page.goForward();
  await current('Playground');
  await expect(ratio).toHaveValue('35');
  await expect(page).toHaveTitle('Cloze');

  const opened = context.waitForEvent('page');
  await partLink(page, 'Library').click({ modifiers: ['ControlOrMeta'] });
  const other = await opened;
  await expect(other).toHaveTitle('Library · Cloze');
  await current('Playground');
});

test('dragging a slider writes few addresses', async ({ page }) => {
  await page.addInitScript(() => {
    const replace = history.replaceState.bind(history);
    Object.assign(globalThis, { replaced: 0 });
    history.replaceState = (...args) => {
      (globalThis as unknown as { replaced: number }).replaced++;
      replace(...args);
    };
  });
  await open(page);
  const ratio = page.getByRole('slider', { name: 'Mask ratio' });
  const replaced = () =>
    page.evaluate(() => (globalThis as unknown as { replaced: number }).replaced);
  const before = await replaced();
  await ratio.evaluate((slider: HTMLInputElement) => {
    const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!;
    for (let percent = 20; percent < 80; percent++) {
      set.call(slider, `${percent}`);
      slider.dispatchEvent(new Event('input', { bubbles: true }));
    }
  });
  await expect.poll(() => inAddress(page, 'mlmProbability')).toBe('0.79');
  expect((await replaced()) - before).toBeLessThan(10);
});

test('the own text is never in the address', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page, small({ mlmProbability: 0.2 }));
  await paste(page, `${OWN_TEXT} The secret word is xylophone.`);
  await expect.poll(() => count(page, 'sentences')).toBe(OWN_SENTENCES.length + 1);
  await button(page, 'Edit sentence').click();
  await sentenceBox(page).fill('My ___ xylophone');
  await page.keyboard.press('Enter');
  await page.getByRole('slider', { name: 'Mask ratio' }).fill('35');
  await expect.poll(() => inAddress(page, 'mlmProbability')).toBe('0.35');
  await button(page, 'Share').click();
  await expect(page.getByText('Link copied. It holds your settings, not your text.')).toBeVisible();
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

/** A plain static host: the build under a sub-path, none of our headers, 404 for everything else. */
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

/** A host that is not localhost, over plain http. */
const plainHttp = test.extend({
  baseURL: 'http://cloze.test/',
  page: async ({ page }, use) => {
    await page.route('http://cloze.test/**', async (route) => {
      const path = new URL(route.request().url()).pathname;
      const file = normalize(join(DIST, path === '/' ? 'index.html' : path));
      await route.fulfill({ path: file, contentType: TYPES[extname(file)] ?? 'text/plain' });
    });
    await use(page);
  },
});

plainHttp('over plain http it trains, and says what is missing', async ({ page }) => {
  await open(page, small({ backend: 'auto' }));
  await page.getByTestId('backend').click();
  await expect(page.getByText('not used: WebGPU needs https or localhost')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('combobox', { name: 'Backend' }).selectOption('WebGPU');
  await expect(alert(page)).toContainText('WebGPU needs https or localhost');
  await page.getByRole('combobox', { name: 'Backend' }).selectOption('WASM');
  await takeFirstStep(page);
  await button(page, 'Keep run').click();
  await expect(page.getByText('step 1 kept')).toBeVisible();
  await button(page, 'Share').click();
  await expect(page.getByText('Copy the link from the address bar')).toBeVisible();
});

subPath('works from a sub-path of a plain static host', async ({ page, missing }) => {
  await open(page);
  expect(new URL(page.url()).pathname).toBe(SUB_PATH);
  await takeFirstStep(page);
  await expect.poll(() => numberIn(page.getByTestId('eval-loss'))).toBeGreaterThan(0);
  expect(missing).toEqual([]);
});
