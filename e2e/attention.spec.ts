import type { Page } from '@playwright/test';
import { expect, test } from './harness';
import { attention, button, open, ready, stepOf } from './page';

const pixels = (page: Page) =>
  attention(page, 1, 1)
    .locator('canvas')
    .evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());

test('shows how each head has changed since the first step, and marks on the curve where one looks', async ({
  page,
}) => {
  await open(page);
  await ready(page);
  await expect(button(page, 'Change')).toBeDisabled();
  await button(page, 'Train').click();
  await expect.poll(() => stepOf(page)).toBeGreaterThan(300);
  await button(page, 'Pause').click();
  const attentionNow = await pixels(page);
  await button(page, 'Change').click();
  await expect(page.getByText(/ink: more than at step 0, red: less/)).toBeVisible();
  const change = await pixels(page);
  expect(change).not.toBe(attentionNow);

  // At the first step nothing has changed yet: an empty map.
  const cursor = page
    .getByRole('figure', { name: 'Loss curve' })
    .locator('.recharts-reference-line');
  await expect(cursor).toHaveCount(0);
  await page.getByRole('slider', { name: 'Step shown' }).fill('0');
  await expect(cursor).toHaveCount(1);
  await expect.poll(() => pixels(page)).not.toBe(change);
  const empty = await attention(page, 1, 1)
    .locator('canvas')
    .evaluate((canvas: HTMLCanvasElement) => {
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
      return new Set(
        Array.from({ length: data.length / 4 }, (_, i) => data.slice(4 * i, 4 * i + 3).join()),
      ).size;
    });
  expect(empty).toBe(1);
  await button(page, 'Change').click();
  await expect.poll(() => pixels(page)).not.toBe(change);
});
