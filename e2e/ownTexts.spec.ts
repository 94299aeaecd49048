import type { Page } from '@playwright/test';
import { builtInTexts } from '../src/corpus/builtInTexts';
import { expect, test } from './harness';
import {
  count,
  fileInput,
  open,
  openOwnText,
  paste,
  reload,
  small,
  tab,
  takeFirstStep,
  textbox,
  textChoice,
} from './page';
import { OWN_SENTENCES, OWN_TEXT } from './text';

/** The texts that the browser holds, the newest first; of a long one the beginning. */
const keptTexts = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<{ text: string; characters: number }[]>((resolve) => {
        const opening = indexedDB.open('keyval-store');
        opening.onerror = () => resolve([]);
        opening.onsuccess = () => {
          const store = opening.result.transaction('keyval').objectStore('keyval');
          const range = IDBKeyRange.bound('cloze:own-text:', 'cloze:own-text:\uffff');
          const getting = store.getAll(range);
          getting.onerror = () => resolve([]);
          getting.onsuccess = () => resolve(getting.result.sort((a, b) => b.order - a.order));
        };
      }),
  );

/** Until the browser holds `text`: the page may be left then. */
const saved = (page: Page, text: string) =>
  expect
    .poll(async () => {
      const [newest] = await keptTexts(page);
      return newest?.characters === text.length && text.startsWith(newest.text);
    })
    .toBe(true);

test('keeps a long own text over a reload', async ({ page }) => {
  const long = Array.from({ length: 80 }, (_, i) => `Day ${i}. ${OWN_TEXT}`).join('\n\n');
  expect(long.length).toBeGreaterThan(100_000);
  await open(page);
  await paste(page, long);
  await saved(page, long);
  await reload(page);
  await expect.poll(() => count(page, 'characters')).toBe(long.length);
  await expect.poll(() => count(page, 'sentences')).toBeGreaterThan(3200);
  await tab(page, 'Edit').click();
  const shown = await textbox(page).inputValue();
  expect(shown.length).toBeGreaterThan(50_000);
  expect(long.startsWith(shown)).toBe(true); // Not toBe: a failure would print it all.
});

test('works from memory when storage is full, and says so', async ({ page, context }) => {
  await open(page);
  const devTools = await context.newCDPSession(page);
  const { origin } = new URL(page.url());
  await devTools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 100_000 });
  const text = Array.from({ length: 800 }, (_, i) => `Day ${i}. ${OWN_TEXT}`).join('\n\n');
  expect(text.length).toBeGreaterThan(1_200_000);
  const buffer = Buffer.from(text);
  await tab(page, 'Edit').click();
  await fileInput(page).setInputFiles({ name: 'farm.txt', mimeType: 'text/plain', buffer });
  await expect.poll(() => count(page, 'characters')).toBe(text.length);
  await expect.poll(() => count(page, 'sentences')).toBe(800 * (OWN_SENTENCES.length + 1));
  const notice = page.getByText('This browser has no room left to keep “farm.txt”.');
  await expect(notice).toContainText('It is here until you close the page.');
  await takeFirstStep(page);
  await reload(page);
  await expect(page.getByText('This browser could not keep “farm.txt”')).toBeVisible();
  await expect.poll(() => count(page, 'sentences')).toBeGreaterThan(0);
  await expect(notice).toHaveCount(0);
});

test('keeps a text that was pasted a moment before a reload', async ({ page }) => {
  await openOwnText(page);
  await reload(page);
  await expect.poll(() => count(page, 'characters')).toBe(OWN_TEXT.length);
});

test('asks before it is left while a text is being written', async ({ page }) => {
  await open(page);
  // Whatever else is written to that store waits until this is released.
  const held = await page.evaluateHandle(
    () =>
      new Promise<{ release: () => void }>((resolve) => {
        const opening = indexedDB.open('keyval-store');
        opening.onsuccess = () => {
          let isHeld = true;
          const store = opening.result.transaction('keyval', 'readwrite').objectStore('keyval');
          const hold = () => {
            const getting = store.get('nothing');
            getting.onsuccess = () => isHeld && hold();
          };
          hold();
          resolve({
            release: () => {
              isHeld = false;
            },
          });
        };
      }),
  );
  await paste(page, OWN_TEXT);
  await expect(page.locator('html')).toHaveAttribute('data-writing');
  const asked = page.waitForEvent('dialog');
  const leaving = page.reload().catch(() => {}); // it is cancelled
  const dialog = await asked;
  expect(dialog.type()).toBe('beforeunload');
  await dialog.dismiss();
  await held.evaluate(({ release }) => release());
  await expect(page.locator('html')).not.toHaveAttribute('data-writing');
  await page.reload();
  await leaving;
  await expect.poll(() => count(page, 'characters')).toBe(OWN_TEXT.length);
});

test('a built-in text does not remove one’s own text', async ({ page }) => {
  await openOwnText(page);
  await saved(page, OWN_TEXT);
  const choice = textChoice(page);
  const own = await choice.locator('option:checked').textContent();
  await choice.selectOption('bread');
  await expect(textbox(page)).not.toHaveValue(OWN_TEXT);
  await expect(choice.locator('option', { hasText: own! })).toHaveCount(1);
  await choice.selectOption({ label: own! });
  await expect(textbox(page)).toHaveValue(OWN_TEXT);
});

test('an edited built-in text does not replace one’s own', async ({ page }) => {
  await openOwnText(page);
  const choice = textChoice(page);
  await choice.selectOption('bread');
  await expect(textbox(page)).not.toHaveValue(OWN_TEXT);
  await textbox(page).press('End');
  await textbox(page).pressSequentially(' More.');
  await choice.selectOption('1'); // the newest own text is 0
  await expect(textbox(page)).toHaveValue(OWN_TEXT);
});

test('keeps what is typed while the first text is still loading', async ({ page }) => {
  let release = () => {};
  const typed = new Promise<void>((resolve) => {
    release = resolve;
  });
  let asked = 0;
  let arrived = 0;
  for (const { id } of builtInTexts) {
    await page.route(`**/assets/${id}-*.js`, async (route) => {
      asked++;
      await typed;
      await route.continue();
      arrived++;
    });
  }
  await page.goto(small());
  await expect.poll(() => asked).toBe(1);
  await paste(page, OWN_TEXT);
  release();
  await expect.poll(() => arrived).toBe(1);
  await expect.poll(() => count(page, 'sentences')).toBe(OWN_SENTENCES.length);
  await expect(textbox(page)).toHaveValue(OWN_TEXT);
  await saved(page, OWN_TEXT);
  await expect(textbox(page)).toHaveValue(OWN_TEXT);
});

test('keeps the texts of two tabs', async ({ page, context }) => {
  await openOwnText(page);
  await saved(page, OWN_TEXT);
  const other = await context.newPage();
  await open(other);
  const second = OWN_SENTENCES.slice(0, 12).join(' ');
  await paste(other, second); // it replaces the first, which was edited there
  await saved(other, second);
  const third = OWN_SENTENCES.slice(0, 20).join(' ');
  await paste(page, third);
  await saved(page, third);
  expect((await keptTexts(page)).map(({ text }) => text)).toEqual([third, second]);
});
