import type { Page } from '@playwright/test';
import { showIn, violations } from './axe';
import { expect, test } from './harness';
import {
  alert,
  button,
  gotoAnew,
  numberIn,
  open,
  openAnew,
  openOwnText,
  partLink,
  passStep,
  patiently,
  reachStep,
  ready,
  reload,
  small,
  stepOf,
  textChoice,
} from './page';

const STEPS = 40;
const NAME = 'Thirty nights at the harbour';

const row = (page: Page, name: string) =>
  page.getByRole('listitem').filter({ has: button(page, `Rename ${name}`) });
const compare = (page: Page, name: string) =>
  page.getByRole('checkbox', { name: `Compare ${name}`, exact: true });
const table = (page: Page) =>
  page.getByRole('region', { name: 'Comparison of the chosen runs' }).getByRole('table');

/** Loads the page, trains a short run to its end and keeps it. */
async function trainAndKeep(page: Page, changed: Parameters<typeof small>[0] = {}) {
  await openAnew(page, small({ maxSteps: STEPS, ...changed }));
  await ready(page);
  await expect(button(page, 'Keep run')).toBeDisabled();
  await button(page, 'Train').click();
  await reachStep(page, changed.maxSteps ?? STEPS);
  await expect(button(page, 'Step')).toBeDisabled();
  // What the page says of a finished run moves the button that is to be clicked.
  await expect(button(page, 'Again with…')).toBeVisible();
  await button(page, 'Keep run').click();
  await expect(page.getByText(/^step .+ kept$/)).toBeVisible();
}

async function openLibrary(page: Page) {
  await partLink(page, 'Library').click();
  await expect(page.getByRole('heading', { name: 'Runs', exact: true })).toBeVisible();
}

/** The names of the runs in the list, newest first. */
const names = async (page: Page) => {
  const boxes = page.getByRole('checkbox', { name: /^Compare / });
  const labels = await boxes.evaluateAll((all) => all.map((box) => box.getAttribute('aria-label')));
  return labels.map((label) => label!.replace('Compare ', ''));
};

