import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { button, count, numberIn, open, paste, patiently, textChoice } from './page';

/** A text of 42 sentences that is not built in. */
const BEES = readFileSync('pretrain/texts/bees.txt', 'utf8');
const WASM = './#backend=wasm&workers=1';

const beginFrom = (page: Page) => page.getByRole('combobox', { name: 'Begin from' });
const transport = (page: Page) => page.getByRole('region', { name: 'Transport' });
const learning = (page: Page) => page.getByRole('region', { name: 'Learning' });
const accuracy = (page: Page) => numberIn(page.getByTestId('eval-accuracy'));

async function pasteBees(page: Page, address = WASM) {
  await open(page, address);
  await paste(page, BEES);
  await expect.poll(() => count(page, 'sentences')).toBe(42);
}

test('a short text of one’s own begins from the starter, and ends above its word frequencies', async ({
  page,
}) => {
  await pasteBees(page);
  await expect(beginFrom(page)).toHaveValue('auto');
  await expect(transport(page)).toContainText('a small model that has read other English texts');
  await expect.poll(() => count(page, 'vocabulary')).toBeGreaterThan(4000);
  await button(page, 'Train').click();
  await patiently(transport(page)).toContainText(/adds \d+ steps/);
  // On the page's own exam 8 % is what the most frequent word gets.
  await expect.poll(() => accuracy(page)).toBeGreaterThan(20);
  expect(new URL(page.url()).hash).not.toMatch(/beginFrom|maxSteps|tokenizer/);
});

test('one button trains from the starter and from nothing, and says what pretraining gave', async ({
  page,
}) => {
  await pasteBees(page, `${WASM}&maxSteps=40`);
  await button(page, 'Compare without pretraining').press('Enter');
  // The button goes; the focus stays beside what it began.
  await expect(button(page, 'Again with…')).toBeFocused();
  await patiently(learning(page)).toContainText(
    /Pretraining helped here: .*\d+ more of 100 blanks right/,
  );
  await expect(learning(page)).toContainText('with pretraining');
  await expect(learning(page)).toContainText('without pretraining');
  await expect(beginFrom(page)).toHaveValue('nothing');
  // What has not been compared yet is offered beside what has.
  await expect(button(page, 'Compare without pretraining')).toHaveCount(0);
  await button(page, 'Again with…').click();
  await button(page, 'before only').click();
  await expect(button(page, 'Compare without pretraining')).toBeVisible();
  await patiently(page.getByTestId('step')).toHaveText('40');
  // Only the two runs were to be alike in everything else: another text is left to Auto again.
  await paste(page, `${BEES} The queen has left.`);
  await expect(beginFrom(page)).toHaveValue('auto');
});

test('a text that the starter has read begins from nothing, unless somebody insists', async ({
  page,
}) => {
  await open(page, `${WASM}&text=bread`);
  await expect(transport(page)).toContainText('has read 100 % of these sentences');
  await expect(transport(page)).toContainText(/^.*random numbers/s);
  await beginFrom(page).selectOption('starter');
  await expect(transport(page)).toContainText('it has seen the exam, and its score proves nothing');
  await expect(button(page, 'Compare without pretraining')).toHaveCount(0);
  await textChoice(page).selectOption('lanterns');
  await expect(button(page, 'Compare without pretraining')).toBeVisible();
});

test('where the starter cannot be loaded a run begins from nothing and says so', async ({
  page,
}) => {
  await page.context().route(/sentences-.*\.bin$/, (route) => route.abort());
  await pasteBees(page, `${WASM}&maxSteps=3`);
  await expect(transport(page)).toContainText('The starter could not be loaded');
  await button(page, 'Train').click();
  await patiently(page.getByTestId('step')).toHaveText('3');
});

test('the size of the model and the starter follow each other', async ({ page }) => {
  await pasteBees(page);
  await page.getByRole('button', { name: /^Model settings/ }).click();
  await page.getByRole('radio', { name: /^Tiny/ }).check({ force: true });
  await expect(transport(page)).toContainText('The starter has the size of Small');
  await expect(transport(page)).toContainText('The model is not pretrained any more');
  await beginFrom(page).selectOption('starter');
  await expect(page.getByRole('radio', { name: /^Small/ })).toBeChecked();
  await expect(transport(page)).toContainText('Changed with it: the small model');
  await page.getByText('Advanced settings').click();
  await page.getByRole('combobox', { name: 'Tokens' }).selectOption('word');
  await expect(transport(page)).toContainText('The starter can read only its own tokens');
  await expect(beginFrom(page)).toHaveValue('auto');
});
