import type { Page } from '@playwright/test';
import { expect, test } from './harness';
import {
  alert,
  button,
  count,
  fileInput,
  fillSentence,
  gotoAnew,
  open,
  passStep,
  paste,
  small,
  specimen,
  tab,
  tokens,
} from './page';

const W84 = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaftlich';
const W300 = 'acgtagcttagc'.repeat(25);
const LINK = `https://example.org/${'without-a-space-'.repeat(8)}/index.php?query=abcdefghijklm#end`;
const NAMES = ['Anna', 'Bob', 'Carl', 'Dora', 'Emil', 'Frida'];
const LONG_WORDS = Array.from({ length: 20 }, (_, i) => {
  const [a, b, c] = [0, 1, 2].map((n) => NAMES[(i + n) % 6]);
  return `${a} wrote ${W84} here. ${b} read ${W300} there. ${c} saw ${LINK} today.`;
}).join('\n\n');
const READS = Array.from({ length: 40 }, (_, i) =>
  Array.from({ length: 130 }, (_, j) => 'acgt'[(i * j + (j >> 2) + i) % 4]).join(''),
).join('\n\n');

/** On a desktop screen and on a phone, nothing may stick out to the side. */
async function expectNoWider(page: Page, what: string) {
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 900 });
    const wider = () =>
      page.evaluate(() => {
        const lists = document.querySelectorAll('[role="list"], section[tabindex="0"]');
        const boxes = Array.from(lists, (list) => list.parentElement!);
        return [document.documentElement, ...boxes]
          .filter((box) => box.scrollWidth > box.clientWidth)
          .map((box) => `${box.tagName} ${box.className} ${box.scrollWidth} > ${box.clientWidth}`);
      });
    await expect.poll(wider, { message: `${what}, ${width} px wide` }).toEqual([]);
  }
}

test('a word longer than a line widens nothing, and its reason is true', async ({ page }) => {
  await open(page, small({ maxPositionEmbeddings: 160, batchSize: 4, minFrequency: 100 }));
  await tab(page, 'Edit').click();
  const name = `${'a_file_name_without_any_space_'.repeat(5)}.txt`;
  const file = { name, mimeType: 'text/plain', buffer: Buffer.from(LONG_WORDS) };
  await fileInput(page).setInputFiles(file);
  await expect.poll(() => count(page, 'sentences')).toBe(60);
  await expect(alert(page)).toContainText('words of more than 100 characters');
  await expect(alert(page)).toContainText('“Characters”');
  await expect(alert(page)).not.toContainText('larger vocabulary');
  await button(page, 'Train').click();
  await passStep(page, 2);
  await button(page, 'Pause').click();
  await expectNoWider(page, 'a sentence of the text');
  for (const view of ['Tokens', 'Masked'] as const) {
    await tab(page, view).click();
    await expect(tokens(page).first()).toBeVisible();
    await expectNoWider(page, view);
  }
  await tab(page, 'Tokens').click();
  await button(page, 'Vocabulary').click();
  await expectNoWider(page, 'the vocabulary');
  await fillSentence(page, `Anna wrote ${W84} and ____ ${W300} there.`);
  const lacking = page.getByRole('list', { name: 'Words that the vocabulary lacks' });
  await expect(lacking).toContainText('is read as one [UNK]: it has more than 100 characters');
  // The same word as a blank.
  await specimen(page).getByRole('button', { name: W84 }).click();
  await expect(
    specimen(page)
      .getByRole('button', { name: /^blank/ })
      .first(),
  ).toBeVisible();
  await expectNoWider(page, 'a sentence of one’s own');
  await button(page, 'Keep run').click();
  await expect(page.getByText(/step .* kept/)).toBeVisible();
  await page.getByRole('navigation').getByText('Library').click();
  await expect(page.getByRole('heading', { name })).toBeVisible();
  await expectNoWider(page, 'the library');
});

test('where nothing can be masked there is no loss and no training, until characters are tokens', async ({
  page,
}) => {
  await open(page, small({ tokenizer: 'word' }));
  await paste(page, READS);
  await expect.poll(() => count(page, 'sentences')).toBe(40);
  await tab(page, 'Masked').click();
  await expect(page.getByText('0 of 0 tokens selected')).toBeVisible();
  await button(page, 'Train').click();
  await expect(page.getByText('Nothing is hidden, so there is nothing to learn.')).toBeVisible();
  await expect(page.getByText('No exam: every token of the held-out sentences')).toBeVisible();
  for (const id of ['train-loss', 'eval-loss', 'eval-accuracy']) {
    await expect(page.getByTestId(id)).toHaveText('–');
  }
  await expect(page.locator('html')).not.toHaveAttribute('data-writing'); // the text is saved
  await gotoAnew(page, small({ tokenizer: 'character' }));
  await expect.poll(() => count(page, 'tokens')).toBe(40 * 130);
  await expect(alert(page)).toHaveCount(0);
  await expect(specimen(page)).toContainText(/longer than the 14 tokens .* Raise the sequence/);
  await button(page, 'Train').click();
  await passStep(page, 20);
  await expect(page.getByTestId('train-loss')).toHaveText(/^\d+\.\d+$/);
});

test('short lines are masked at the ratio that is set, and the exam says at which ratio it masks', async ({
  page,
}) => {
  const lines = Array.from(
    { length: 200 },
    (_, i) => `${['yes', 'no', 'oh'][i % 3]} ${NAMES[i % 5]}`,
  );
  await open(page, small({ maxPositionEmbeddings: 32 }));
  await paste(page, lines.join('\n\n'));
  await expect.poll(() => count(page, 'sentences')).toBe(200);
  await tab(page, 'Masked').click();
  const drawn = async () => {
    const fates = await tokens(page).evaluateAll((all) => all.map((one) => one.dataset.fate));
    return fates.filter((fate) => fate !== undefined).length / fates.length;
  };
  // The list also has the held-out lines, none of which is masked.
  await expect.poll(drawn).toBeGreaterThan(0.08);
  expect(await drawn()).toBeLessThan(0.2);
  await button(page, 'Step').click();
  await expect(page.getByTestId('step')).toHaveText('1');
  // Nearly every held-out window is one line of two words, and one of the two is masked.
  const said = page.getByText(/^Exam: .* of the tokens, all hidden/);
  await expect(said).toBeVisible();
  const share = Number(/blanks, ([\d.]+)/.exec((await said.textContent()) ?? '')?.[1]);
  expect(share).toBeGreaterThan(30);
  expect(share).toBeLessThanOrEqual(50);
});
