import type { Page } from '@playwright/test';
import { violations } from './axe';
import { expect, test } from './harness';
import {
  attention,
  button,
  count,
  fillSentence,
  guesses,
  open,
  paste,
  reload,
  sentenceBox,
  small,
  specimen,
  tab,
  takeFirstStep,
  textbox,
} from './page';

const FRENCH = 'Il ne sait pas où elle est dans la ville. '.repeat(20);
const HEBREW = [
  'הילד הלך אל הים בבוקר, והוא לא ראה את הספינה.',
  'הדייג חזר מן הנמל בערב, והוא לא מצא את הרשת.',
  'המורה ישב על החול עם הספר של דוד, והוא קרא כל היום.',
];
const ARABIC = [
  'ذهب الولد إلى البحر في الصباح، ثم قرأ كتابا عن السفن.',
  'رجع الصياد من الميناء في المساء، ولم يجد الشبكة التي كانت هناك.',
  'جلس المعلم على الرمل مع المكتبات، وكان البحر هادئا.',
];

const language = (page: Page) => page.getByRole('combobox', { name: 'Language', exact: true });
const lists = (page: Page) => page.getByRole('list', { name: 'Tokens', exact: true });

test('the language of a text is detected, can be chosen, and is marked wherever its words stand', async ({
  page,
}) => {
  await open(page);
  await tab(page, 'Edit').click();
  await expect(language(page).locator('option:checked')).toHaveText('Detected: English');
  await paste(page, FRENCH);
  await expect(language(page).locator('option:checked')).toHaveText('Detected: French');
  await expect(textbox(page)).toHaveAttribute('lang', 'fr');
  await expect(specimen(page).locator('p[lang]')).toHaveAttribute('lang', 'fr');

  await language(page).selectOption({ label: 'Catalan' });
  await expect(textbox(page)).toHaveAttribute('lang', 'ca');
  await expect(specimen(page).locator('p[lang]')).toHaveAttribute('lang', 'ca');
  await tab(page, 'Tokens').click();
  await expect(lists(page)).toHaveAttribute('lang', 'ca');

  await reload(page);
  await tab(page, 'Edit').click();
  await expect(language(page)).toHaveValue('ca');
  await language(page).selectOption({ label: 'Detected: French' });
  await expect(textbox(page)).toHaveAttribute('lang', 'fr');
});

/** Left edges of the sentence's tokens, [CLS] first. */
const lefts = (page: Page) =>
  specimen(page)
    .locator('[data-place]')
    .evaluateAll((places) => places.map((place) => Math.round(place.getBoundingClientRect().x)));

const isFalling = (values: readonly number[]) =>
  values.every((value, i) => i === 0 || value < values[i - 1]!);

test('a Hebrew sentence stands from right to left, with its arcs, guesses and maps', async ({
  page,
}) => {
  await open(page, small({ maxPositionEmbeddings: 32 }));
  await tab(page, 'Edit').click();
  const editor = textbox(page);
  await expect(editor).toHaveAttribute('dir', 'ltr');
  await paste(page, Array.from({ length: 60 }, (_, i) => HEBREW[i % 3]).join(' '));
  await expect(editor).toHaveAttribute('dir', 'rtl');
  await expect.poll(() => count(page, 'sentences')).toBe(60);
  await takeFirstStep(page);
  await button(page, 'Edit sentence').click();
  const box = sentenceBox(page);
  await box.fill('הילד ___ אל ___ 2.1 New York בבוקר.');
  await expect(box).toHaveAttribute('dir', 'rtl');
  await box.press('Enter');
  await expect(guesses(page, 2).getByRole('listitem')).toHaveCount(5);
  await expect(specimen(page).locator('p[lang]')).toHaveAttribute('lang', 'he');

  // Each word is to the left of the one before; but numbers and English read as they do everywhere.
  const places = await lefts(page);
  const words = await specimen(page).getByRole('button', { pressed: false }).allTextContents();
  const two = await specimen(page).getByRole('button', { name: '2', exact: true }).boundingBox();
  const one = await specimen(page).getByRole('button', { name: '1', exact: true }).boundingBox();
  expect(words).toContain('2');
  expect(two!.x).toBeLessThan(one!.x);
  const [newX, yorkX] = await Promise.all(
    ['New', 'York'].map(async (name) => {
      const named = specimen(page).getByRole('button', { name, exact: true });
      return (await named.boundingBox())!.x;
    }),
  );
  expect(newX).toBeLessThan(yorkX!);
  expect(places[0]).toBe(Math.max(...places));
  expect(places.at(-1)).toBe(Math.min(...places));
  const blanks = await specimen(page).getByRole('button', { pressed: true }).all();
  const at = await Promise.all(blanks.map(async (blank) => (await blank.boundingBox())!.x));
  expect(isFalling(at)).toBe(true);
  const columns = [await guesses(page, 1).boundingBox(), await guesses(page, 2).boundingBox()];
  expect(columns[0]!.x).toBeGreaterThan(columns[1]!.x + columns[1]!.width - 1);

  const before = specimen(page).getByText(/^before \d/);
  const after = specimen(page).getByText(/ after$/);
  expect((await before.boundingBox())!.x).toBeGreaterThan((await after.boundingBox())!.x);
  await expect(specimen(page)).not.toContainText(/\b(left|right)\b/);
  await expect(attention(page, 1, 1).locator('canvas')).toHaveCSS(
    'transform',
    'matrix(-1, 0, 0, 1, 0, 0)',
  );
  await button(page, 'Enlarge layer 1, head 1').click();
  const large = attention(page, 1, 1);
  const label = await large.getByRole('button', { name: 'What [CLS] looks at' }).boundingBox();
  expect(label!.x).toBeGreaterThan((await large.locator('canvas').boundingBox())!.x);
  await tab(page, 'Tokens').click();
  await expect(lists(page)).toHaveAttribute('dir', 'rtl');
  const chips = lists(page).getByRole('listitem');
  const [first, second] = [await chips.nth(0).boundingBox(), await chips.nth(1).boundingBox()];
  expect(first!.x).toBeGreaterThan(second!.x);
  await lists(page).press('ArrowLeft');
  await lists(page).press('ArrowLeft');
  await expect(lists(page).locator('[data-chosen]')).toHaveAttribute('data-index', '1');
  expect(await violations(page, 'light')).toEqual([]);
});

test('Arabic letters join across the pieces of a word', async ({ page }) => {
  await open(page, small({ maxPositionEmbeddings: 32, vocabSize: 120 }));
  await paste(page, Array.from({ length: 60 }, (_, i) => ARABIC[i % 3]).join(' '));
  await expect.poll(() => count(page, 'sentences')).toBe(60);
  await takeFirstStep(page);
  await fillSentence(page, 'جلس ___ مع البحارين');
  const word = specimen(page).getByRole('button', { name: 'البحارين', exact: true });
  expect(await word.locator('[data-place]').count()).toBeGreaterThan(1);
  // Letters that do not join take more room, so the word must be as wide as it is in one piece.
  const widths = await word.evaluate((element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    const inPieces = range.getBoundingClientRect().width;
    element.replaceChildren(element.textContent ?? '');
    range.selectNodeContents(element);
    return [inPieces, range.getBoundingClientRect().width] as const;
  });
  expect(widths[0]).toBeCloseTo(widths[1], 0);
});
