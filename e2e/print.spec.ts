import { expect, test } from './harness';
import { openOwnText, ready, specimen } from './page';

test('the playground prints as a gap text with its answers, and shows nothing of it on the screen', async ({
  page,
}) => {
  await openOwnText(page);
  await ready(page);
  const sheet = page.locator('[data-gap-text]');
  await expect(sheet).toHaveCount(0);
  await page.emulateMedia({ media: 'print' });
  await expect(sheet).toContainText('Write the missing word on each line.');
  await expect(sheet.getByText('Answers')).toBeVisible();
  await expect(specimen(page)).toBeHidden();
  const gaps = await sheet.locator('sup').count();
  expect(gaps).toBeGreaterThan(5);
  await expect(sheet.locator('bdi')).toHaveCount(gaps);
  await page.emulateMedia({ media: 'screen' });
  await expect(sheet).toHaveCount(0);
  await expect(specimen(page)).toBeVisible();
});
