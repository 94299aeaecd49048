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
  reload,
  small,
  stepOf,
  workersNamed,
} from './page';
import { OWN_TEXT } from './text';

/** How many workers train, helpers included. */
const trainers = async (page: Page) =>
  (await workersNamed(page, 'cloze-trainer', 'cloze-helper')).length;

test('as many workers train as do it best, and a run that comes back has as many again', async ({
  page,
}) => {
  await open(page, small({ workers: 0 }));
  const backend = page.getByTestId('backend');
  await expect(backend).toContainText(/\d workers?$/);
  const device = await backend.textContent();
  const popup = page.getByRole('dialog', { name: 'Which machine runs it, and why' });
  await backend.click();
  const timed = popup.getByRole('table', { name: /^Workers, as they trained the first steps/ });
  const chosen = timed.getByRole('row', { name: /chosen/ });
  await expect(chosen.getByRole('rowheader')).toHaveText(
    `${/(\d+) worker/.exec(device!)![1]}, chosen`,
  );
  await expect(timed.getByRole('row', { name: /^1\b/ }).getByRole('cell').first()).toHaveText(/\d/);
  await page.keyboard.press('Escape');
  await button(page, 'Train').click();
  await patiently(page.getByText(/^saved at step/)).toBeVisible();
  await reload(page);
  await expect(backend).toHaveText(device!);
  await expect.poll(() => trainers(page)).toBe(Number(/(\d+) worker/.exec(device!)![1]));
  // It was not chosen anew.
  await backend.click();
  await expect(popup).toContainText('Training runs on WASM');
  await expect(popup.getByRole('table')).toHaveCount(0);
});

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
