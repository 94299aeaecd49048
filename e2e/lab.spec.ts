import type { Page } from '@playwright/test';
import { expect, test } from './harness';
import { button, count, numberIn } from './page';

const openLab = async (page: Page) => {
  await page.goto('./#part=experiments&backend=wasm');
  await expect(button(page, 'Train all three')).toBeEnabled({ timeout: 30_000 });
};
const column = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const SIDES = ['From the left only', 'From the right only', 'From both sides'];

test('trains three models side by side, and shows their guesses beside the exact ones', async ({
  page,
}) => {
  await openLab(page);
  await page.getByRole('combobox', { name: 'Steps' }).selectOption('500');
  for (const side of SIDES) await expect(column(page, side)).toContainText('exactly');
  await button(page, 'Train all three').click();
  await expect(button(page, 'Stop')).toBeVisible();
  await expect(button(page, 'Train all three')).toBeVisible({ timeout: 90_000 });
  for (const side of SIDES) {
    await expect(column(page, side)).toContainText(/\d+\.\d % of the exam right ±/);
    await expect(column(page, side)).toContainText(/\d\.\d\d nats from the truth, step 500/);
  }
  const rows = page.getByRole('table', { name: /Loss on the exam/ }).locator('tr');
  const figures: number[][] = [];
  for (let r = 0; r < 3; r++) {
    const cells = rows.nth(r).locator('td');
    figures.push([await numberIn(cells.nth(0)), await numberIn(cells.nth(1))]);
  }
  const [left, , both] = figures as [number[], number[], number[]];
  // After 500 steps both sides know more than the left alone can ever know.
  expect(both[0]).toBeLessThan(left[1]!);
  for (const [loss, floor] of figures) expect(loss).toBeGreaterThan(floor! - 0.05);
  const first = await column(page, SIDES[0]!).locator('p').first().textContent();
  await button(page, 'Next sentence').click();
  await expect(column(page, SIDES[0]!).locator('p').first()).not.toHaveText(first!);
});

test('takes a grammar of one’s own, and says in which line one is wrong', async ({ page }) => {
  await openLab(page);
  await page.getByText('The grammar of this language').click();
  const editor = page.getByRole('textbox', { name: 'Grammar' });
  await editor.fill(
    'sentence = the <animal> sleeps .\n  | the <plant> grows .\nanimal = cat | dog',
  );
  await button(page, 'Use this grammar').click();
  await expect(page.getByRole('alert')).toContainText(/[Ll]ine 2/);
  await expect(page.getByRole('alert')).toContainText('plant');
  await editor.fill(
    'sentence = the <animal> sleeps .\n  | the <plant> grows .\nanimal = cat | dog [3]\nplant = rose | fern',
  );
  await button(page, 'Use this grammar').click();
  await expect(button(page, 'Train all three')).toBeEnabled();
  await expect(column(page, SIDES[2]!)).toContainText('exactly');
});

test('opens the sentences of a language in the playground', async ({ page }) => {
  await openLab(page);
  await page.getByText('The grammar of this language').click();
  await button(page, 'Open its sentences in the playground').click();
  await expect(button(page, 'Train')).toBeVisible();
  await expect.poll(() => count(page, 'sentences')).toBe(1000);
  await expect(page.getByRole('combobox', { name: 'Text', exact: true })).toContainText(
    'A flock of geese',
  );
});

test('goes from one part of the page to the other and back, by the address too', async ({
  page,
}) => {
  await page.goto('./#backend=wasm');
  await expect(button(page, 'Train')).toBeVisible();
  await button(page, 'Experiments').click();
  await expect(page.getByRole('heading', { name: 'One blank, three views' })).toBeVisible();
  expect(page.url()).toContain('part=experiments');
  await button(page, 'Playground').click();
  await expect(button(page, 'Train')).toBeVisible();
  expect(page.url()).not.toContain('part=');
});

test('sweeps a setting, pauses, and goes on after a reload', async ({ page }) => {
  await openLab(page);
  await page.getByRole('combobox', { name: 'Steps' }).selectOption('500');
  const sweep = page.getByRole('region', { name: 'Sweep a setting' });
  await sweep.getByRole('combobox', { name: 'Setting' }).selectOption('context');
  await sweep.getByRole('combobox', { name: 'Seeds' }).selectOption('1');
  await sweep.getByRole('button', { name: 'Run · 3 runs' }).click();
  await sweep.getByRole('button', { name: /^Pause · 1 of 3/ }).click({ timeout: 60_000 });
  await expect(sweep.getByRole('row')).toHaveCount(3);

  await page.reload();
  await expect(button(page, 'Train all three')).toBeEnabled({ timeout: 30_000 });
  await page.getByRole('combobox', { name: 'Steps' }).selectOption('500');
  await sweep.getByRole('combobox', { name: 'Setting' }).selectOption('context');
  await sweep.getByRole('combobox', { name: 'Seeds' }).selectOption('1');
  await sweep.getByRole('button', { name: 'Go on · 2 runs left' }).click();
  await expect(sweep.getByRole('button', { name: 'Run again' })).toBeVisible({ timeout: 60_000 });
  const right = async (side: string) => {
    const cells = sweep.getByRole('row', { name: new RegExp(`^${side}`) }).locator('td');
    return Number((await cells.first().textContent())!.replace(' %', ''));
  };
  expect(await right('both')).toBeGreaterThan(await right('left'));
  const downloading = page.waitForEvent('download');
  await sweep.getByRole('button', { name: 'Save as CSV' }).click();
  expect((await downloading).suggestedFilename()).toBe('cloze-sweep.csv');
});
