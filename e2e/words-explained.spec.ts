import type { Page } from '@playwright/test';
import { violations } from './axe';
import { expect, test } from './harness';
import {
  button,
  fillSentence,
  guesses,
  open,
  openOwnText,
  partLink,
  ready,
  sentenceBox,
  small,
  specimen,
  stepOf,
  tab,
  takeFirstStep,
  textbox,
} from './page';

const meaning = (page: Page) => page.locator('[popover]:popover-open');
const dialog = (page: Page) => page.getByRole('dialog', { name: 'Keyboard shortcuts and words' });
const focusedWord = (page: Page) =>
  page.evaluate(() => document.activeElement?.textContent?.trim() ?? '');

const SCREENS = [
  [1280, 720],
  [1024, 768],
  [390, 844],
] as const;

test('the first screen says what the page does, with the sentence and Train', async ({ page }) => {
  await openOwnText(page);
  await ready(page);
  for (const [width, height] of SCREENS) {
    await page.setViewportSize({ width, height });
    await page.evaluate(() => scrollTo(0, 0)); // A paste scrolls the notice off what belongs to the box.
    const purpose = page.getByText('Cloze teaches a small language model');
    for (const seen of [
      purpose,
      specimen(page).locator('[data-sentence]'),
      button(page, 'Train'),
    ]) {
      await expect(seen).toBeInViewport({ ratio: 1 });
    }
  }
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test('a word says what it means, whole within the screen, and is large enough to tap', async ({
    page,
  }) => {
    await openOwnText(page);
    await ready(page);
    const terms = page.locator('button[popovertarget]');
    const heights = await terms.evaluateAll((all) =>
      all.map((term) => term.getBoundingClientRect().height),
    );
    expect(heights.length).toBeGreaterThan(15);
    expect(Math.min(...heights)).toBeGreaterThanOrEqual(24);
    // At the right edge, and at the bottom edge of the screen
    for (const name of ['nats', 'step']) {
      await button(page, name).first().tap();
      await expect(meaning(page)).toBeVisible();
      const box = (await meaning(page).boundingBox())!;
      expect(box.x).toBeGreaterThanOrEqual(0);
      expect(box.x + box.width).toBeLessThanOrEqual(390);
      expect(box.y + box.height).toBeLessThanOrEqual(844);
    }
    expect(await violations(page, 'light')).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  });
});

test('a word explains itself to the mouse and to the keyboard, one at a time', async ({ page }) => {
  await openOwnText(page);
  await ready(page);
  await page.getByRole('heading', { name: 'Learning' }).hover(); // A mouse that comes from nowhere has not been moved.
  await button(page, 'loss').hover();
  await expect(meaning(page)).toHaveText(/^loss .*nats/);
  // The mouse can go there without losing it, and Escape closes it wherever the focus is.
  await meaning(page).hover();
  await button(page, 'nats').focus();
  await page.keyboard.press('Enter');
  await expect(meaning(page)).toHaveText(/^nat The unit of loss/);
  await expect(button(page, 'nats')).toHaveAccessibleDescription(/^The unit of loss/);
  await expect(meaning(page)).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(meaning(page)).toHaveCount(0);
  await expect(button(page, 'nats')).toBeFocused();
  await button(page, 'nats').click();
  await expect(meaning(page)).toBeVisible();
  await page.getByRole('heading', { name: 'Learning' }).click();
  await expect(meaning(page)).toHaveCount(0);
});

test('the sentence is one Tab stop, with arrow keys inside', async ({ page }) => {
  await openOwnText(page);
  await takeFirstStep(page);
  await fillSentence(page, 'Mira has a ___ goat.');
  await expect(guesses(page, 1).getByRole('listitem')).toHaveCount(5);
  await button(page, 'Next sentence').focus();
  await page.keyboard.press('Tab');
  expect(await focusedWord(page)).toBe('Mira');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  expect(await focusedWord(page)).toBe('a');
  await page.keyboard.press('End');
  expect(await focusedWord(page)).toBe('sep');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  expect(await focusedWord(page)).toBe('goat');
  await page.keyboard.press('Enter');
  await expect(guesses(page, 2)).toBeVisible();
  // Out with one Tab, and back to the same word.
  await page.keyboard.press('Tab');
  await expect(specimen(page).locator('[data-sentence] :focus')).toHaveCount(0);
  await page.keyboard.press('Shift+Tab');
  await expect(specimen(page).getByRole('button', { name: /^blank 2/ })).toBeFocused();
  await page.keyboard.press('Home');
  expect(await focusedWord(page)).toBe('cls');
});

test('a link skips to the sentence', async ({ page }) => {
  await open(page, small()); // and touch nothing, so that Tab begins at the top
  await ready(page);
  const address = page.url();
  await page.keyboard.press('Tab');
  const link = page.getByRole('link', { name: 'Skip to the sentence' });
  await expect(link).toBeFocused();
  await expect(link).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(specimen(page).locator('[data-sentence] :focus')).toHaveCount(1);
  expect(page.url()).toBe(address);
});

test('single keys press the buttons, never while one types, and can be switched off', async ({
  page,
}) => {
  await openOwnText(page);
  await takeFirstStep(page);
  await page.keyboard.press('s');
  await expect(page.getByTestId('step')).toHaveText('2');
  await page.keyboard.press('t');
  await expect(button(page, 'Pause')).toBeVisible();
  await page.keyboard.press('t');
  await expect(button(page, 'Train')).toBeVisible();
  const step = await stepOf(page);
  await page.keyboard.press('e');
  await expect(sentenceBox(page)).toBeFocused();
  await sentenceBox(page).fill('');
  await page.keyboard.type('sent 2 ?');
  await expect(sentenceBox(page)).toHaveValue('sent 2 ?');
  await sentenceBox(page).press('Escape');
  await page.keyboard.press('4');
  await expect(partLink(page, 'Library')).toHaveAttribute('aria-current', 'page');
  await page.keyboard.press('1');
  await expect(button(page, 'Train')).toBeVisible();
  expect(await stepOf(page)).toBe(step);

  await page.keyboard.press('?');
  await expect(dialog(page).getByText('Take one training step')).toBeVisible();
  await expect(dialog(page).getByText('held-out', { exact: true })).toBeVisible();
  await page.keyboard.press('s'); // not behind a dialog
  expect(await violations(page, 'light', 'dialog')).toEqual([]);
  await dialog(page).getByRole('checkbox').uncheck();
  await page.keyboard.press('Escape');
  await expect(dialog(page)).toHaveCount(0);

  await page.reload();
  await ready(page);
  await page.keyboard.press('e');
  await tab(page, 'Edit').click();
  await expect(textbox(page)).toBeVisible();
  await expect(sentenceBox(page)).toHaveCount(0);
  await button(page, 'Keyboard shortcuts and words').click();
  await expect(dialog(page).getByRole('checkbox')).not.toBeChecked();
});
