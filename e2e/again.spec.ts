import { expect, type Page, test } from '@playwright/test';
import {
  button,
  count,
  guesses,
  openOwnText,
  passStep,
  paste,
  reachStep,
  small,
  specimen,
  stepOf,
  tab,
  textbox,
} from './page';
import { OWN_SENTENCES, OWN_TEXT } from './text';

const STEPS = 40;
const address = small({ maxSteps: STEPS });
const learning = (page: Page) => page.getByRole('region', { name: 'Learning' });
const curves = (page: Page) => page.getByRole('figure', { name: 'Loss curve' });
const reason = (page: Page) => page.locator('#unseen-reason');
/** Whether the words of the results in a section are fainter than those of the page. */
const isFaint = (page: Page, name: string) =>
  page
    .getByRole('region', { name })
    .locator('[data-results]')
    .first()
    .evaluate((element) => {
      const { color } = getComputedStyle(document.body);
      return getComputedStyle(element).color !== color;
    });

async function chooseSize(page: Page, name: RegExp) {
  await page.getByRole('button', { name: /^Model settings/ }).click();
  await page.getByRole('radio', { name }).check({ force: true });
}

async function trainToTheEnd(page: Page, at = address) {
  await openOwnText(page, at);
  await button(page, 'Train').click();
  await reachStep(page, STEPS);
  await expect(button(page, 'Train')).toBeVisible();
}

test('fades results of other settings, says why, and takes the change back or restarts with it', async ({
  page,
}) => {
  await trainToTheEnd(page);
  await chooseSize(page, /^Tiny/);
  await expect(reason(page)).toHaveText('These results come from a run with other settings.');
  for (const name of ['Specimen', 'Attention', 'Learning']) {
    await expect.poll(() => isFaint(page, name)).toBe(true);
    await expect(page.getByRole('region', { name })).toHaveAttribute(
      'aria-describedby',
      'unseen-reason',
    );
  }
  await button(page, 'Leave it as it was').click();
  await expect(reason(page)).toHaveCount(0);
  await expect.poll(() => isFaint(page, 'Learning')).toBe(false);
  await expect(page.getByTestId('step')).toHaveText(`${STEPS}`);

  // What a finished run was not trained with is said too; nothing of it is on the page, so nothing fades.
  await page.getByRole('slider', { name: 'Mask ratio' }).fill('40');
  await expect(reason(page)).toHaveText(
    'These results come from a run with other settings: mask ratio 15 %.',
  );
  expect(await isFaint(page, 'Learning')).toBe(false);
  await button(page, 'Restart with mask ratio 40 %').click();
  await expect(reason(page)).toHaveCount(0);
  await reachStep(page, STEPS);
  await expect(page.getByRole('slider', { name: 'Mask ratio' })).toHaveValue('40');
});

test('rests while its text is edited, and goes back to it or starts over', async ({ page }) => {
  await openOwnText(page);
  await button(page, 'Train').click();
  await passStep(page, 3);
  const edited = `${OWN_TEXT} Rain falls on the hill.`;
  await textbox(page).fill(edited);
  await expect(reason(page)).toContainText('from the text as it was');
  await expect.poll(() => isFaint(page, 'Specimen')).toBe(true);
  await expect(button(page, 'Train')).toBeEnabled();
  await expect(page.getByRole('button', { name: /^Restart|^Continue/ })).toHaveCount(0);
  const step = await stepOf(page);
  await button(page, 'Leave it as it was').click();
  await expect(textbox(page)).toHaveValue(OWN_TEXT);
  await expect(reason(page)).toHaveCount(0);
  await expect(button(page, 'Train')).toBeFocused();
  await expect.poll(() => count(page, 'sentences')).toBe(OWN_SENTENCES.length);
  expect(await stepOf(page)).toBe(step);
  await page.keyboard.press('Enter');
  await passStep(page, step + 3);

  await textbox(page).fill(edited);
  await button(page, 'Train on your text').click();
  await expect(reason(page)).toHaveCount(0);
  await passStep(page, 3);
  await expect(textbox(page)).toHaveValue(edited);
});

