import { expect, test } from './harness';
import { open, ready } from './page';

test('only what has the focus wears its frame', async ({ page }) => {
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
});
