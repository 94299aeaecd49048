import type { Page } from '@playwright/test';
import { expect, test } from './harness';
import {
  attention,
  button,
  count,
  fillSentence,
  guesses,
  noteValues,
  open,
  openOwnText,
  paste,
  patiently,
  sentenceBox,
  small,
  specimen,
  takeFirstStep,
  textbox,
} from './page';

async function openTrained(page: Page, address = small()): Promise<void> {
  await openOwnText(page, address);
  await takeFirstStep(page);
}

async function fill(page: Page, sentence: string): Promise<void> {
  await fillSentence(page, sentence);
  await expect(sentenceBox(page)).toHaveCount(0);
}

const lists = (page: Page) => page.getByRole('list', { name: /^Guesses for blank \d+$/ });

test('says whether the first guess is the word, and fills [MASK], ___ and several blanks', async ({
  page,
}) => {
  await openOwnText(page);
  await expect(guesses(page, 1).getByRole('listitem')).toHaveCount(5);
  // Nothing is wrong before the first step.
  await expect(specimen(page)).toContainText(/the word: “\p{L}+”/u);
  await expect(specimen(page)).not.toContainText(/[✓✗] (right|wrong)/);
  await takeFirstStep(page);
  const place =
    /✓ right: \p{L}|✗ wrong: the word is “\p{L}+”, (under )?[\d.]+\s%, \d+(st|nd|rd|th) of \d+/u;
  await expect(specimen(page)).toContainText(place);
  // Of a sentence of the person's own nobody knows the word.
  await fill(page, 'Mira has a [MASK] goat.');
  await expect(specimen(page)).not.toContainText(/the word|✓ right|✗ wrong/);
  await expect(lists(page)).toHaveCount(1);
  await expect(guesses(page, 1).getByRole('listitem')).toHaveCount(5);
  await expect(specimen(page).getByRole('button', { name: 'goat' })).toBeVisible();

  await fill(page, 'The ___ sleeps near the ____.');
  await expect(lists(page)).toHaveCount(2);
  for (const blank of [1, 2]) {
    await expect(guesses(page, blank).getByRole('listitem')).toHaveCount(5);
    const texts = await guesses(page, blank).getByRole('listitem').allTextContents();
    const shares = texts.map((text) => Number(/ (\S+) %$/.exec(text)?.[1]));
    expect(shares).toEqual([...shares].sort((a, b) => b - a));
    expect(shares.reduce((a, b) => a + b, 0)).toBeLessThanOrEqual(101);
    expect(shares[0]).toBeGreaterThan(0);
  }
  await button(page, 'Edit sentence').click();
  const box = sentenceBox(page);
  await expect(box).toHaveValue('The ___ sleeps near the ____.');
  await box.press('Escape');
  await expect(lists(page)).toHaveCount(2);

  // A click on a word makes it a blank, and back.
  await fill(page, 'Mira has a ___ goat.');
  const word = specimen(page).getByRole('button', { name: 'goat', exact: true });
  await expect(word).toHaveAttribute('aria-pressed', 'false');
  await word.click();
  await expect(lists(page)).toHaveCount(2);
  await expect(guesses(page, 2).getByRole('listitem')).toHaveCount(5);
  await expect(word).toHaveCount(0); // nothing gives the hidden word away
  const blank = specimen(page).getByRole('button', { name: /^blank 2, guess / });
  await expect(blank).toHaveAttribute('aria-pressed', 'true');
  await blank.click();
  await expect(word).toHaveAttribute('aria-pressed', 'false');
  await expect(lists(page)).toHaveCount(1);
});

