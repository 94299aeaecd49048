import type { Page } from '@playwright/test';
import { expect, test } from './harness';
import {
  attention,
  button,
  numberIn,
  open,
  passStep,
  paste,
  patiently,
  small,
  stepOf,
  workersNamed,
} from './page';
import { OWN_TEXT } from './text';

/** How many workers train, helpers included. */
const trainers = async (page: Page) =>
  (await workersNamed(page, 'cloze-trainer', 'cloze-helper')).length;

test('several workers train together, and end with their run', async ({ page }) => {
  await open(page, small({ workers: 3 }));
  await expect(page.getByTestId('backend')).toContainText('3 workers');
  await paste(page, OWN_TEXT);
  await button(page, 'Train').click();
  await passStep(page, 200);
  await patiently.poll(() => numberIn(page.getByTestId('eval-loss'))).toBeLessThan(4);
  await button(page, 'Pause').click();
  await expect(button(page, 'Train')).toBeVisible();
  const paused = await stepOf(page);
  await expect(attention(page, 1, 1)).toHaveAttribute('data-step', `${paused}`);
  await expect.poll(() => trainers(page)).toBe(3);
  await page.getByRole('combobox', { name: 'Backend' }).selectOption('CPU');
  await button(page, 'Reset').click();
  await expect(page.getByTestId('backend')).toHaveText(/^cpu\b/);
  await expect.poll(() => trainers(page)).toBe(1);
});
