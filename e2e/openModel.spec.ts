import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { percent } from '../src/ui/specimen/GuessList';
import { violations } from './axe';
import { expect, test } from './harness';
import {
  alert,
  attention,
  button,
  fillSentence,
  guesses,
  openOwnText,
  partLink,
  patiently,
  reachStep,
  ready,
} from './page';
import { tinyGuesses, writeTinyModel } from './tinyModel';

const dialog = (page: Page) => page.getByRole('dialog');
const beginFrom = (page: Page) => page.getByRole('combobox', { name: 'Begin from' });

async function openFolder(page: Page, folder: string) {
  await button(page, 'Open a model').click();
  await page.getByLabel('Model folder', { exact: true }).setInputFiles(folder);
}

test('a model of old names is opened, guesses as it does elsewhere, and goes on learning', async ({
  page,
}, testInfo) => {
  const folder = writeTinyModel(testInfo.outputPath('tiny bert'));
  await openOwnText(page);
  await ready(page);
  await openFolder(page, folder);
  await expect(dialog(page)).toContainText('2 layers of 2 heads, hidden size 24');
  await expect(dialog(page)).toContainText(/Memory to look ?about 0\.\d MB/);
  await expect(dialog(page)).toContainText('Not needed to guess words: the pooler.');
  expect(await violations(page, 'light', 'dialog')).toEqual([]);
  await button(page, 'Begin from this model').click();
  await expect(dialog(page)).toHaveCount(0);
  await expect(beginFrom(page).locator('option:checked')).toHaveText('tiny bert');
  await ready(page);
  await expect(attention(page, 2, 2)).toBeVisible();

  await fillSentence(page, 'The cat [MASK] on the mat.');
  const expected = tinyGuesses(['the', 'cat', '[MASK]', 'on', 'the', 'mat', '.']);
  await expect(guesses(page, 1).getByRole('listitem')).toHaveText(
    expected.map(({ token, probability }) => `${token} ${percent(probability)}`),
  );

  for (let step = 1; step <= 5; step++) {
    await button(page, 'Step').click();
    await reachStep(page, step);
  }
  await expect(page.getByTestId('train-loss')).toHaveText(/^\d+\.\d+$/);
  await expect(page.getByTestId('eval-loss')).toHaveText(/^\d+\.\d+$/);
  await expect(guesses(page, 1).getByRole('listitem')).not.toHaveText(
    expected.map(({ token, probability }) => `${token} ${percent(probability)}`),
  );
  // It is there on the next visit, with its weights.
  await expect(page.locator('html')).not.toHaveAttribute('data-writing');
  page.on('dialog', (question) => void question.accept()); // the run is not kept
  await page.reload();
  await partLink(page, 'Library').click();
  await button(page, 'Open tiny bert').click();
  await expect(dialog(page)).toContainText('Begin from this model');
});

test('what cannot be opened is refused by name, and nothing is lost', async ({
  page,
}, testInfo) => {
  const folder = writeTinyModel(testInfo.outputPath('distil'), 'distilbert');
  await openOwnText(page);
  await ready(page);
  await button(page, 'Step').click();
  await reachStep(page, 1);
  await openFolder(page, folder);
  await expect(alert(page)).toContainText('This is a DistilBERT.');
  await expect(alert(page)).toContainText('Choose a model whose config.json says');
  await page.keyboard.press('Escape');
  await expect(dialog(page)).toHaveCount(0);
  await reachStep(page, 1);
  await expect(button(page, 'Open a model')).toBeFocused();
  await expect(beginFrom(page).locator('option')).not.toContainText(['distil']);

  // Weights that are dropped alone are known for a model, not for a text.
  const bytes = [...readFileSync(join(folder, 'model.safetensors'))];
  await page.evaluate((values) => {
    const data = new DataTransfer();
    data.items.add(new File([Uint8Array.from(values)], 'model.safetensors'));
    document.body.dispatchEvent(
      new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }),
    );
  }, bytes);
  await patiently(alert(page)).toContainText('config.json is missing.');
});
