import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, test } from './harness';
import { button, openExperiments, partLink, patiently, reload, trainQuickly } from './page';

const sweepOf = (page: Page) => page.getByRole('region', { name: 'Sweep a setting' });
const papersOf = (page: Page) => page.getByRole('region', { name: 'Papers in a tab' });

/** More steps than any machine takes during a test. */
const ENDLESS = '10000';

async function chooseSweep(page: Page, setting: string, { steps = '500', seeds = '1' } = {}) {
  await sweepOf(page).getByRole('combobox', { name: 'Setting' }).selectOption(setting);
  await sweepOf(page).getByRole('combobox', { name: 'Steps each' }).selectOption(steps);
  await sweepOf(page).getByRole('combobox', { name: 'Seeds' }).selectOption(seeds);
}

/** Has the page itself press Pause once a first run is done: a test that looks now and then could come too late. */
async function pauseAfterFirstRun(page: Page): Promise<() => Promise<void>> {
  const paused = await sweepOf(page).evaluateHandle((sweep) => {
    const pressed = new Promise<void>((resolve) => {
      const watcher = new MutationObserver(() => {
        if (!/\b[12] of 3/.test(sweep.textContent ?? '')) return;
        const buttons = Array.from(sweep.querySelectorAll('button'));
        const pause = buttons.find((button) => button.textContent === 'Pause');
        if (!pause) return;
        watcher.disconnect();
        pause.click();
        resolve();
      });
      watcher.observe(sweep, { subtree: true, childList: true, characterData: true });
    });
    return { pressed };
  });
  return () => paused.evaluate(({ pressed }) => pressed);
}

test('sweeps a setting, pauses, goes on after a reload, and takes more seeds', async ({ page }) => {
  await trainQuickly(page);
  await openExperiments(page, '&language=clue&exam=all');
  await chooseSweep(page, 'context');
  const sweep = sweepOf(page);
  const isPaused = await pauseAfterFirstRun(page);
  await sweep.getByRole('button', { name: 'Run · 3 runs' }).click();
  await isPaused();
  await expect(sweep.getByRole('row')).toHaveCount(4);
  await expect(sweep.getByRole('status')).toHaveText(/^No answer yet: [12] of 3 runs are done\.$/);

  await reload(page);
  await expect(button(page, 'Train all three')).toBeEnabled();
  // Steps and seeds are as they were.
  await sweep.getByRole('combobox', { name: 'Setting' }).selectOption('context');
  await sweep.getByRole('button', { name: /^Go on · [12] runs? left/ }).click();
  await patiently(sweep.getByRole('button', { name: 'Run again' })).toBeVisible();
  const cells = (side: string) =>
    sweep.getByRole('row', { name: new RegExp(`^${side}`) }).locator('td');
  const percent = async (side: string, column: number) =>
    Number((await cells(side).nth(column).textContent())!.replace(' %', ''));
  expect(await percent('both', 0)).toBeGreaterThan(await percent('before', 0));
  for (const side of ['before', 'after', 'both']) {
    expect(await percent(side, 2)).toBeGreaterThan((await percent(side, 0)) - 4);
  }
  const answer = sweep.getByRole('status');
  await expect(answer).toContainText(/seeing both sides.+One seed is a hint/i);
  const answerOverAll = await answer.textContent();
  // On the telling blanks alone the sides are further apart.
  const apart = async () => (await percent('both', 0)) - (await percent('before', 0));
  const overAll = await apart();
  await page.getByRole('combobox', { name: 'Exam' }).selectOption('telling');
  await expect.poll(apart).toBeGreaterThan(overAll + 10);
  await expect(answer).toContainText(/seeing both sides.+One seed is a hint/i);
  await expect(answer).not.toHaveText(answerOverAll!);
  await sweep.getByRole('combobox', { name: 'Shown' }).selectOption('perplexity');
  await expect(cells('both').first()).toHaveText(/^\d\.\d\d$/);
  // Discarding can be undone.
  await sweep.getByRole('button', { name: 'Discard' }).click();
  await expect(sweep.getByRole('row')).toHaveCount(0);
  await sweep.getByRole('button', { name: 'Undo' }).click();
  await expect(sweep.getByRole('row')).toHaveCount(4);
  // Runs that are done count when more seeds are asked for.
  await sweep.getByRole('combobox', { name: 'Seeds' }).selectOption('2');
  await expect(sweep.getByRole('button', { name: 'Go on · 3 runs left' })).toBeVisible();

  const savedAs = async (kind: string) => {
    const downloading = page.waitForEvent('download');
    await sweep.getByRole('button', { name: `Save as ${kind}` }).click();
    const download = await downloading;
    const ending = kind === 'CSV' ? '.csv' : `-perplexity.${kind.toLowerCase()}`;
    expect(download.suggestedFilename()).toBe(
      `cloze-sweep-context-clue-500-steps-telling-blanks${ending}`,
    );
    return readFileSync(await download.path());
  };
  const [header, first] = (await savedAs('CSV')).toString().split('\n');
  expect(header).toMatch(/^value,seed,accuracy,loss_nats,steps,seconds,setting,language,blanks/);
  expect(first).toMatch(/,Context,A flock of geese,telling,\d+,0\.\d+,\d\.\d+,,$/);
  await expect(sweep.getByRole('figure', { name: 'Sweep' }).locator('svg').first()).toBeVisible();
  const svg = (await savedAs('SVG')).toString();
  expect(svg).toMatch(/^<svg/);
  expect(svg).not.toContain('var(--');
  expect(svg).toContain('<title>Perplexity by context</title>');
  expect(svg).toMatch(/Language: A flock of geese; 500 steps, 1 seed, the \d+ blanks/);
  const png = await savedAs('PNG');
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  expect(png.readUInt32BE(16)).toBeGreaterThan(1000); // as wide as a slide
});

