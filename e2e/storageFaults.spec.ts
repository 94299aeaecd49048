import { execFileSync } from 'node:child_process';
import { chromium, type Page } from '@playwright/test';
import { findChromium, LAUNCH_ARGS } from '../scripts/chromium.mjs';
import { expect, test } from './harness';
import { button, count, fileInput, open, paste, patiently, reload, small, tab } from './page';
import { expectBack, expectWentOn, hurry, kill, status } from './saved';
import { OWN_TEXT } from './text';

/** Storage that is full, refuses, or is not there, and a browser that is killed in the middle of a write. */

test.use({ allowConsoleErrors: true });

/** Runs this before the page's script, and before those of its workers whose files are named so. */
async function before(page: Page, code: string, ...workers: string[]): Promise<void> {
  await page.addInitScript(code);
  for (const name of workers) {
    await page.route(`**/assets/${name}-*.js`, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: `${code}\n${await response.text()}` });
    });
  }
}

const train = async (page: Page) => {
  hurry(page);
  await open(page);
  await paste(page, OWN_TEXT);
  await button(page, 'Train').click();
};

test('a storage that is full', async ({ page, context }) => {
  const cdp = await context.newCDPSession(page);
  await page.goto(small());
  const { origin } = new URL(page.url());
  await cdp.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
  await train(page);
  await patiently(status(page, 'Not saved')).toContainText('no room left');
  await kill(page, 'cloze-trainer');
  await expectWentOn(page, 'The training worker stopped.', 1); // the page holds it in memory
});

test('a storage that refuses', async ({ page }) => {
  const refuse = `IDBFactory.prototype.open = () => { throw new DOMException('no', 'SecurityError'); };`;
  await before(page, refuse, 'trainer', 'texts');
  await train(page);
  await patiently(status(page, 'Not saved')).toContainText('does not let the page store anything');
  await kill(page, 'cloze-trainer');
  await expectWentOn(page, 'The training worker stopped.', 1);
  const asked: string[] = [];
  page.on('dialog', (dialog) => {
    asked.push(dialog.type());
    void dialog.dismiss();
  });
  await page.close({ runBeforeUnload: true }); // it would be lost
  await expect.poll(() => asked).toEqual(['beforeunload']);
});

test('a browser without files of its own keeps a long text all the same', async ({ page }) => {
  await before(page, 'delete StorageManager.prototype.getDirectory;', 'texts');
  await open(page);
  await tab(page, 'Edit').click();
  const text = Array.from({ length: 40_000 }, (_, i) => `Line ${i} says that ${i % 97} is less.`);
  const file = { name: 'long.txt', mimeType: 'text/plain', buffer: Buffer.from(text.join('\n')) };
  await fileInput(page).setInputFiles(file);
  await patiently.poll(() => count(page, 'characters')).toBeGreaterThan(1_000_000);
  const characters = await count(page, 'characters');
  await reload(page);
  await patiently.poll(() => count(page, 'characters')).toBe(characters);
  await page.unrouteAll({ behavior: 'ignoreErrors' }); // a worker may just be starting
});

test('a browser that is killed in the middle of a save', async ({ baseURL }, info) => {
  const profile = info.outputPath('profile');
  const executablePath = findChromium();
  const start = () =>
    chromium.launchPersistentContext(profile, {
      ...{ args: [...LAUNCH_ARGS], baseURL, serviceWorkers: 'block' },
      ...(executablePath && { executablePath }),
    });
  const first = await start();
  const page = first.pages()[0]!;
  // The second record is never written: the page hangs in the transaction, and with it the tab is killed.
  await page.addInitScript(`{
    const put = IDBObjectStore.prototype.put;
    let records = 0;
    IDBObjectStore.prototype.put = function (value, key) {
      const request = put.call(this, value, key);
      if (String(key).startsWith('record:') && ++records === 2) {
        console.log('in the middle');
        for (;;);
      }
      return request;
    };
  }`);
  const inTheMiddle = page.waitForEvent('console', {
    predicate: (message) => message.text() === 'in the middle',
    timeout: 600_000,
  });
  await train(page);
  await inTheMiddle;
  execFileSync('pkill', ['-KILL', '-f', profile]);
  void first.close().catch(() => {});

  const second = await start();
  const next = second.pages()[0]!;
  await next.goto('./');
  await expectBack(next, 1);
  await second.close();
});
