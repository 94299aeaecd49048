import type { Page } from '@playwright/test';
import { violations } from './axe';
import { expect, test } from './harness';
import { button } from './page';

const lesson = (page: Page) => page.getByRole('complementary', { name: 'Lessons' });
const column = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const COVERED = 'Covered until you have answered.';

async function guess(page: Page, word: string) {
  await lesson(page).getByLabel('Which word is missing?').fill(word);
  await page.keyboard.press('Enter');
}

test('asks for a word from each half with the rest covered, and keeps the exact answers covered', async ({
  page,
}) => {
  await page.goto('./#lesson=both-sides&backend=wasm');
  const left = column(page, 'From the words before only');
  const both = column(page, 'From both sides');
  await expect(left).toContainText(/these .+the blank/);
  await expect(left).toContainText(COVERED);
  await expect(left).not.toContainText('exactly');
  await expect(both).toHaveText(`From both sides${COVERED}`);
  await guess(page, 'stood');
  // Now the whole sentence is there, but still nothing that says how likely its words are.
  await expect(both).toContainText(/these .+the blank/);
  await expect(lesson(page)).toContainText(/You said stood\. The word is \w+\./);
  await expect(left).not.toContainText('exactly');

  await button(page, 'Next').click();
  await expect(left).toHaveText(`From the words before only${COVERED}`);
  await expect(column(page, 'From the words after only')).toContainText('the blank');
  await guess(page, 'are');
  await button(page, 'Next').click();
  await expect(both).toContainText('the blank');
  await guess(page, 'are');
  await expect(lesson(page)).toContainText('Press Train all three');
  await expect(both).not.toContainText('exactly');

  // The last step needs no model: its language is known.
  await button(page, 'Step 5: Must it be both?').click();
  await expect(both).toContainText('a the blank of');
  await expect(both).not.toContainText('exactly');
  await button(page, 'The words after alone').click();
  await expect(both).toContainText('exactly 100 %');
  await button(page, 'Next sentence').click();
  await expect(lesson(page)).toContainText(/the words after alone give \w+ away/);
  await button(page, 'Next').click();
  await expect(lesson(page)).toContainText('You skipped the training');
  expect(await violations(page, 'light')).toEqual([]);

  // On paper the address has to be whole.
  await button(page, 'Teacher’s sheet').click();
  const sheet = page.getByRole('dialog', { name: 'Teacher’s sheet: Before, after, both' });
  await expect(sheet).toContainText(new URL('./#lesson=both-sides', page.url()).href);
  expect(await violations(page, 'light', 'dialog')).toEqual([]);
  await sheet.getByRole('button', { name: 'Close' }).click();

  await button(page, 'Back to my own text').click();
  await expect(lesson(page)).toBeHidden();
});
