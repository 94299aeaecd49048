import type { Page } from '@playwright/test';
import { formatCount } from '../src/base/format';
import { violations } from './axe';
import { expect, test } from './harness';
import {
  button,
  count,
  fillSentence,
  openOwnText,
  partLink,
  passStep,
  reachStep,
  ready,
  sentenceBox,
  small,
  specimen,
  stepOf,
  tab,
  textbox,
  textChoice,
  tokens,
} from './page';
import { OWN_SENTENCES, OWN_TEXT } from './text';

const OTHER = OWN_SENTENCES.slice(20).reverse().join(' ');
const undoes = (page: Page) => page.getByRole('region', { name: 'Undo', exact: true });
const said = (page: Page, words: string) => page.getByRole('status').filter({ hasText: words });
const sentences = (page: Page) => count(page, 'sentences');

/** Trains a little, and returns the step that the run stands at. */
async function trained(page: Page): Promise<number> {
  await button(page, 'Train').click();
  await passStep(page, 5);
  await button(page, 'Pause').click();
  await expect(button(page, 'Train')).toBeVisible();
  return stepOf(page);
}

test('a text that was cleared or pasted over comes back, by button and by key', async ({
  page,
}) => {
  await openOwnText(page);
  await ready(page);
  await button(page, 'Next sentence').click();
  const watched = await specimen(page).getByRole('button', { pressed: true }).count();
  await button(page, 'Clear').click();
  await expect(textbox(page)).toHaveValue('');
  await expect(said(page, 'Text cleared. Undo brings back “Your text”.')).toBeVisible();
  await undoes(page).getByRole('button', { name: 'Undo' }).click();
  await expect(textbox(page)).toHaveValue(OWN_TEXT);
  await expect(said(page, '“Your text” is back.')).toBeVisible();
  await expect(undoes(page).getByRole('button', { name: 'Dismiss' })).toBeFocused(); // the other is gone
  await ready(page);
  await expect(specimen(page).getByRole('button', { pressed: true })).toHaveCount(watched);

  // The field is empty and has the focus: it has nothing of its own to undo.
  await button(page, 'Clear').click();
  await expect(textbox(page)).toBeFocused();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(textbox(page)).toHaveValue(OWN_TEXT);

  await textbox(page).fill(OTHER);
  await expect.poll(() => sentences(page)).toBe(20);
  await undoes(page).getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => sentences(page)).toBe(40);
  await expect(undoes(page).getByRole('button', { name: 'Redo' })).toBeFocused();
  await page.keyboard.press('ControlOrMeta+z'); // there is nothing more to undo
  await page.keyboard.press('ControlOrMeta+Shift+z');
  await expect.poll(() => sentences(page)).toBe(20);
  await page.keyboard.press('ControlOrMeta+z');
  await expect.poll(() => sentences(page)).toBe(40);
  await textChoice(page).selectOption('harbour');
  await expect.poll(() => sentences(page)).not.toBe(40);
  await undoes(page).getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => sentences(page)).toBe(40);
  await undoes(page).getByRole('button', { name: 'Dismiss' }).click();
  await expect(undoes(page)).toHaveCount(0);
});

