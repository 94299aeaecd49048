import type { Page } from '@playwright/test';
import { expect, test } from './harness';
import { button, count, noteValues, open, passStep, ready, small, tab, textbox } from './page';
import { OWN_SENTENCES, OWN_TEXT, VARIED_TEXT } from './text';

const SCREENS = [
  { width: 1440, height: 900 },
  { width: 820, height: 1180 },
  { width: 390, height: 844 },
];

/** How many lines of the training text can be seen, and are not behind something else. */
const linesInSight = (page: Page) =>
  textbox(page).evaluate((box) => {
    const { left, width, top, bottom } = box.getBoundingClientRect();
    const height = Number.parseFloat(getComputedStyle(box).lineHeight);
    let lines = 0;
    for (let y = top + height / 2; y < bottom; y += height) {
      if (document.elementFromPoint(left + width / 2, y) === box) lines++;
    }
    return lines;
  });

/** What is selected of the training text, where the caret is in it. */
const selected = (page: Page) =>
  page.evaluate(() => {
    const box = document.activeElement;
    if (!(box instanceof HTMLTextAreaElement)) return undefined;
    return box.value.slice(box.selectionStart, box.selectionEnd);
  });

test('“your own text” and O lead to the text, all of it selected and in sight', async ({
  page,
}) => {
  for (const screen of SCREENS) {
    await page.setViewportSize(screen);
    await page.goto('about:blank');
    await open(page);
    await ready(page);
    await page.keyboard.press('o');
    await expect(textbox(page)).toBeFocused();
    expect(await selected(page)).toBe(await textbox(page).inputValue());
    await expect.poll(() => linesInSight(page)).toBeGreaterThan(4);
    await page.keyboard.insertText(OWN_TEXT);
    await expect(textbox(page)).toHaveValue(OWN_TEXT);

    // Once the editor has been fetched, too.
    await page.keyboard.press('Escape');
    await expect(button(page, 'Train')).toBeFocused();
    await button(page, 'your own text').click();
    expect(await selected(page)).toBe(OWN_TEXT);
  }
});

test('Ctrl and Enter train on what stands in the box, before it is prepared', async ({ page }) => {
  await open(page);
  await ready(page);
  await page.keyboard.press('o');
  await expect(textbox(page)).toBeFocused();
  await page.keyboard.insertText(OWN_TEXT);
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(button(page, 'Pause')).toBeFocused();
  await passStep(page, 1);
  expect(await count(page, 'sentences')).toBe(OWN_SENTENCES.length);
  expect(await page.evaluate(() => scrollY)).toBe(0);
});

test('behind the box comes Train on your text, where a letter is no language', async ({ page }) => {
  await open(page);
  await ready(page);
  await page.keyboard.press('o');
  await expect(textbox(page)).toBeFocused();
  await page.keyboard.insertText(OWN_TEXT);
  await expect(button(page, 'Train on your text')).toBeEnabled();
  await page.keyboard.press('Tab');
  await expect(button(page, 'Train on your text')).toBeFocused();
  await page.keyboard.press('t');
  await passStep(page, 1);
  await expect(button(page, 'Pause')).toBeFocused();
  await expect(page.getByRole('combobox', { name: 'Language' })).toHaveValue('');
});

test('the box and the list of tokens follow their tab as the next stop, with a ring', async ({
  page,
}) => {
  await open(page, small({ maxSteps: 100 }));
  await ready(page);
  const ring = (selector: string) =>
    page.locator(selector).evaluate((element) => getComputedStyle(element).outlineStyle);
  await tab(page, 'Masked').click();
  await page.keyboard.press('Tab');
  const list = page.getByRole('list', { name: 'Tokens' });
  await expect(list).toBeFocused();
  expect(await ring('.scroll-rest:has([aria-label="Tokens"])')).toBe('solid');
  await tab(page, 'Edit').click();
  await expect(textbox(page)).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(textbox(page)).toBeFocused();
});

test('a text pasted over a trained one is there at once, and the run behind it in Undo', async ({
  page,
}) => {
  // What Auto decides for the two texts differs: the run is not measured by what was decided for the other.
  await open(page, `./#backend=wasm&hiddenSize=16&numHiddenLayers=1&beginFrom=nothing`);
  await ready(page);
  await button(page, 'Train').click();
  await passStep(page, 2);
  const figures = await noteValues(page.getByRole('progressbar'), 'aria-valuetext');
  await page.keyboard.press('o');
  await expect(textbox(page)).toBeFocused();
  await page.keyboard.insertText(VARIED_TEXT);
  // The sentence is one of the new text, and nothing is faint or waits for an answer.
  await expect(page.getByTestId('step')).toHaveText('0');
  const isOfText = async () => {
    const shown = page.locator('[data-sentence] button[aria-pressed=false]');
    const words = (await shown.allInnerTexts()).map((word) => word.trim());
    const sentences = VARIED_TEXT.split(/(?<=\.) /);
    return sentences.some((sentence) => words.every((word) => sentence.includes(word)));
  };
  await expect.poll(isOfText).toBe(true);
  await expect(page.locator('[data-stale]')).toHaveCount(0);
  await expect(page.getByText('These results come from')).toHaveCount(0);
  await expect(button(page, 'Train')).toBeEnabled();
  await button(page, 'Train on your text').click();
  await passStep(page, 2);
  await expect(button(page, 'Train on your text')).toHaveCount(0);
  for (const text of await figures()) {
    const [step, end] = text.match(/\d+/g)!.map(Number);
    expect(step, text).toBeLessThanOrEqual(end!);
  }
});

test('a word of thousands of letters that is pasted stays in one line, which takes the browser no time', async ({
  page,
}) => {
  await open(page, small());
  await tab(page, 'Edit').press('Enter'); // what arrives may move it under the mouse
  const wrapping = () => textbox(page).evaluate((box) => getComputedStyle(box).overflowWrap);
  expect(await wrapping()).toBe('break-word');
  // What is pasted is laid out before the page hears of the new text.
  await textbox(page).evaluate((box) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', 'x'.repeat(3000));
    box.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
  });
  expect(await wrapping()).toBe('normal');
  await textbox(page).fill(`${OWN_TEXT} ${'x'.repeat(3000)}`);
  expect(await wrapping()).toBe('normal');
  await textbox(page).fill(OWN_TEXT);
  await expect.poll(wrapping).toBe('break-word');
});
