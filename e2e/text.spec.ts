import { writeFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { EDITABLE_CHARACTERS } from '../src/config/textLimits';
import { expect, test } from './harness';
import {
  button,
  count,
  fileInput,
  guesses,
  KERNELS,
  open,
  openOwnText,
  partLink,
  passStep,
  paste,
  patiently,
  ready,
  reload,
  small,
  specimen,
  tab,
  textbox,
  textChoice,
  tokens,
} from './page';
import { OWN_SENTENCES, OWN_TEXT } from './text';

/** The fate of each token on the Masked tab; after a setting has changed, they follow a moment later. */
const fates = (page: Page) =>
  tokens(page).evaluateAll((items) => items.map((item) => item.dataset.fate ?? 'none'));

const share = (list: readonly string[]) =>
  list.filter((fate) => fate !== 'none').length / list.length;

test('counts a text, and draws again; the same seed draws the same after a reload', async ({
  page,
}) => {
  await openOwnText(page);
  expect(await count(page, 'characters')).toBe(OWN_TEXT.length);
  const words = OWN_TEXT.match(/\w+|\./g)!.length;
  expect(await count(page, 'tokens')).toBeGreaterThanOrEqual(words);
  expect(await count(page, 'vocabulary')).toBeLessThanOrEqual(200);
  await expect(page.getByLabel('Counts').locator('div', { hasText: 'unknown' })).toContainText(
    '0 %',
  );

  await tab(page, 'Masked').click();
  await expect(tokens(page).first()).toBeVisible();
  const first = await fates(page);
  await button(page, 'Draw again').click();
  await expect.poll(() => fates(page)).not.toEqual(first);
  const second = await fates(page);

  await reload(page);
  await expect(tokens(page).first()).toBeVisible();
  expect(await fates(page)).toEqual(first);
  await button(page, 'Draw again').click();
  await expect.poll(() => fates(page)).toEqual(second);
});

test('shows tokens with ids, pieces joined to their word and special tokens', async ({ page }) => {
  await openOwnText(page, small({ vocabSize: 64 }));
  await tab(page, 'Tokens').click();
  await expect(tokens(page).first()).toHaveText('[CLS]');
  const chips = await tokens(page).evaluateAll((items) =>
    items.map((item) => ({
      id: Number(item.dataset.tokenId),
      written: item.textContent ?? '',
      title: item.getAttribute('title') ?? '',
      joined: item.dataset.joined !== undefined,
    })),
  );
  const special = chips.filter((chip) => chip.id < 5);
  expect(new Set(special.map((chip) => chip.written))).toEqual(new Set(['[CLS]', '[SEP]']));
  const joined = chips.filter((chip) => chip.joined);
  expect(joined.length).toBeGreaterThan(0);
  for (const { title, written, id } of joined) {
    expect(title).toContain(`##${written} · id ${id}`);
    expect(title).toMatch(/ · [\d\u202f]+ times/);
  }
  // The chips spell the text, in lower case: nothing is dropped or misplaced.
  let spelt = '';
  for (const chip of chips.filter((c) => c.id >= 5)) {
    spelt += chip.joined || chip.written === '.' ? chip.written : ` ${chip.written}`;
  }
  const shown = spelt.trim();
  expect(shown.length).toBeGreaterThan(400);
  expect(OWN_TEXT.toLowerCase().slice(0, shown.length)).toBe(shown);
});

test('masks by the ratio, with three fates, never a special token', async ({ page }) => {
  await openOwnText(page, small({ mlmProbability: 0.4 }));
  await tab(page, 'Masked').click();
  await expect(tokens(page).first()).toBeVisible();
  expect(new Set(await fates(page))).toEqual(new Set(['none', 'mask', 'random', 'keep']));

  const slider = page.getByRole('slider', { name: 'Mask ratio' });
  await slider.fill('10');
  await expect.poll(async () => share(await fates(page))).toBeLessThan(0.2);
  await slider.fill('60');
  await expect.poll(async () => share(await fates(page))).toBeGreaterThan(0.45);
  await slider.fill('100');
  await expect.poll(async () => share(await fates(page))).toBeGreaterThan(0.8);
  await tab(page, 'Tokens').click();
  const special = page.getByRole('list', { name: 'Tokens' }).getByText(/^\[(CLS|SEP)\]$/);
  await expect.poll(() => special.count()).toBeGreaterThan(4);
  const drawn = await special.evaluateAll((items) => items.filter((i) => i.dataset.fate).length);
  expect(drawn).toBe(0);
});

test('opens a text file, chosen or dropped', async ({ page }, info) => {
  const path = info.outputPath('farm.txt');
  writeFileSync(path, OWN_TEXT);
  await open(page);
  await ready(page);
  await tab(page, 'Edit').click();
  await fileInput(page).setInputFiles(path);
  await expect(textbox(page)).toHaveValue(OWN_TEXT);
  await expect(textChoice(page)).toContainText('farm.txt');
  await expect.poll(() => count(page, 'sentences')).toBe(OWN_SENTENCES.length);

  const other = OWN_SENTENCES.slice(0, 20).join(' ');
  const dropped = await page.evaluateHandle((text) => {
    const data = new DataTransfer();
    data.items.add(new File([text], 'half.md', { type: 'text/markdown' }));
    return data;
  }, other);
  await textbox(page).dispatchEvent('drop', { dataTransfer: dropped });
  await expect(textbox(page)).toHaveValue(other);
  await expect.poll(() => count(page, 'sentences')).toBe(20);
});

test('opens built-in texts and languages', async ({ page }) => {
  await open(page);
  await ready(page);
  await tab(page, 'Edit').click();
  const choice = textChoice(page);
  // One of each kind: unit tests prepare them all.
  const groups = choice.locator('optgroup');
  await expect(groups.and(page.locator('[label$="texts that the starter has read"]'))).toHaveCount(
    2,
  );
  const names = [
    ...(await groups.locator('option:first-child').allTextContents()),
    ...(await choice.locator('> option').allTextContents()).slice(0, 2),
  ];
  expect(names.length).toBeGreaterThanOrEqual(5);
  const texts = new Set<string>();
  for (const name of names) {
    await choice.selectOption({ label: name });
    await expect.poll(async () => texts.has(await textbox(page).inputValue())).toBe(false);
    const text = await textbox(page).inputValue();
    texts.add(text);
    expect(Buffer.byteLength(text)).toBeGreaterThanOrEqual(2000);
    // The box holds the beginning of a long text.
    if (text.length < EDITABLE_CHARACTERS) {
      await expect.poll(() => count(page, 'characters')).toBe(text.length);
    } else {
      await patiently.poll(() => count(page, 'sentences')).toBe(20_000);
    }
    await expect.poll(() => count(page, 'sentences')).toBeGreaterThan(40);
  }
  expect(texts.size).toBe(names.length);
});

test('keeps the view of a text, and draws a new one with fewer pieces while it trains', async ({
  page,
}) => {
  await open(page);
  await ready(page);
  await tab(page, 'Tokens').click();
  await partLink(page, 'Library').click();
  await expect(tab(page, 'Tokens')).toHaveCount(0);
  await partLink(page, 'Playground').click();
  await expect(tab(page, 'Tokens')).toHaveAttribute('aria-selected', 'true');

  await paste(page, 'Aa bb aa. Bb aa bb. '.repeat(6));
  await button(page, 'Train').click();
  await passStep(page, 0);
  await button(page, 'Pause').click();
  await expect(specimen(page).getByRole('button', { name: 'Edit sentence' })).toBeVisible();
  const plain = specimen(page).locator('button[aria-pressed=false]');
  await expect(plain.first()).toHaveText(/^(aa|bb)$/i);
});

test('trains on the pasted text, though the model for another is still being made', async ({
  page,
}) => {
  let release = () => {};
  const pasted = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(KERNELS, async (route) => {
    await pasted;
    await route.continue();
  });
  await open(page);
  await expect(page.getByText('Starting WASM')).toBeVisible();
  await paste(page, OWN_TEXT);
  await button(page, 'Train').click();
  release();
  await passStep(page, 0);
  await expect(page.getByText('the text has changed')).toHaveCount(0);
  await button(page, 'Pause').click();
  await expect(guesses(page, 1).getByRole('listitem')).toHaveCount(5);
  const words = await specimen(page).getByRole('button').allTextContents();
  expect(words).toContain('.');
  const known = new Set(OWN_TEXT.toLowerCase().match(/\w+/g));
  const plain = await specimen(page)
    .locator('button[aria-pressed=false]')
    .evaluateAll((items) => items.map((item) => item.getAttribute('aria-label') ?? ''));
  expect(plain.filter((word) => word !== '.' && !known.has(word.toLowerCase()))).toEqual([]);
});