test('a sentence comes back as it was watched, and a click that can do nothing says why', async ({
  page,
}) => {
  await openOwnText(page);
  await ready(page);
  await specimen(page).locator('button[aria-pressed=false]').first().click();
  const words = () => specimen(page).locator('button[aria-pressed]').allTextContents();
  const before = await words();
  await button(page, 'Next sentence').click();
  await expect.poll(words).not.toEqual(before);
  await undoes(page).getByRole('button', { name: 'Undo' }).click();
  await expect.poll(words).toEqual(before);
  await fillSentence(page, 'Mira has a ___ goat.');
  await expect(sentenceBox(page)).toHaveCount(0);
  await expect(said(page, 'Another sentence is shown.')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+z');
  await expect.poll(words).toEqual(before);

  // A click that can do nothing says why.
  await button(page, 'Keep run').click({ force: true }); // it says that it is disabled
  await expect(said(page, 'Train it first')).toBeVisible();
  await fillSentence(page, 'Mira has a ___ goat.');
  await specimen(page).getByRole('button', { pressed: true }).click();
  await expect(said(page, 'You wrote this blank, and nobody knows its word')).toBeVisible();
  await specimen(page).getByRole('button', { name: 'Mira', exact: true }).click();
  await expect(said(page, 'nobody knows its word')).toHaveCount(0);
});

test('a run comes back after Reset, after another text, and in the place of a kept one', async ({
  page,
}) => {
  await openOwnText(page);
  await ready(page);
  const first = await trained(page);
  const undo = undoes(page).getByRole('button', { name: 'Undo' });
  await button(page, 'Reset').click();
  await expect(said(page, 'A fresh run began. Undo brings back your run of')).toBeVisible();
  await expect(page.getByTestId('step')).toHaveText('0');
  await undo.click();
  await reachStep(page, first);
  await expect(said(page, `Your run of ${formatCount(first)} steps is back.`)).toBeVisible();

  // It goes on from there.
  await ready(page);
  await button(page, 'Step').click();
  await reachStep(page, first + 1);
  await textbox(page).fill(OTHER);
  await expect.poll(() => sentences(page)).toBe(20);
  const second = await trained(page);
  await undo.click();
  await reachStep(page, first + 1);
  await expect.poll(() => sentences(page)).toBe(40);
  await undoes(page).getByRole('button', { name: 'Redo' }).click();
  await reachStep(page, second);
  await expect.poll(() => sentences(page)).toBe(20);

  // One that was kept and has gone on, with an older one opened in its place.
  await ready(page);
  await button(page, 'Keep run').click();
  await expect(page.getByText(`step ${formatCount(second)} kept`)).toBeVisible();
  await button(page, 'Step').click();
  await reachStep(page, second + 1);
  await partLink(page, 'Library').click();
  await page.getByRole('button', { name: /^Open in the playground (?!automatic)/ }).click();
  await page.getByRole('button', { name: 'Open without keeping' }).click();
  await reachStep(page, second);
  await expect(said(page, 'is open. Undo brings back your run of')).toBeVisible();
  await undo.click();
  await reachStep(page, second + 1);
});

test('a held-out sentence is marked, and says why its words cannot be chosen', async ({ page }) => {
  await openOwnText(page, small({ maskStrategy: 'hand' }));
  await ready(page);
  await expect(specimen(page).getByText('held out')).toBeVisible();
  await tab(page, 'Masked').click();
  const held = page.getByRole('list', { name: 'Tokens' }).locator('[data-held-out]').first();
  await expect(held.getByText('held out')).toBeVisible();
  const explanation = page.locator('#masked-explanation');
  await expect(explanation).toHaveText(/No word is chosen yet/);
  await held.getByRole('listitem').nth(1).click();
  await expect(explanation).toHaveText(/^Held out\. The model never trains.* cannot be chosen\.$/);
  await expect(explanation).toHaveAttribute('aria-live', 'polite');
  await expect(tokens(page).and(page.locator('[data-fate]'))).toHaveCount(0);

  // The words that can be chosen come back once they were shown again.
  const word = page.locator('[role=listitem][data-index="0"]');
  const isHeld = (await held.getAttribute('data-index')) === '0';
  await (isHeld ? tokens(page).nth(30) : word).click();
  await expect(tokens(page).and(page.locator('[data-fate]'))).not.toHaveCount(0);
  const chosen = await page.locator('[role=listitem][data-fate]').count();
  await button(page, 'Show all again').click();
  await expect(page.locator('[role=listitem][data-fate]')).toHaveCount(0);
  await undoes(page).getByRole('button', { name: 'Undo' }).click();
  await expect(page.locator('[role=listitem][data-fate]')).toHaveCount(chosen);

  const panel = '[aria-labelledby="text-heading"]';
  expect(await violations(page, 'light', panel)).toEqual([]);
  await tab(page, 'Tokens').click();
  await expect(
    page.getByRole('list', { name: 'Tokens' }).getByText('held out').first(),
  ).toBeVisible();
  expect(await violations(page, 'light', panel)).toEqual([]);
});
