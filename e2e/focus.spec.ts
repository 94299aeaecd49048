import type { Page } from '@playwright/test';
import { expect, test } from './harness';
import { button, open, openOwnText, ready } from './page';

const SCREENS = [
  { width: 1440, height: 900 },
  { width: 820, height: 1180 },
  { width: 390, height: 844 },
];
const undo = (page: Page) => page.getByRole('region', { name: 'Undo' });

test('only what has the focus wears its frame, and the parts follow one another as they are seen', async ({
  page,
}) => {
  await open(page);
  await ready(page);
  const framed = () =>
    page.evaluate(() =>
      Array.from(document.querySelectorAll('main *'))
        .filter((element) => getComputedStyle(element).outlineStyle !== 'none')
        .map((element) => element.getAttribute('aria-label') ?? element.textContent),
    );
  expect(await framed()).toEqual([]);
  await page.keyboard.press('w');
  await expect.poll(async () => (await framed()).length).toBe(1);

  for (const screen of SCREENS) {
    await page.setViewportSize(screen);
    const isInOrder = () =>
      page.locator('main > *').evaluateAll((parts) => {
        const places = parts.map((part) => part.getBoundingClientRect());
        return places.slice(1).every(({ top, left }, i) => {
          const before = places[i]!;
          return top >= before.bottom - 1 || (top === before.top && left >= before.right - 1);
        });
      });
    await expect.poll(isInOrder, `${screen.width}`).toBe(true);
  }
});

test('what has the focus is not behind the bar at the bottom edge, or a notice', async ({
  page,
}) => {
  for (const screen of [
    { width: 390, height: 844 },
    { width: 640, height: 360 },
  ]) {
    await page.setViewportSize(screen);
    await page.goto('about:blank');
    await openOwnText(page);
    await ready(page);
    await button(page, 'Next sentence').click();
    await expect(undo(page)).toBeVisible();
    await page.keyboard.press('w');
    const covered: string[] = [];
    for (let stop = 0; stop < 45; stop++) {
      await page.keyboard.press('Tab');
      const name = await page.evaluate(() => {
        const active = document.activeElement!;
        if (active === document.body) return '';
        const focused = active.closest('label') ?? active;
        const { left, right, top, bottom } = focused.getBoundingClientRect();
        const found = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
        const isSeen = found !== null && (focused.contains(found) || found.contains(focused));
        return isSeen ? '' : focused.outerHTML.slice(0, 200);
      });
      if (name) covered.push(name);
    }
    expect(covered, `${screen.width}`).toEqual([]);
  }
});

test('to dismiss a notice moves nothing', async ({ page }) => {
  await openOwnText(page);
  await ready(page);
  for (const screen of SCREENS) {
    await page.setViewportSize(screen);
    await button(page, 'Next sentence').click();
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    const top = () =>
      page
        .getByRole('heading', { name: 'Text', exact: true })
        .evaluate((heading) => heading.getBoundingClientRect().top);
    const before = await top();
    await undo(page).getByRole('button', { name: 'Dismiss' }).click();
    await expect(undo(page)).toHaveCount(0);
    expect(await top()).toBeCloseTo(before, 0); // within half a pixel: the browser rounds where it scrolls
  }
});