test('trains a second model with one change, and shows both', async ({ page }) => {
  await trainToTheEnd(page);
  await button(page, 'Again with…').click();
  await page.getByRole('button', { name: 'mask ratio 40 %' }).click();
  await expect(page.getByRole('slider', { name: 'Mask ratio' })).toHaveValue('40');
  await reachStep(page, STEPS);

  const names = ['mask ratio 40 %', 'mask ratio 15 %'];
  for (const name of names) {
    await expect(curves(page).locator('svg text', { hasText: name })).toHaveCount(1);
    await expect(curves(page).locator('dt', { hasText: name })).toHaveCount(1);
  }
  await expect(curves(page).locator('svg .recharts-line-curve')).toHaveCount(2);
  await expect(
    learning(page).getByText(/did (better|worse) here|Probably (better|worse)|No clear difference/),
  ).toBeVisible();

  // Both guess in each sentence that one goes to.
  const earlier = page.getByRole('list', { name: 'Guesses of mask ratio 15 % for blank 1' });
  await expect(guesses(page, 1).getByRole('listitem').first()).toBeVisible();
  await expect(earlier.getByRole('listitem').first()).toHaveText(/\d %$/);
  const sentence = specimen(page).locator('[data-sentence]');
  const first = await sentence.innerText();
  await button(page, 'Next sentence').click();
  await expect(sentence).not.toHaveText(first, { useInnerText: true });
  await expect(earlier.getByRole('listitem').first()).toHaveText(/\d %$/);

  // The earlier run stays when the present one starts over, and until it is dropped.
  await button(page, 'Reset').click();
  await expect(page.getByTestId('step')).toHaveText('0');
  await expect(earlier.getByRole('listitem').first()).toBeVisible();
  await button(page, 'Drop it').click();
  await expect(earlier).toHaveCount(0);
  await expect(curves(page).locator('svg text', { hasText: 'mask ratio' })).toHaveCount(0);
});

test('says with which context the figures were measured, and compares the other one fairly', async ({
  page,
}) => {
  await trainToTheEnd(page);
  const context = (name: string) =>
    page.getByRole('group', { name: /^Context/ }).getByText(name, { exact: true });
  await context('before').click();
  await expect(learning(page)).toContainText('These figures were measured with both sides.');
  await button(page, 'Train again with before only, and compare').click();
  await reachStep(page, STEPS);
  await expect(learning(page)).not.toContainText('These figures were measured');
  for (const name of ['both', 'before only']) {
    await expect(curves(page).locator('dt', { hasText: name })).toHaveCount(1);
  }
  // The earlier run had both sides: there is nothing to train again.
  await context('both').click();
  await expect(learning(page)).toContainText('These figures were measured with before only.');
  await expect(page.getByRole('button', { name: /^Train again/ })).toHaveCount(0);
  await context('after').click();
  await button(page, 'Train again with after only, and compare').click();
  await reachStep(page, STEPS);
  for (const name of ['both', 'after only']) {
    await expect(curves(page).locator('dt', { hasText: name })).toHaveCount(1);
  }
  // A comparison is a side trip: another text begins as it did before.
  await paste(page, 'Rain falls on the hill. Snow falls on the hill. '.repeat(30));
  await expect(page.getByRole('radio', { name: 'both' })).toBeChecked();
});

test('leaves the focus beside the comparison, and says what is not compared', async ({ page }) => {
  await trainToTheEnd(page);
  const again = button(page, 'Again with…');
  await again.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'before only' }).press('Enter');
  await expect(again).toBeFocused();
  await reachStep(page, STEPS);
  await expect(again).toBeFocused();
  await button(page, 'Go back to the earlier run').press('Enter');
  await expect(again).toBeEnabled();
  await expect(again).toBeFocused();
  await expect(button(page, 'Go back to the earlier run')).toHaveCount(0);

  // Runs of two vocabularies are not compared, and the page says why.
  await again.click();
  await page.getByRole('combobox', { name: 'Setting to change' }).selectOption('Vocabulary');
  await page.getByRole('textbox', { name: 'Its value' }).fill('3');
  await button(page, 'Train with it').click();
  await expect(page.getByRole('alert')).toContainText('a whole number from 64');
  await page.getByRole('textbox', { name: 'Its value' }).fill('100');
  await button(page, 'Train with it').click();
  await reachStep(page, STEPS);
  await expect(learning(page).getByText('is not compared with this one')).toBeVisible();
  await expect(specimen(page).getByText('has another vocabulary')).toBeVisible();
  await expect(curves(page).locator('svg text', { hasText: 'vocabulary' })).toHaveCount(0);
});

test('cuts no words at 390 px', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await trainToTheEnd(page);
  const isWhole = (text: string) =>
    page
      .getByText(text)
      .first()
      .evaluate((element) => element.scrollWidth <= element.clientWidth + 1);
  expect(await isWhole('Finished. Train adds')).toBe(true);
  await chooseSize(page, /^Tiny/);
  await tab(page, 'Edit').click();
  for (const text of ['These results come from', 'Restart with', 'Leave it as it was']) {
    expect(await isWhole(text), text).toBe(true);
  }
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
});
