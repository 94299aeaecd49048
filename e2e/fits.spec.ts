import type { Page } from '@playwright/test';
import { expect, test } from './harness';
import {
  button,
  fillSentence,
  open,
  partLink,
  ready,
  small,
  specimen,
  tab,
  takeFirstStep,
} from './page';

const DESK = { width: 1440, height: 900 };
const TABLET = { width: 820, height: 1180 };
const PHONE = { width: 390, height: 844 };
/** 1280 px at 400 %, at which WCAG 1.4.10 wants no scrolling sideways */
const NARROWEST = { width: 320, height: 640 };
/** 1280 x 720 at 200 % */
const ZOOMED = { width: 640, height: 360 };
const SCREENS = [
  DESK,
  { width: 1280, height: 720 },
  { width: 1024, height: 768 },
  TABLET,
  PHONE,
  ZOOMED,
];

const words = (page: Page) => page.locator('[data-sentence] [data-place]');
const arcs = (page: Page) => specimen(page).locator('svg path');

/** The words that an arc crosses, by the boxes of the words and points along the arcs. */
const struckWords = (page: Page) =>
  specimen(page).evaluate((band) => {
    const boxes = Array.from(band.querySelectorAll('[data-sentence] button'), (word) => ({
      word: word.textContent,
      ...word.getBoundingClientRect().toJSON(),
    }));
    const struck = new Set<string | null>();
    for (const path of band.querySelectorAll('path')) {
      const matrix = path.getScreenCTM()!;
      const half = Number.parseFloat(getComputedStyle(path).strokeWidth) / 2;
      for (let along = 0; along <= path.getTotalLength(); along++) {
        const { x, y } = path.getPointAtLength(along).matrixTransform(matrix);
        for (const { word, left, right, top, bottom } of boxes) {
          const isAcross = x + half > left && x - half < right;
          if (isAcross && y + half > top && y - half < bottom) struck.add(word);
        }
      }
    }
    return Array.from(struck);
  });

/**
 * What can be pressed or set and is smaller than 24 x 24 px (WCAG 2.5.8). The norm excepts words of a sentence, which are
 * as wide as they are, and what another control does too: rows of an enlarged map tell what the sentence's words tell.
 */
const smallTargets = (page: Page) =>
  page.evaluate((excepted) => {
    const targets = Array.from(
      document.querySelectorAll('a, button, input, select, textarea, summary'),
    );
    const isShown = (target: Element) =>
      target.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
      target.getBoundingClientRect().width > 1;
    return targets
      .filter((target) => isShown(target) && !target.matches(excepted))
      .flatMap((target) => {
        const label = target.matches('[type=checkbox], [type=radio]') && target.closest('label');
        const { width, height } = (label || target).getBoundingClientRect();
        if (width > 23.9 && height > 23.9) return [];
        const name = target.getAttribute('aria-label') ?? target.textContent;
        return [`${target.localName} "${name}" ${width} x ${height}`];
      });
  }, '[data-sentence] *, figure[aria-label^="Attention"] ol button');

test('no arc of attention strikes a word, on one line or on several', async ({ page }) => {
  await open(page, small({ vocabSize: 1000, maxPositionEmbeddings: 24 }));
  await ready(page);
  await fillSentence(page, 'There was a boat in the harbour, and the boat was ___.');
  await expect(arcs(page).first()).toBeVisible();
  const tops = () =>
    words(page).evaluateAll((all) => all.map((word) => word.getBoundingClientRect().top));
  for (const [screen, isWrapped] of [
    [DESK, false],
    [TABLET, true],
    [PHONE, true],
  ] as const) {
    await page.setViewportSize(screen);
    const isHigh = async () => Math.max(...(await tops())) - Math.min(...(await tops())) > 30;
    await expect.poll(isHigh).toBe(isWrapped);
    for (const index of [1, 6, 12]) {
      const word = words(page).nth(index);
      await word.hover();
      // The arcs are drawn for this word, in their places after the change of size.
      await expect(specimen(page).locator('[data-looking]')).toHaveText(
        (await word.innerText()).trim(),
      );
      await expect.poll(() => struckWords(page)).toEqual([]);
      expect(await arcs(page).count()).toBeGreaterThan(2);
    }
  }
});