test('the box gives back what it was opened with, and an edited sentence keeps its words', async ({
  page,
}) => {
  await openTrained(page);
  const words = specimen(page).locator('button[aria-pressed]');
  const box = sentenceBox(page);
  await expect(specimen(page)).toContainText('held out');
  await expect(guesses(page, 1).getByRole('listitem')).toHaveCount(5);
  const before = await words.allTextContents();
  await button(page, 'Edit sentence').press('Enter');
  await expect(box).toHaveValue(/\[MASK\]/);
  const value = await box.inputValue();
  await box.press('Enter');
  await expect(button(page, 'Edit sentence')).toBeFocused();
  await expect(words).toHaveText(before);
  await expect(specimen(page)).toContainText('held out');

  // With one word more the blanks stay the same, and a click still reveals the word.
  await fill(page, `${value.slice(0, -1)} Mira.`);
  await expect(specimen(page)).toContainText('your sentence');
  const blank = specimen(page).getByRole('button', { name: /^blank 1, guess / });
  const blanks = await lists(page).count();
  await blank.click();
  await expect(lists(page)).toHaveCount(blanks - 1);

  // What looks like a blank can be escaped, and the usual ways to write one all work.
  await button(page, 'Edit sentence').click();
  await box.fill('Mira \\___ __init__ ［ MASK_1 ］<mask>');
  await expect(box).toHaveAccessibleDescription(/2 blanks so far: those that touch are the pieces/);

  // While an input method is composing, Enter and Escape belong to it.
  const keys = await page.context().newCDPSession(page);
  await box.press('End');
  await keys.send('Input.imeSetComposition', { text: 'か', selectionStart: 1, selectionEnd: 1 });
  await page.keyboard.press('Escape');
  await page.keyboard.press('Enter');
  await expect(box).toBeVisible();
  await keys.send('Input.insertText', { text: '我' });
  await page.keyboard.press('Enter');
  await expect(lists(page)).toHaveCount(2);
  const shown = ['Mira', '_', '_', '_', '_', '_', 'init', '_', '_'];
  await expect(words.filter({ hasText: /^(\p{L}+|_)$/u })).toHaveText([...shown, '我']);
  await button(page, 'Edit sentence').click();
  await expect(box).toHaveValue('Mira \\___ __init__ ［ MASK_1 ］<mask>我');
  await box.press('Escape');
  await expect(button(page, 'Edit sentence')).toBeFocused();

  await fill(page, `The ${'_'.repeat(90)} sleeps.`);
  await expect(lists(page)).toHaveCount(1);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(1440);
});

test('a letter in another spelling is the same letter', async ({ page }) => {
  await open(page);
  // é as Macs write it in file names, and fi as one letter, as in some printed books.
  const days = ['red', 'old', 'new'].map(
    (kind) =>
      `We ﬁnd the ${kind} cafe\u0301 in the town. The ${kind} cafe\u0301 sells tea and cake.`,
  );
  await paste(page, Array(10).fill(days).flat().join('\n\n'));
  await expect.poll(() => count(page, 'sentences')).toBe(60);
  await expect(textbox(page)).toHaveValue(/^We find the red cafe\u0301/);
  await fill(page, 'We ﬁnd the ___ caf\u00e9.');
  const word = specimen(page).getByRole('button', { name: 'caf\u00e9', exact: true });
  await expect(word).toBeVisible();
  await expect(specimen(page).getByRole('button', { name: 'find', exact: true })).toBeVisible();
  await expect(specimen(page)).not.toContainText('not in the vocabulary');

  // A key that types two letters as one form leaves the caret in its place.
  await textbox(page).evaluate((box: HTMLTextAreaElement) => {
    box.focus();
    box.setSelectionRange(3, 3);
  });
  await page.keyboard.insertText('\ufefb');
  await page.keyboard.insertText('!');
  await expect(textbox(page)).toHaveValue(/^We \u0644\u0627!find/);
});

test('a word that the model cannot see from the blank is hatched, and says so', async ({
  page,
}) => {
  await openTrained(page, small({ context: 'left' }));
  await fill(page, 'Mira has a ___ goat.');
  const word = (name: string) => specimen(page).getByRole('button', { name, exact: true });
  const why = 'Not seen from the blank: the model looks only at what stands before it';
  await expect(word('goat')).toHaveAccessibleDescription(why);
  await expect(word('goat')).toHaveCSS('background-image', /gradient/);
  await expect(word('has')).toHaveAccessibleDescription('');
  await expect(word('has')).toHaveCSS('background-image', 'none');
  // With two blanks the newest counts, since the model looks from there.
  await word('has').click();
  await expect(word('a')).toHaveAccessibleDescription(why);
  await expect(word('Mira')).toHaveAccessibleDescription('');
});

