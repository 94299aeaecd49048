import type { Page } from '@playwright/test';
import { showIn, violations } from './axe';
import { expect, test } from './harness';
import {
  attention,
  button,
  guesses,
  open,
  openOwnText,
  ready,
  small,
  specimen,
  takeFirstStep,
} from './page';

const start = (page: Page) => button(page, 'You first').click();
const wordBox = (page: Page, blank: number, of = 10) =>
  page.getByRole('textbox', { name: `Your word for blank ${blank} of ${of}`, exact: true });
const region = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const blanks = (page: Page) => page.getByRole('list', { name: 'The blanks' }).getByRole('listitem');
const score = (page: Page, who: RegExp) =>
  page.getByRole('row', { name: who }).getByRole('cell').first();

test('a person guesses first, by keyboard, then the model, and both are compared', async ({
  page,
}) => {
  await open(page, small({ maxPositionEmbeddings: 64 }));
  await expect(guesses(page, 1).getByRole('listitem')).toHaveCount(5);
  const before = await specimen(page).innerText();
  await button(page, 'You first').press('Enter');
  await expect(wordBox(page, 1)).toBeFocused();
  for (const name of ['Text', 'Attention']) {
    await expect(region(page, name)).toContainText('Covered until you have guessed.');
  }
  await expect(guesses(page, 1)).toHaveCount(0);
  await expect(attention(page, 1, 1)).toHaveCount(0);
  await expect(page.getByRole('tab')).toHaveCount(0);

  // Only one word is taken, and an empty field is no answer.
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('I don’t know');
  await page.keyboard.type('two words');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('as 2: two and words');
  await wordBox(page, 1).fill('');
  await page.keyboard.press('ArrowRight');
  await expect(wordBox(page, 2)).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  for (let blank = 1; blank <= 10; blank++) {
    await expect(wordBox(page, blank)).toBeFocused();
    await page.keyboard.type('xylophone');
    await page.keyboard.press('Enter');
  }
  await expect(page.getByRole('heading', { name: /^The same exam for both/ })).toBeFocused();
  await expect(score(page, /^You/)).toHaveText('0 of 10');
  await expect(score(page, /^The model, step 0/)).toHaveText(/^\d+ of 10$/);
  await expect(blanks(page).filter({ hasText: 'xylophone, wrong' })).toHaveCount(10);
  const answers = await blanks(page).locator('strong').allInnerTexts();

  // The same ten are asked again; nothing else has changed meanwhile.
  await button(page, 'Back to the sentence').click();
  await expect(button(page, 'You first')).toBeFocused();
  await expect(guesses(page, 1).getByRole('listitem')).toHaveCount(5);
  expect(await specimen(page).innerText()).toBe(before);
  await start(page);
  for (const [i, answer] of answers.entries()) {
    await wordBox(page, i + 1).fill(answer);
    await page.keyboard.press('Enter');
  }
  await expect(score(page, /^You/)).toHaveText('10 of 10');
  await expect(page.getByRole('status')).toContainText([
    /^You won 10 to \d\..*You played against a model that was not pretrained, before any training/,
  ]);
  const again = button(page, 'Ask the model again');
  await expect(again).toBeDisabled();
  await takeFirstStep(page);
  await again.click();
  const sittings = page.getByRole('list', { name: 'Sittings of the model' });
  await expect(sittings.getByRole('listitem')).toHaveText([
    /step 0: \d+ of 10/,
    /step 1: \d+ of 10/,
  ]);
  await expect(score(page, /^You/)).toHaveText('10 of 10');

  await blanks(page).getByRole('button').nth(2).click();
  await expect(button(page, 'Back to the results')).toBeFocused();
  await expect(specimen(page)).toContainText(`you ✓ ${answers[2]}`);
  await expect(guesses(page, 1)).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(blanks(page)).toHaveCount(10);
});

test('a class sees it large, in full screen or where that is refused, over the page', async ({
  page,
}) => {
  await openOwnText(page);
  await ready(page);
  await start(page);
  await expect(specimen(page)).toContainText(/each of 3 held-out sentences, chosen at random/);
  const size = () =>
    wordBox(page, 1, 3).evaluate((box) => Number.parseFloat(getComputedStyle(box).fontSize));
  const before = await size();
  const fills = async () => {
    const box = await specimen(page).boundingBox();
    return box?.x === 0 && box.y === 0 && box.width === 1440 && box.height === 900;
  };
  for (const isRefused of [true, false]) {
    await page.evaluate((refused) => {
      const { prototype } = HTMLElement;
      if (refused) prototype.requestFullscreen = () => Promise.reject(new TypeError('refused'));
      else Reflect.deleteProperty(prototype, 'requestFullscreen');
    }, isRefused);
    await button(page, 'Full screen').click();
    await expect.poll(fills).toBe(true);
    await expect.poll(() => page.evaluate(() => !document.fullscreenElement)).toBe(isRefused);
    expect(await size()).toBeGreaterThan(1.8 * before);
    await expect(wordBox(page, 1, 3)).toBeFocused();
    await page.keyboard.press('Escape');
    await expect.poll(fills).toBe(false);
  }
  await button(page, 'Leave').click();
  await expect(guesses(page, 1)).toBeVisible();
});

const band = '[aria-label="Specimen"]';
const SCREENS = [
  [1440, 'dark'],
  [390, 'light'],
] as const;

test.describe(() => {
  test.use({ colorScheme: 'light', contextOptions: { reducedMotion: 'reduce' } });

  test('axe finds no fault', async ({ page }) => {
    const check = async (within?: string) => {
      for (const [width, theme] of SCREENS) {
        await page.setViewportSize({ width, height: 844 });
        await showIn(page, theme);
        expect(await violations(page, theme, within)).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
      }
    };
    await openOwnText(page);
    await ready(page);
    await start(page);
    await button(page, 'Next').click();
    await expect(page.getByRole('alert')).toBeVisible();
    await check();
    await wordBox(page, 1, 3).fill('goat');
    await button(page, 'Next').click();
    for (let blank = 2; blank <= 3; blank++) await button(page, 'I don’t know').click();
    await expect(score(page, /^The model/)).toBeVisible();
    await check(band);
    await blanks(page).getByRole('button').first().click();
    await expect(button(page, 'Back to the results')).toBeVisible();
    await check(band);
  });
});
