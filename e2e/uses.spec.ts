import type { Page } from '@playwright/test';
import { violations } from './axe';
import { expect, test } from './harness';
import { button, gotoAnew, openOwnText, patiently } from './page';
import { OWN_TEXT } from './text';

const answer = (page: Page) => page.getByRole('region', { name: 'Answer' });
const title = (page: Page) => page.getByRole('main').getByRole('heading', { level: 2 }).nth(1);
const uses = (page: Page) => page.getByRole('navigation', { name: 'Uses' }).getByRole('link');
const isAnswered = (page: Page) => patiently(answer(page)).toHaveAttribute('aria-busy', 'false');

test('every use opens with an answer and its figures, and axe finds no fault', async ({ page }) => {
  await page.goto('./#part=uses&backend=wasm');
  await expect(uses(page).first()).toBeVisible();
  const links = await uses(page).all();
  expect(links.length).toBeGreaterThan(10);
  for (const link of links) {
    await link.click();
    const name = (await link.locator(':scope').evaluate((a) => a.firstChild?.textContent))!;
    await expect(page.getByRole('heading', { level: 2, name, exact: true })).toBeVisible();
    if (name.startsWith('What does not work')) {
      await expect(page.getByRole('table').first()).toContainText('This model');
      continue;
    }
    await isAnswered(page);
    await expect(answer(page).getByRole('alert')).toHaveCount(0);
    await expect(answer(page)).toContainText(/\w{3}/);
    await expect(page.getByRole('row', { name: /^This model/ }).first()).toBeVisible();
    await expect(page.getByText(/^Claim:/)).toBeVisible();
  }
  expect(await violations(page, 'light')).toEqual([]);
});

test('a changed word turns the answer, and Back leads to the use before', async ({ page }) => {
  await page.goto('./#part=uses&use=homonyms&backend=wasm');
  await expect(title(page)).toHaveText('One word, two meanings');
  await isAnswered(page);
  const first = page.getByRole('textbox', { name: 'First sentence' });
  const second = page.getByRole('textbox', { name: 'Second sentence' });
  await first.fill('The ferryman and the angler talked of the bank.');
  await second.fill('The lender and the teller talked of the bank.');
  await expect(
    answer(page).locator('strong', { hasText: 'Two meanings of “bank”.' }),
  ).toBeVisible();
  await second.fill('The swimmer and the fisher talked of the bank.');
  await expect(answer(page).locator('strong', { hasText: 'One meaning of “bank”.' })).toBeVisible();
  await second.fill('');
  await expect(answer(page)).toContainText('Type two sentences');
  await uses(page).filter({ hasText: 'Search' }).click();
  await expect(title(page)).toHaveText('Search');
  await page.goBack();
  await expect(title(page)).toHaveText('One word, two meanings');
});

test('trains a use here, stops, and asks what was trained', async ({ page }) => {
  await page.goto('./#part=uses&use=homonyms&backend=wasm');
  await isAnswered(page);
  await button(page, 'Train it here').click();
  const training = page.getByRole('progressbar', { name: 'Training of this use' });
  await expect.poll(() => training.getAttribute('value').then(Number)).toBeGreaterThan(0);
  await button(page, 'Stop').click();
  await expect(button(page, 'Train it here')).toBeVisible();
  const model = page.getByRole('combobox', { name: 'Model' });
  await model.selectOption({ label: 'trained here' });
  await isAnswered(page);
  await button(page, 'Examine this model now').click();
  await patiently(page.getByRole('row', { name: /^Trained here/ })).toBeVisible();
});

test('a text of one’s own is searched by the starter', async ({ page }) => {
  await openOwnText(page);
  await page
    .getByRole('navigation', { name: 'Parts of the page' })
    .getByRole('link', { name: 'Uses' })
    .click();
  await uses(page).filter({ hasText: 'Search' }).click();
  await isAnswered(page);
  const model = page.getByRole('combobox', { name: 'Model' });
  const starter = await model
    .locator('option', { hasText: /starter/ })
    .first()
    .textContent();
  await model.selectOption({ label: starter! });
  await isAnswered(page);
  await expect(answer(page).getByRole('alert')).toHaveCount(0);
  const [found] = await answer(page).getByRole('listitem').allTextContents();
  const sentence = found!.replaceAll(/ \(marked \d+ of 100\)/g, '').split(/[.!?]/)[0]!;
  expect(OWN_TEXT.replaceAll(/\s+/g, ' ')).toContain(sentence.trim());
});

test('a link to a use that is not there says so', async ({ page }) => {
  await gotoAnew(page, './#part=uses&use=flying');
  await expect(page.getByRole('status', { name: 'About this link' })).toContainText('flying');
});