test('guesses follow the training, step by step and live', async ({ page }) => {
  await openTrained(page, small({ learningRate: 0.003 }));
  await fill(page, 'In the morning Mira walks to the ___ with the goat.');
  const list = guesses(page, 1);
  await expect(list.getByRole('listitem')).toHaveCount(5);
  const before = await list.textContent();
  for (const step of [2, 3, 4, 5]) {
    await button(page, 'Step').click();
    await expect(attention(page, 1, 1)).toHaveAttribute('data-step', `${step}`);
  }
  await expect.poll(() => list.textContent()).not.toBe(before);

  const seen = await noteValues(list);
  await button(page, 'Train').click();
  await patiently.poll(async () => new Set(await seen()).size).toBeGreaterThan(3);
  await patiently(list.getByRole('listitem').first()).toHaveText(/^(hill|field|pond) /);
});

/** For each row and column of a head's map as drawn: whether the cell differs from an empty one. */
async function marked(page: Page, head: number): Promise<boolean[][]> {
  return attention(page, 1, head)
    .locator('canvas')
    .evaluate((element) => {
      const canvas = element as HTMLCanvasElement;
      const { width: T } = canvas;
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, T, T);
      const probe = document.createElement('canvas').getContext('2d')!;
      probe.fillStyle = getComputedStyle(document.documentElement).getPropertyValue('--raised');
      probe.fillRect(0, 0, 1, 1);
      const empty = probe.getImageData(0, 0, 1, 1).data;
      return Array.from({ length: T }, (_, i) =>
        Array.from({ length: T }, (_, j) =>
          [0, 1, 2].some((c) => data[4 * (i * T + j) + c] !== empty[c]),
        ),
      );
    });
}

/** Whether any token looks at one before it, or at one after it, in either head. */
async function looks(page: Page): Promise<{ before: boolean; after: boolean }> {
  const maps = [await marked(page, 1), await marked(page, 2)];
  const some = (side: (i: number, j: number) => boolean) =>
    maps.some((map) => map.some((row, i) => row.some((cell, j) => cell && side(i, j))));
  return { before: some((i, j) => j < i), after: some((i, j) => j > i) };
}

test('before only and after only leave the other side empty, and a map reads a row', async ({
  page,
}) => {
  await openTrained(page);
  await fill(page, 'Mira has a ___ goat.');
  await expect.poll(() => looks(page)).toEqual({ before: true, after: true });

  await page.getByText('before', { exact: true }).click();
  await expect(page.getByRole('radio', { name: 'Before only' })).toBeChecked();
  await expect.poll(() => looks(page)).toEqual({ before: true, after: false });
  await expect(specimen(page)).toContainText(/[1-9]\d* %/);
  await expect(specimen(page)).toContainText(/\b0 % after/);

  await page.getByText('after', { exact: true }).click();
  await expect.poll(() => looks(page)).toEqual({ before: false, after: true });
  await expect(specimen(page)).toContainText('before 0 %');

  await takeSecondStep(page);
  expect(await looks(page)).toEqual({ before: false, after: true });

  await page.getByText('both', { exact: true }).click();
  await expect.poll(() => looks(page)).toEqual({ before: true, after: true });

  // The large map reads a row in numbers.
  await button(page, 'Enlarge layer 1, head 1').click();
  await page.getByRole('button', { name: 'What [MASK] looks at' }).focus();
  const reading = attention(page, 1, 1).locator('figcaption');
  await expect(reading).toContainText('[MASK] looks at');
  const figures = (await reading.textContent())?.match(/\d+ %/g) ?? [];
  const shares = figures.map((figure) => Number.parseInt(figure, 10));
  expect(shares.length).toBeGreaterThanOrEqual(5);
  expect(shares).toEqual([...shares].sort((a, b) => b - a));
  expect(shares[0]).toBeGreaterThan(0);
  expect(shares.reduce((a, b) => a + b, 0)).toBeLessThanOrEqual(105); // Each is rounded.
});

async function takeSecondStep(page: Page): Promise<void> {
  await button(page, 'Step').click();
  await expect(attention(page, 1, 1)).toHaveAttribute('data-step', '2');
}
