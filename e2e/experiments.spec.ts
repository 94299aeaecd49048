import type { Page } from '@playwright/test';
import { expect, test } from './harness';
import {
  alert,
  button,
  count,
  fillSentence,
  gotoAnew,
  numberIn,
  openExperiments,
  partLink,
  passStep,
  patiently,
  QUICK,
  reachStep,
  reload,
  textChoice,
  trainQuickly,
} from './page';

const column = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
/** What they are called in the Library: by what is not usual about them. */
const SIZE = 'hidden size 32 · feed-forward size 64';
const KEPT = {
  left: `A flock of geese · before only · ${SIZE} · 1 more`,
  right: `A flock of geese · after only · ${SIZE} · 1 more`,
  both: `A flock of geese · ${SIZE} · learning rate 0.005 · both sides`,
};
const SIDES = ['From the words before only', 'From the words after only', 'From both sides'];

test('trains three models side by side, shows the exact answers, and keeps the models in the Library', async ({
  page,
}) => {
  await trainQuickly(page);
  await openExperiments(page, '&language=clue&exam=all&steps=500');
  await expect(button(page, 'Keep all three')).toBeDisabled();
  for (const side of SIDES) await expect(column(page, side)).toContainText('exactly');
  await button(page, 'Train all three').click();
  await expect(button(page, 'Stop')).toBeVisible();
  await patiently(button(page, 'Train all three')).toBeVisible();
  for (const side of SIDES) {
    await expect(column(page, side)).toContainText(/\d+\.\d % right in the exam ±/);
    await expect(column(page, side)).toContainText(
      /\d\.\d\d nats from the exact probabilities, step 500/,
    );
  }
  const rows = page.getByRole('table', { name: /Loss on the exam/ }).locator('tr');
  const figures: number[][] = [];
  for (let r = 0; r < 3; r++) {
    const cells = rows.nth(r).locator('td');
    figures.push([await numberIn(cells.nth(0)), await numberIn(cells.nth(1))]);
  }
  const [left, , both] = figures as [number[], number[], number[]];
  // After 500 steps the model that sees both sides does better than one that sees the left alone ever can.
  expect(both[0]).toBeLessThan(left[1]!);
  for (const [loss, floor] of figures) expect(loss).toBeGreaterThan(floor! - 0.05);
  const answer = page.getByRole('status').filter({ hasText: /^Both sides: / });
  await expect(answer).toHaveText(
    /^Both sides: [\d.]+ % right, .+ points (more|fewer) with both sides .+ hint/,
  );
  const sentence = column(page, SIDES[0]!).locator('p').first();
  const first = await sentence.textContent();
  await button(page, 'Next sentence').click();
  await expect(sentence).not.toHaveText(first!);

  // For a projector: the same sentence and the answer, and nothing else.
  await button(page, 'Present').click();
  const shown = page.getByRole('dialog', { name: 'One blank, three views' });
  await expect(shown.getByText(/^Both sides: [\d.]+ % right/)).toBeVisible();
  await page.keyboard.press('ArrowLeft');
  await expect(shown.locator('section p').first()).toHaveText(first!);
  for (const [width, height] of [
    [1280, 720],
    [1920, 1080],
    [1024, 768],
  ] as const) {
    await page.setViewportSize({ width, height });
    const least = 0.03 * height; // what the last row of a classroom can still read
    for (const read of ['section p', 'li span', '[role=status] p']) {
      const size = await shown
        .locator(read)
        .first()
        .evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize));
      expect(size, `${read} at ${width} px`).toBeGreaterThan(least);
    }
    const beyond = await shown.evaluate((dialog) =>
      [dialog, ...dialog.querySelectorAll('div, section')].some(
        (e) => e.scrollHeight > e.clientHeight || dialog.scrollWidth > dialog.clientWidth,
      ),
    );
    expect(beyond, `overflows at ${width} px`).toBe(false);
  }
  for (let i = 0; i < 6; i++) {
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.querySelector(':focus:not(dialog *)'))).toBeNull();
  }
  await page.keyboard.press('Escape');
  await expect(shown).toHaveCount(0);
  await expect(button(page, 'Present')).toBeFocused();

  // After a reload the models are there again, with what they came to.
  const scores = await Promise.all(SIDES.map((side) => column(page, side).innerText()));
  await reload(page);
  for (const [i, side] of SIDES.entries()) {
    await patiently.poll(() => column(page, side).innerText()).toBe(scores[i]);
  }
  await expect(answer).toBeVisible();
  await button(page, 'Keep all three').click();
  await expect(button(page, 'All three kept')).toBeVisible();
  await partLink(page, 'Library').click();
  for (const name of Object.values(KEPT)) {
    await expect(page.getByText(name).first()).toBeVisible();
  }
  const chart = page.getByRole('figure', { name: 'Loss on the exam by step' });
  // The page chooses no runs by itself if they are kept while it loads the list.
  for (const name of Object.values(KEPT)) {
    await page.getByRole('checkbox', { name: `Compare ${name}`, exact: true }).check();
  }
  await expect(chart.getByText('best from words before')).toBeVisible();

  await button(page, `Open in the playground ${KEPT.both}`).click();
  await reachStep(page, 500);
  await expect(page.getByText(/the best possible is 0\.65 nats/)).toBeVisible();
  await button(page, 'Train').click();
  await passStep(page, 500);

  // Its heads compared with those of the model that sees only the words before.
  const from = page.getByRole('combobox', { name: 'Difference from' });
  await from.selectOption({ label: KEPT.left });
  await expect(
    page.getByText(/^step [\d\u202f]+ minus “A flock of geese · before only/),
  ).toBeVisible();
});