test('goes on in the middle of a run, and trains while another part is shown', async ({ page }) => {
  await openExperiments(page, `&maxSteps=${ENDLESS}`);
  await chooseSweep(page, 'context', { steps: ENDLESS });
  const sweep = sweepOf(page);
  const bar = sweep.getByRole('progressbar');
  const share = async () => Number(await bar.getAttribute('value'));
  await sweep.getByRole('button', { name: 'Run · 3 runs' }).click();
  await patiently.poll(share).toBeGreaterThan(0.02); // far more than a new run shows at first
  const reached = await share();
  await sweep.getByRole('button', { name: 'Pause' }).click();
  await sweep.getByRole('button', { name: 'Go on · 3 runs left' }).click();
  // What was trained before the pause is not trained again.
  let before = 0;
  await patiently
    .poll(async () => {
      before = await share();
      return before;
    })
    .toBeGreaterThan(0);
  expect(before).toBeGreaterThanOrEqual(reached);

  await partLink(page, 'Library').click();
  await expect(partLink(page, 'Experiments')).toHaveAttribute('title', 'Training goes on here');
  await partLink(page, 'Experiments').click();
  await patiently.poll(share).toBeGreaterThan(before);

  // It waits while the three models train.
  await button(page, 'Train all three').click();
  await expect(sweep.getByText('queued')).toBeVisible();
  await button(page, 'Stop').click();
  await papersOf(page).getByRole('button', { name: 'Start what waits · 1' }).click();
  await expect(bar).toBeVisible();
  // Training in the playground pauses it, and the page says so.
  await partLink(page, 'Playground').click();
  await button(page, 'Train').click();
  await expect(
    page.getByText('The experiment is paused while the playground trains'),
  ).toBeVisible();
  await partLink(page, 'Experiments').click();
  await expect(sweep.getByText('queued')).toBeVisible();
});

test('queues experiments behind the one that runs, and keeps the queue over a reload', async ({
  page,
}) => {
  await openExperiments(page);
  await chooseSweep(page, 'context', { steps: ENDLESS });
  const sweep = sweepOf(page);
  await sweep.getByRole('button', { name: 'Run · 3 runs' }).click();
  await expect(sweep.getByRole('progressbar')).toBeVisible();
  const papers = papersOf(page);
  await papers.getByRole('button', { name: 'Run all' }).click();
  await expect(papers.getByText('queued')).toHaveCount(5);
  await papers.getByRole('button', { name: 'Take out' }).first().click();
  await expect(papers.getByText('queued')).toHaveCount(4);
  await sweep.getByRole('button', { name: 'Cancel' }).click();
  await expect(sweep.getByRole('button', { name: 'Run · 3 runs' })).toBeVisible();

  await reload(page);
  await expect(button(page, 'Train all three')).toBeEnabled();
  await papers.getByRole('button', { name: 'Start what waits · 4' }).click();
  await expect(papers.getByRole('progressbar')).toBeVisible();
  await expect(papers.getByText('queued')).toHaveCount(3);
  await papers.getByRole('button', { name: 'Cancel' }).click();
  await expect(papers.getByRole('progressbar')).toHaveCount(0);
});