test('the sentence and Train are on the first screen', async ({ page }) => {
  await open(page);
  await ready(page);
  const blank = page.locator('[data-sentence] [aria-pressed="true"]').first();
  for (const screen of SCREENS) {
    await page.setViewportSize(screen);
    const at = `${screen.width} x ${screen.height}`;
    await expect(button(page, 'Train'), at).toBeInViewport({ ratio: 1 });
    // In sight, and not behind the transport
    const isReached = () =>
      blank.evaluate((element) => {
        const { left, right, top, bottom } = element.getBoundingClientRect();
        const found = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
        return found !== null && element.contains(found);
      });
    await expect.poll(isReached, at).toBe(true);
  }
});

test('every target is large enough, and the narrowest window needs no scrolling sideways', async ({
  page,
}) => {
  await open(page, small({ maxPositionEmbeddings: 64 }));
  await ready(page);
  const check = async (what: string) => {
    for (const screen of [DESK, PHONE]) {
      await page.setViewportSize(screen);
      const at = `${what}, ${screen.width} px`;
      await expect.poll(() => smallTargets(page), at).toEqual([]);
    }
    await page.setViewportSize(NARROWEST);
    const width = () => page.evaluate(() => document.documentElement.scrollWidth);
    await expect.poll(width, what).toBe(NARROWEST.width);
    await page.setViewportSize(DESK);
  };
  await check('the playground');
  await takeFirstStep(page);
  await button(page, 'Keep run').click();
  await page.getByRole('button', { name: /^Model settings/ }).click();
  await page.getByText('Advanced settings', { exact: true }).click();
  await button(page, 'Edit sentence').click();
  await page.getByText('Show the figures').press('Enter');
  await button(page, 'Enlarge layer 1, head 1').click();
  await tab(page, 'Tokens').click();
  await check('with all open');
  await tab(page, 'Edit').click();
  await button(page, 'You first').click();
  await expect(button(page, 'I don’t know')).toBeVisible();
  await check('You first');
  for (let blank = 1; blank <= 10; blank++) await button(page, 'I don’t know').click();
  await expect(page.getByRole('heading', { name: /^The same exam for both/ })).toBeVisible();
  await check('its results');
  await button(page, 'Show me how').click();
  await expect(button(page, 'Close')).toBeVisible();
  await check('the lessons');
  await page.getByRole('link', { name: 'Good for what?' }).click();
  await expect(button(page, 'Skip')).toBeVisible();
  await check('a lesson');
  await partLink(page, 'Library').click();
  await expect(page.getByRole('checkbox').first()).toBeVisible();
  await check('the Library');
  await partLink(page, 'Experiments').click();
  await expect(button(page, 'Train all three')).toBeEnabled();
  await page.getByText('The grammar of this language').click();
  await check('the experiments');
});

test('a phone has two rows above the page, and the list of lessons in one of them', async ({
  page,
}) => {
  await page.setViewportSize(PHONE);
  await open(page);
  await ready(page);
  const navigation = page.getByRole('navigation');
  const lessons = navigation.getByRole('button', { name: 'Lessons' });
  const bar = await navigation.locator('..').boundingBox();
  expect(bar!.height).toBeLessThan(80); // two rows of at least 24 px targets; a third makes it over 100
  await lessons.click();
  await expect(page.getByRole('link', { name: 'Three fates' })).toBeVisible();
  await expect(page.getByText('What masking does to a word')).toBeVisible();
  await lessons.click();
  await expect(page.getByRole('link', { name: 'Three fates' })).toHaveCount(0);
});

test('says that a word can be tapped, until one has been', async ({ page }) => {
  await open(page);
  await ready(page);
  const hint = specimen(page).getByText('Tap a word to hide it');
  await expect(hint).toBeVisible();
  await words(page).nth(1).click();
  await expect(hint).toHaveCount(0);
  await page.reload();
  await ready(page);
  await expect(hint).toHaveCount(0);
});