test('takes a grammar of one’s own, and says which line of it is wrong', async ({ page }) => {
  await openExperiments(page);
  await page.getByText('The grammar of this language').click();
  const editor = page.getByRole('textbox', { name: 'Grammar' });
  await editor.fill(
    'sentence = the <animal> sleeps .\n  | the <plant> grows .\nanimal = cat | dog',
  );
  await button(page, 'Use this grammar').click();
  await expect(alert(page)).toContainText(/[Ll]ine 2/);
  await expect(alert(page)).toContainText('plant');
  await editor.fill(
    'sentence = the <animal> sleeps .\n  | the <plant> grows .\nanimal = cat | dog [3]\nplant = rose | fern',
  );
  await button(page, 'Use this grammar').click();
  await expect(button(page, 'Train all three')).toBeEnabled();
  await expect(alert(page)).toHaveCount(0);
  await expect(column(page, SIDES[2]!)).toContainText(/cat|dog|rose|fern/);
  await expect(column(page, SIDES[2]!)).toContainText('exactly');

  // Keys train and stop where it is presented.
  await button(page, 'Present').click();
  const shown = page.getByRole('dialog', { name: 'One blank, three views' });
  await expect(shown.getByText('Do both sides matter? Train all three to find out.')).toBeVisible();
  await page.keyboard.press('Space');
  await expect(shown.getByText(/The answer comes once all three have finished/)).toBeVisible();
  await page.keyboard.press('t');
  await expect(shown.getByText(/^No answer yet: training was stopped/)).toBeVisible();
  await shown.getByRole('button', { name: 'Esc leave' }).click();
  await expect(button(page, 'Train all three')).toBeVisible();
});

test('covers what a paper found until there is a bet, which stays', async ({ page }) => {
  await openExperiments(page);
  const row = page.getByRole('listitem').filter({ hasText: 'Is hiding 40 % better' });
  const published = row.getByRole('columnheader', { name: 'MNLI' });
  const run = 'Run · 15 runs: Is hiding 40 % better than hiding 15 %?';
  await expect(row.getByRole('button', { name: run, exact: true })).toBeVisible();
  await expect(published).toHaveCount(0);
  await expect(row).not.toContainText('95 %');
  await row.getByRole('button', { name: 'Bet on 15 %' }).click();
  await expect(row.getByText('Your bet: 15 %.')).toBeVisible();
  await expect(published).toBeVisible();
  await reload(page);
  await expect(row.getByText('Your bet: 15 %.')).toBeVisible();
  await row.getByRole('button', { name: /^Take the bet back/ }).click();
  await expect(published).toHaveCount(0);
  await row.getByRole('button', { name: /^Show the figures/ }).click();
  await expect(published).toBeVisible();
});

