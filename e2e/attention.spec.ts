import type { Page } from '@playwright/test';
import { formatCount } from '../src/base/format';
import { expect, test } from './harness';
import {
  attention,
  button,
  noteValues,
  open,
  passStep,
  ready,
  small,
  specimen,
  stepOf,
} from './page';

const canvas = (page: Page) => attention(page, 1, 1).locator('canvas');
const pixels = (page: Page) =>
  canvas(page).evaluate((element: HTMLCanvasElement) => element.toDataURL());

/** How many colours a map has: one where there is no difference. */
const colours = (page: Page) =>
  canvas(page).evaluate((element: HTMLCanvasElement) => {
    const { data } = element.getContext('2d')!.getImageData(0, 0, element.width, element.height);
    return new Set(
      Array.from({ length: data.length / 4 }, (_, i) => data.slice(4 * i, 4 * i + 3).join()),
    ).size;
  });

const slider = (page: Page) => page.getByRole('slider', { name: 'Step shown' });
const compare = (page: Page) => page.getByRole('combobox', { name: 'Difference from' });
const panel = (page: Page) => page.getByRole('region', { name: 'Attention' });
const curve = (page: Page) => page.getByRole('figure', { name: 'Loss curve' });
const CURSOR = '.recharts-reference-line.moment line';
const cursor = (page: Page) => curve(page).locator(CURSOR);

/** Trains for some hundred steps, and then rests. */
async function trainAWhile(page: Page): Promise<void> {
  // With whole words more than one sentence fits into a window.
  await open(page, small({ vocabSize: 1024 }));
  await ready(page);
  await expect(button(page, 'Play recording')).toBeDisabled();
  await button(page, 'Train').click();
  await passStep(page, 300);
  await button(page, 'Pause').click();
  await expect(button(page, 'Train')).toBeVisible();
  await expect(attention(page, 1, 1)).toHaveAttribute('data-step', String(await stepOf(page)));
}

test('plays a run back: maps, guesses and the cursor of the curve move together', async ({
  page,
}) => {
  await trainAWhile(page);
  const newest = await stepOf(page);
  await expect(cursor(page)).toHaveCount(0);

  const steps = await noteValues(attention(page, 1, 1), 'data-step');
  const values = await noteValues(slider(page), 'aria-valuetext');
  const names = await noteValues(button(page, 'Play recording'), 'aria-label');
  const places = await noteValues(curve(page), 'x1', CURSOR);
  await button(page, 'Play recording').click();
  await expect(button(page, 'Play recording')).toBeVisible();
  expect(await names()).toEqual(['Stop playing', 'Play recording']);

  const played = (await steps()).map(Number);
  // From the start to the newest step, close together at first: the Fibonacci numbers.
  expect(played.slice(0, 9)).toEqual([0, 1, 2, 3, 5, 8, 13, 21, 34]);
  expect(played.at(-1)).toBe(newest);
  expect((await values()).at(0)).toBe('step 0');
  expect((await values()).at(-1)).toBe(`step ${newest}, live`);
  const xs = (await places()).map(Number);
  expect(xs.length).toBeGreaterThan(3);
  expect(xs).toEqual(xs.toSorted((a, b) => a - b));
  await expect(cursor(page)).toHaveCount(0);

  // Moving the slider stops it there.
  await button(page, 'Play recording').click();
  const shown = async () => Number(await attention(page, 1, 1).getAttribute('data-step'));
  await expect.poll(shown).toBeGreaterThan(5); // else the fill might change nothing
  await slider(page).fill('4');
  await expect(button(page, 'Play recording')).toBeVisible();
  await expect(attention(page, 1, 1)).toHaveAttribute('data-step', '5');
  await expect(specimen(page)).toContainText('as of step 5');
  await button(page, 'Back to the first recording').click();
  await expect(attention(page, 1, 1)).toHaveAttribute('data-step', '0');
  await button(page, '→ live').click();
  await expect(specimen(page)).not.toContainText('as of step');

  // Another sentence has no recordings from before it was chosen.
  await expect(panel(page)).not.toContainText('recorded from');
  await button(page, 'Next sentence').click();
  await expect(panel(page)).toContainText(`recorded from step ${formatCount(newest)} on`);
});

test('compares each head with the first step, or with one that was pinned', async ({ page }) => {
  await trainAWhile(page);
  const newest = formatCount(await stepOf(page));
  const now = await pixels(page);
  await expect(panel(page)).toContainText(`step ${newest} · row looks at column`);
  await compare(page).selectOption('step 0');
  await expect(panel(page)).toContainText(`step ${newest} minus step 0`);
  await expect(panel(page)).toContainText('ink: more');
  await expect.poll(() => colours(page)).toBeGreaterThan(1);
  const change = await pixels(page);
  expect(change).not.toBe(now);

  // At the first step nothing has changed yet: an empty map.
  await slider(page).fill('0');
  await expect.poll(() => colours(page)).toBe(1);
  await expect(cursor(page)).toHaveCount(1);

  await slider(page).fill('6');
  await button(page, 'Pin this step').click();
  await expect(panel(page)).toContainText('step 13 minus step 13, pinned');
  await expect.poll(() => colours(page)).toBe(1);
  await button(page, '→ live').click();
  await expect(panel(page)).toContainText(`step ${newest} minus step 13, pinned`);
  await expect.poll(() => colours(page)).toBeGreaterThan(1);

  // In numbers with signs: more attention in one place is less in another.
  await button(page, 'Enlarge layer 1, head 1').click();
  await button(page, 'What [CLS] looks at').focus();
  const reading = attention(page, 1, 1).locator('figcaption');
  await expect(reading).toContainText('percentage points against step 13, pinned');
  await expect(reading).toContainText(/\+\d+\.\d/);
  await expect(reading).toContainText(/−\d+\.\d/);
  await button(page, 'All heads').click();

  await compare(page).selectOption('nothing');
  await expect.poll(() => pixels(page)).toBe(now);
  await compare(page).selectOption('step 13, pinned');
  await expect.poll(() => pixels(page)).not.toBe(now);

  // Another sentence has a history of its own, without the pinned step.
  await button(page, 'Next sentence').click();
  await expect(compare(page)).toHaveValue('nothing');
  await expect(compare(page).getByRole('option', { name: 'pinned' })).toHaveCount(0);
});
