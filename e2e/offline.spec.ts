import { readdir, readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, test as withWatch } from './harness';
import {
  alert,
  button,
  count,
  fileInput,
  gotoAnew,
  open,
  openAnew,
  openExperiments,
  partLink,
  passStep,
  patiently,
  reload,
  small,
  stepOf,
  tab,
  takeFirstStep,
  textbox,
  textChoice,
} from './page';
import { built, type StaticHost, startStaticHost } from './staticHost';

const test = withWatch.extend<{ host: StaticHost }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright wants to see what a fixture needs.
  host: async ({}, use) => {
    const host = await startStaticHost();
    await use(host);
    await host.close();
  },
  baseURL: ({ host }, use) => use(host.url),
});

// A browser without a network complains about what it cannot fetch.
test.use({ serviceWorkers: 'allow', allowConsoleErrors: true });

const newVersion = (page: Page) => page.getByRole('status', { name: 'New version' });

/** Cut off: enough to ask for what reads PDFs. */
const PDF = { name: 'a.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n') };

/** Waits until the whole page is kept, and what it asks for comes from there. */
const isKept = (page: Page) =>
  page.evaluate(async () => {
    const { serviceWorker } = navigator;
    await serviceWorker.ready;
    if (serviceWorker.controller) return;
    await new Promise((resolve) => serviceWorker.addEventListener('controllerchange', resolve));
  });

test('the second visit needs no network', async ({ page, context }) => {
  await open(page);
  await isKept(page);
  await context.setOffline(true);
  await reload(page);
  await takeFirstStep(page);

  // Another text, and what a short text begins from
  await textChoice(page).selectOption('garten');
  await expect.poll(() => count(page, 'characters')).toBeGreaterThan(15_000);
  await gotoAnew(page, './#text=ferry&backend=wasm&beginFrom=starter&maxSteps=1');
  await takeFirstStep(page);
  await expect(page.getByText('The starter could not be loaded')).toHaveCount(0);

  await gotoAnew(page, './#lesson=tokens');
  await expect(page.getByRole('complementary', { name: 'Lessons' })).toContainText(/\w{3}/);
  await page.goto('about:blank');
  await openExperiments(page);
  await gotoAnew(page, './#part=uses&use=homonyms&backend=wasm');
  const answer = page.getByRole('region', { name: 'Answer' });
  await patiently(answer).toHaveAttribute('aria-busy', 'false');
  await expect(answer.getByRole('alert')).toHaveCount(0);
  await gotoAnew(page, './#part=library');
  await expect(page.getByRole('heading', { name: 'Runs' })).toBeVisible();

  // All but the reader of PDFs, which says so
  await openAnew(page, small());
  await tab(page, 'Edit').click();
  await fileInput(page).setInputFiles(PDF);
  await expect(alert(page)).toContainText('a.pdf cannot be read without a network yet');

  // With a network it comes, and stays
  await context.setOffline(false);
  await openAnew(page, small());
  await tab(page, 'Edit').click();
  await fileInput(page).setInputFiles(PDF);
  await expect(alert(page)).toContainText('a.pdf cannot be opened as a PDF');
  await context.setOffline(true);
  await openAnew(page, small());
  await tab(page, 'Edit').click();
  await fileInput(page).setInputFiles(PDF);
  await expect(alert(page)).toContainText('a.pdf cannot be opened as a PDF');
});

/** A version of the page that has other names for what a click loads, and a mark in its `index.html`. */
async function nextVersion() {
  const scripts = await readdir(built('assets'));
  const code = scripts.find((name) => /^CodeDialog-.*\.js$/.test(name))!;
  const html = await readFile(built('index.html'), 'utf8');
  const worker = await readFile(built('serviceWorker.js'), 'utf8');
  const entry = /(?<=\{"revision":")\w+(?=","url":"index\.html"\})/;
  if (!entry.test(worker)) throw new Error('nextVersion: the worker does not name index.html.');
  return {
    'index.html': html.replace('<html', '<html data-version="2"'),
    'serviceWorker.js': worker.replace(entry, 'another'),
    [`assets/${code}`]: undefined,
  };
}

test('a new version waits for the run and for other windows, and the old one keeps its files', async ({
  page,
  context,
  host,
}) => {
  await open(page);
  await isKept(page);
  await button(page, 'Train').click();
  host.deploy(await nextVersion());
  await page.evaluate(async () => {
    const registration = (await navigator.serviceWorker.getRegistration())!;
    await registration.update();
    const { installing } = registration;
    if (!installing) throw new Error('There is no new version.');
    await new Promise<void>((resolve) => {
      const look = () => registration.waiting && resolve();
      installing.addEventListener('statechange', look);
      look();
    });
  });
  await passStep(page, (await stepOf(page)) + 1);
  await expect(newVersion(page)).toHaveCount(0);
  await button(page, 'Pause').click();
  await expect(newVersion(page)).toBeVisible();

  // A file that the host no longer has
  await button(page, 'Show the code').click();
  await expect(page.getByRole('dialog')).toContainText('import');
  await page.keyboard.press('Escape');

  // The system opens a file with the installed page, in another window
  const other = await context.newPage();
  await other.addInitScript(() => {
    const getFile = async () => new File(['It rains in the old town.'], 'rain.txt');
    const setConsumer = (take: (params: object) => void) => take({ files: [{ getFile }] });
    Object.defineProperty(window, 'launchQueue', { value: { setConsumer } });
  });
  await other.goto(small());
  await tab(other, 'Edit').click();
  await expect(textbox(other)).toHaveValue('It rains in the old town.');

  const reloadButton = newVersion(page).getByRole('button', { name: 'Reload to use it' });
  await reloadButton.click();
  await expect(newVersion(page)).toContainText('Another window still shows the old one');
  await other.close();
  await reloadButton.click();
  await expect(page.locator('html')).toHaveAttribute('data-version', '2');

  // Another program shares a text with it
  await isKept(page);
  await page.evaluate(async () => {
    const body = new FormData();
    body.append('title', 'Rain');
    body.append('text', 'It rains on the harbour.');
    await fetch('./share', { method: 'POST', body });
  });
  await page.goto('./?shared');
  await tab(page, 'Edit').click();
  await expect(textbox(page)).toHaveValue('It rains on the harbour.');
  await expect(page).not.toHaveURL(/shared/);
});

test.describe('without a service worker', () => {
  test.use({ serviceWorkers: 'block' });

  test('what is gone from the host leaves the rest of the page, which says to reload', async ({
    page,
  }) => {
    await page.route('**/assets/LibraryPage-*.js', (route) => route.abort());
    await open(page);
    await partLink(page, 'Library').click();
    await expect(alert(page)).toContainText('The page could not be drawn.');
    await partLink(page, 'Playground').click();
    await button(page, 'Draw it again').click();
    await takeFirstStep(page);
    await partLink(page, 'Library').click();
    await page.unrouteAll();
    await button(page, 'Reload the page').click();
    await expect(page.getByRole('heading', { name: 'Runs' })).toBeVisible();
  });
});