test('learns a language in the playground, and shows how well it could do at best', async ({
  page,
}) => {
  const model = Object.entries({ ...QUICK, maxSteps: 500 }).map((pair) => pair.join('='));
  await openExperiments(page, `&language=clue&${model.join('&')}`);
  await page.getByText('The grammar of this language').click();
  await button(page, 'Open its sentences in the playground').click();
  await patiently.poll(() => count(page, 'sentences')).toBe(20_000);
  const text = textChoice(page);
  await expect(text).toHaveValue('clue');

  await button(page, 'Train').click();
  await reachStep(page, 500);
  await expect(page.getByText('Finished. Train adds 500 steps.')).toBeVisible();
  const curve = page.getByRole('figure', { name: 'Loss curve' });
  for (const side of ['words before', 'words after', 'both sides']) {
    await expect(curve.getByText(`best from ${side}`, { exact: true })).toBeVisible();
  }
  const floor = Number(
    /the best possible is (\d+\.\d+) nats/.exec((await curve.textContent()) ?? '')?.[1] ??
      Number.NaN,
  );
  const reached = await numberIn(page.getByTestId('eval-loss'));
  // A whole run gets near the floor, and nothing gets below it: over 400 blanks, chance makes a few hundredths.
  expect(reached).toBeGreaterThan(floor - 0.06);
  expect(reached).toBeLessThan(floor + 0.25);

  const exact = page.getByRole('list', { name: 'Exact for blank 1' }).getByRole('listitem');
  const shares = (await exact.allTextContents()).map((t) => Number(/([\d.]+) %/.exec(t)![1]));
  expect(shares.reduce((a, b) => a + b, 0)).toBeGreaterThan(50);
  await expect(page.getByText(/exact · \d\.\d\d nats away/).first()).toBeVisible();

  // A sentence that is not in the language; then a text without exact answers, which has settings of its own.
  await fillSentence(page, 'geese ___ geese');
  await expect(
    page.getByText(/The rules of this language cannot make this sentence/),
  ).toBeVisible();
  await text.selectOption('bread');
  await expect.poll(() => count(page, 'vocabulary')).toBeGreaterThan(200);
  await expect(curve.getByText('best from words before')).toHaveCount(0);
});

test('says why there are no exact answers where words are cut into pieces', async ({ page }) => {
  await page.goto('./#text=topics&backend=wasm');
  const curve = page.getByRole('figure', { name: 'Loss curve' });
  await expect(curve.getByText(/the best possible is/)).toBeVisible();
  await page.getByRole('button', { name: /^Model settings/ }).click();
  await page.getByText('Advanced settings').click();
  await page.getByRole('combobox', { name: 'Tokens' }).selectOption('character');
  await expect(curve.getByText(/is not known here/)).toBeVisible();
});

test('an address says what the experiments show; without one, both sides matter', async ({
  page,
}) => {
  const value = (name: string) => page.getByRole('combobox', { name, exact: true }).inputValue();
  const values = async () => [await value('Language'), await value('Steps'), await value('Exam')];
  await openExperiments(page);
  expect(await values()).toEqual(['agreement', '1000', 'telling']);
  await expect(column(page, SIDES[0]!)).toContainText('right where the side matters');
  // The exact probability of the likeliest word: open from each side, certain from both.
  for (const [side, share] of [
    [SIDES[0]!, '33 %'],
    [SIDES[1]!, '50 %'],
    [SIDES[2]!, '100 %'],
  ] as const) {
    await expect(column(page, side).getByRole('listitem').first()).toContainText(
      `exactly ${share}`,
    );
  }
  await gotoAnew(page, './#part=experiments&language=cases&steps=500&exam=all&backend=wasm');
  await expect(button(page, 'Train all three')).toBeEnabled();
  expect(await values()).toEqual(['cases', '500', 'all']);
  await expect(column(page, SIDES[0]!)).toContainText('right in the exam');
  await page.getByRole('combobox', { name: 'Language' }).selectOption('topics');
  await expect(page).toHaveURL(/language=topics/);
  // To another part of the page and back.
  await partLink(page, 'Playground').click();
  await expect(button(page, 'Train')).toBeVisible();
  await expect(page).not.toHaveURL(/part=/);
  await partLink(page, 'Experiments').click();
  await expect(page.getByRole('heading', { name: 'One blank, three views' })).toBeVisible();
  await expect(page).toHaveURL(/part=experiments/);
});