test('keeps two runs, compares them on one exam, renames one, deletes one', async ({ page }) => {
  await page.goto('./#part=library&backend=wasm');
  await expect(page.getByText('No run is kept yet.')).toBeVisible();
  await trainAndKeep(page);
  await trainAndKeep(page, { mlmProbability: 0.4 });
  await openLibrary(page);
  const [second, first] = (await names(page)) as [string, string];
  expect(first).toContain(NAME);
  expect(second).toContain('mask ratio 40 %');

  // Both are chosen, since they are the newest on one exam; the newer is compared with the older.
  await expect(compare(page, first)).toBeChecked();
  await expect(compare(page, second)).toBeChecked();
  await expect(page.locator('[data-run]')).toHaveCount(2);
  const cells = async (name: RegExp) =>
    table(page).getByRole('row', { name }).first().getByRole('cell').allTextContents();
  expect(await cells(/^Mask ratio/)).toEqual(['15 %', '40 %']);
  await expect(table(page).locator('strong').filter({ hasText: '%' })).toHaveText(['40 %']);
  const [right] = await cells(/^Right in the exam/);
  expect(right).toMatch(/^\d+\.\d %\[\d+\.\d, \d+\.\d\]$/);
  const verdicts = table(page).locator('[data-verdict]');
  await expect(verdicts).toHaveText([/better|worse|noise/, /better|worse|noise/]);
  await expect(page.getByText('Losses in training cannot be compared')).toBeVisible();
  const loss = (await cells(/^Loss, nats/)).map((text) => Number(text.split('[')[0]));
  const perplexity = (await cells(/^Perplexity/)).map((text) => Number(text.split('[')[0]));
  // The table rounds the loss, to within 0.005; the exponential magnifies that.
  loss.forEach((nats, i) => {
    expect(Math.abs(perplexity[i]! / Math.exp(nats) - 1)).toBeLessThan(0.01);
  });

  await button(page, `Rename ${second}`).click();
  const field = page.getByRole('textbox', { name: 'Name of the run' });
  await field.fill('Many blanks');
  await field.press('Enter');
  await expect(button(page, 'Rename Many blanks')).toBeFocused();

  await button(page, `Delete ${first}`).click();
  await expect(row(page, first)).toHaveCount(0);
  await expect(button(page, 'Undo')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(row(page, first)).toHaveCount(1);
  await button(page, `Delete ${first}`).click();
  await expect(row(page, first)).toHaveCount(0);

  await reload(page);
  await expect(button(page, 'Rename Many blanks')).toBeVisible();
  expect(await names(page)).toEqual(['Many blanks']);
});

test('overlays runs of one exam only, and compares others by whole words', async ({ page }) => {
  await trainAndKeep(page);
  await trainAndKeep(page, { maxPositionEmbeddings: 24 });
  await openLibrary(page);
  const [letters, pieces] = (await names(page)) as [string, string];
  await expect(compare(page, letters)).toBeChecked();
  await compare(page, pieces).click();
  await expect(compare(page, pieces)).not.toBeChecked();
  await expect(alert(page)).toContainText('It sat another exam with other blanks');
  await button(page, 'Choose it instead').click();
  await expect(compare(page, pieces)).toBeChecked();
  await expect(compare(page, letters)).not.toBeChecked();
  await expect(page.locator('[data-run]')).toHaveCount(1);

  // Runs of unlike tokens are compared by whole words, once it is asked to.
  await trainAndKeep(page, { vocabSize: 120, maxPositionEmbeddings: 64 });
  await openLibrary(page);
  const [other] = (await names(page)) as [string];
  const first = pieces;
  for (const name of await names(page)) await compare(page, name).uncheck();
  await compare(page, first).click();
  await expect(compare(page, first)).toBeChecked();
  const words = page.getByRole('region', { name: 'By whole words', exact: true });
  await expect(words.getByRole('table')).toHaveCount(0);
  await compare(page, other).click();
  await alert(page).getByRole('button', { name: 'Compare by whole words' }).click();
  await expect(words).toBeFocused();
  await patiently(words).toContainText(/How it was done: \d+ words of \d+ held-out sentences/);
  const row = (name: RegExp) => words.getByRole('row', { name }).first().getByRole('cell');
  await expect(row(/^Words right/)).toHaveText([/^\d+\.\d %\[/, /^\d+\.\d %\[/]);
  await expect(row(/^Right, points/)).toHaveText(['the first', /better|worse|within noise/]);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  for (const theme of ['light', 'dark'] as const) {
    await showIn(page, theme);
    expect(await violations(page, theme, 'main')).toEqual([]);
  }
  // Another opponent is asked only when the button is pressed.
  await compare(page, first).click();
  await expect(words).toHaveCount(0);
});

test('opens a run where it stopped, and goes on as if it had never stopped', async ({ page }) => {
  const changed = { maxSteps: 20, warmupSteps: 5, hiddenDropoutProb: 0.1, workers: 1 };
  await trainAndKeep(page, changed);
  await openLibrary(page);
  const [straight] = (await names(page)) as [string];
  const figures = async (name: string) => {
    const text = (await row(page, name).textContent())!;
    return /Right (\S+ %).*Loss, nats (\S+?)[\s[]/.exec(text)!.slice(1).join(' ');
  };
  const wanted = await figures(straight);

  await openAnew(page, small(changed));
  await ready(page);
  for (let step = 1; step <= 10; step++) {
    await button(page, 'Step').click();
    await expect(page.getByTestId('step')).toHaveText(`${step}`);
  }
  await button(page, 'Keep run').click();
  await expect(page.getByText('step 10 kept')).toBeVisible();

  // In a new visit, with another text and other settings.
  await gotoAnew(page, './#part=library&backend=wasm&text=bread');
  await button(page, `Open in the playground ${straight} (2)`).click();
  await expect(button(page, 'Train')).toBeVisible();
  await reachStep(page, 10);
  await expect(textChoice(page)).toHaveValue('lanterns');
  await expect(page.getByTestId('eval-loss')).toHaveText(/\d/); // the curve is there before it trains
  await ready(page);
  await button(page, 'Train').click();
  await reachStep(page, 20);
  await expect(button(page, 'Step')).toBeDisabled();
  await expect.poll(() => numberIn(page.getByTestId('eval-loss'))).toBeGreaterThan(0);
  await button(page, 'Keep run').click();
  await expect(page.getByText('step 20 kept')).toBeVisible();
  await openLibrary(page);
  expect(await figures(`${straight} (3)`)).toBe(wanted);

  // A run that is not kept is not lost without a question.
  await partLink(page, 'Playground').click();
  await button(page, 'Reset').click();
  await button(page, 'Step').click();
  await reachStep(page, 1);
  await partLink(page, 'Library').click();
  await button(page, `Open in the playground ${straight}`).click();
  await expect(alert(page)).toContainText('a run of 1 step that is not kept');
  await expect(button(page, 'Keep it, then open')).toBeFocused();
  await button(page, 'Cancel').click();
  await expect(alert(page)).toHaveCount(0);
});

test('shows what another tab does to runs and texts', async ({ page, context }) => {
  await openOwnText(page);
  await ready(page);
  await button(page, 'Step').click();
  await reachStep(page, 1);
  await button(page, 'Keep run').click();
  await expect(page.getByText('step 1 kept')).toBeVisible();
  await openLibrary(page);
  const other = await context.newPage();
  await other.goto('./#part=library&backend=wasm');
  await button(other, 'Rename text Your text').click();
  await other.keyboard.type('Ten farms');
  await other.keyboard.press('Enter');
  await expect(button(page, 'Rename text Ten farms')).toBeVisible();
  const [name] = (await names(other)) as [string];
  expect(name, 'the run has its text’s name').toMatch(/^Ten farms/);
  await expect(button(page, `Rename ${name}`)).toBeVisible();
  await button(other, `Delete ${name}`).click();
  await expect(page.getByText('No run is kept yet.')).toBeVisible();
  await button(other, 'Delete text Ten farms').click();
  await expect(page.getByText('None yet.')).toBeVisible();
  await partLink(page, 'Playground').click();
  await expect(textChoice(page).locator('option:checked')).toHaveText('Ten farms (no longer kept)');
  await other.close();
});

test('asks nothing of whoever leaves a run that has saved itself', async ({ page }) => {
  await open(page, small());
  await ready(page);
  const asked: string[] = [];
  page.on('dialog', (dialog) => {
    asked.push(dialog.type());
    void dialog.dismiss();
  });
  await button(page, 'Step').click();
  await reachStep(page, 1);
  await expect(page.getByText('saved at step 1')).toBeVisible();
  const closed = page.waitForEvent('close');
  await page.close({ runBeforeUnload: true });
  await closed;
  expect(asked).toEqual([]);
});

test('keeps a run while it trains', async ({ page }) => {
  await open(page, small({ maxSteps: 1_000_000 }));
  await ready(page);
  await button(page, 'Train').click();
  await passStep(page, 20);
  await button(page, 'Pause').click();
  await expect(button(page, 'Train')).toBeVisible();
  const paused = await stepOf(page);
  await page.getByRole('slider', { name: 'Mask ratio' }).press('ArrowRight');
  await button(page, 'Train').click();
  await passStep(page, paused);
  await button(page, 'Keep run').click();
  await expect(page.getByText(/^step .+ kept$/)).toBeVisible();
  await expect(button(page, 'Pause')).toBeVisible();
  const before = await stepOf(page);
  await passStep(page, before);
  await openLibrary(page);
  await expect.poll(() => names(page)).toHaveLength(1);
  // A run at 15 % and then 16 % is neither, and the list says so.
  await expect(page.getByText('changed on the way: mask ratio')).toBeVisible();
  await partLink(page, 'Playground').click();
  await button(page, 'Pause').click();
});

test.describe(() => {
  test.use({ colorScheme: 'light', contextOptions: { reducedMotion: 'reduce' } });

  test('axe finds no fault in the library', async ({ page }) => {
    await page.goto('./#part=library&backend=wasm');
    await expect(page.getByText('No run is kept yet.')).toBeVisible();
    expect(await violations(page, 'light')).toEqual([]);
    await trainAndKeep(page);
    await trainAndKeep(page, { context: 'left' });
    await trainAndKeep(page, { maxPositionEmbeddings: 24 });
    await openLibrary(page);
    const [letters, left, both] = (await names(page)) as [string, string, string];
    await expect(compare(page, letters)).toBeChecked();
    await compare(page, letters).uncheck();
    for (const name of [both, left]) await compare(page, name).check();
    await compare(page, letters).click(); // refused
    await button(page, `Rename ${left}`).click();
    await page.getByText('settings are the same in all').click();
    await expect(page.locator('[data-run]')).toHaveCount(2);
    for (const width of [390, 1024, 1440]) {
      await page.setViewportSize({ width, height: 844 });
      expect(await violations(page, 'light')).toEqual([]);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(wide, 'no wider than the screen').toBeLessThanOrEqual(width);
    }
    await button(page, 'Use the dark theme').click();
    expect(await violations(page, 'dark')).toEqual([]);
  });
});

test('lists one’s own texts and the storage, and deletes everything once it is asked to', async ({
  page,
}) => {
  await openOwnText(page);
  await page.evaluate(() => localStorage.setItem('another page', 'stays'));
  await ready(page);
  await button(page, 'Step').click();
  await reachStep(page, 1);
  await button(page, 'Keep run').click();
  await expect(page.getByText('step 1 kept')).toBeVisible();
  await openLibrary(page);
  await button(page, 'Rename text Your text').click();
  await page.keyboard.type('Ten farms');
  await page.keyboard.press('Enter');
  await button(page, 'Duplicate text Ten farms').click();
  await button(page, 'Delete text Ten farms').click();
  await expect(button(page, 'Undo')).toBeFocused();
  await button(page, 'Undo').click();
  await reload(page);
  for (const name of ['Ten farms', 'Ten farms copy']) {
    const text = page.getByRole('listitem').filter({ has: button(page, `Delete text ${name}`) });
    await expect(text).toContainText(name === 'Ten farms' ? 'Learned by 1 run' : 'no run');
  }
  const storage = page.getByRole('region', { name: 'Storage', exact: true });
  await expect(storage).toContainText(/Used [\d.]+\s[kM]B of about [\d.]+\s[MG]B/);
  await expect(storage.getByRole('term')).toContainText(['Kept runs', 'Texts']);
  expect(await violations(page, 'light', 'main')).toEqual([]);

  await button(page, 'Delete everything that Cloze has kept…').click();
  const dialog = page.getByRole('dialog', { name: 'Delete everything?' });
  await expect(dialog).toContainText('1 kept run');
  await expect(dialog).toContainText('2 texts of your own');
  const left = page.waitForEvent('load');
  await dialog.getByRole('button', { name: 'Delete everything', exact: true }).click();
  await left;
  await expect(
    page.getByText('Everything that Cloze had kept in this browser was deleted.'),
  ).toBeVisible();
  expect(page.url(), 'the settings are gone too').not.toContain('maxSteps');
  await expect(page.getByText('No run is kept yet.')).toBeVisible();
  await expect(page.getByText('None yet.')).toBeVisible();
  expect(await page.evaluate(() => Object.keys(localStorage))).toEqual(['another page']);
});
