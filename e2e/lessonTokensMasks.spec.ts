import type { Locator, Page } from '@playwright/test';
import { expect, test } from './harness';
import { button, fillSentence, textbox, textChoice, tokens } from './page';

const lessons = (page: Page) => page.getByRole('complementary', { name: 'Lessons' });
const inLesson = (page: Page, name: string) =>
  lessons(page).getByRole('button', { name, exact: true });

/** The next step, once the present one has ended; its heading has the focus. */
async function next(page: Page, title: string): Promise<void> {
  await inLesson(page, 'Next').click();
  await expect(lessons(page).getByRole('heading', { name: title })).toBeFocused();
}

/** Tokens of the Masked view that met a fate. */
const met = (page: Page, fate: string): Locator =>
  page.locator(`[aria-label=Tokens] [data-fate=${fate}]`);

test('Scissors: one’s name, a word cut by hand, another story, and the story edited', async ({
  page,
}) => {
  await page.goto('./#lesson=tokens&backend=wasm');
  await lessons(page).getByLabel('Into how many pieces is your first name cut?').fill('2');
  await page.keyboard.press('Enter');
  await expect(inLesson(page, 'Do it for me')).toBeEnabled();
  await fillSentence(page, 'Annika ___');
  await expect(lessons(page)).toContainText('An·n·i·k·a: 5 pieces. You bet 2.');

  await next(page, 'Your scissors, its scissors');
  await inLesson(page, 'Cut between t and h').press('Enter');
  await inLesson(page, 'Bet').press('Enter');
  await fillSentence(page, 'The lighthouse ___');
  await expect(lessons(page)).toContainText(
    'You: light·house. The vocabulary cuts it into li·gh·th·ou·se. No cut is one of yours.',
  );

  await next(page, 'Another story, the same scissors?');
  await inLesson(page, 'In the same places').click();
  await textChoice(page).selectOption('The harbour at night');
  await expect(lessons(page)).toContainText(
    /The same word: li·gh·th·ou·se there, light·h·ou·se here\. The harbour at night has the piece light \d+ times/,
  );

  await next(page, 'Make your name one piece');
  const story = await textbox(page).inputValue();
  await textbox(page).fill(`${story} Annika sleeps. Nobody wakes Annika.`);
  await expect(lessons(page)).toContainText(
    /Annika is one piece, now that the story has it (twice|2 times)\. Before, it was An·n·i·k·a\./,
  );
  await next(page, 'What you saw');
  await expect(lessons(page)).toContainText('You did 4 of 4 steps yourself.');
  await inLesson(page, 'Back to my own text').click();
  await expect(lessons(page)).toHaveCount(0);
  await expect(textChoice(page).locator('option:checked')).toHaveText(/^Thirty nights/);
});

test('Three fates: five tokens under a cover, the fates by mouse and keys, five draws', async ({
  page,
}) => {
  await page.goto('./#lesson=masks&backend=wasm');
  const list = page.getByRole('list', { name: 'Tokens', exact: true });
  await expect(inLesson(page, 'Bet')).toBeVisible();
  await expect(tokens(page).first()).toBeVisible();
  await expect(inLesson(page, 'Do it for me')).toHaveCount(1);
  await expect(page.locator('[data-fate]')).toHaveCount(0);
  await expect(list).not.toContainText('[MASK]');
  const open = list.locator('[role=listitem]:not([data-held-out] *)');
  for (const i of [3, 5, 7, 9]) await open.nth(i).click();
  await open.nth(9).click(); // takes it back
  await expect(lessons(page)).toContainText('2 more tokens to choose');
  for (const i of [9, 11]) await open.nth(i).click();
  await inLesson(page, 'Bet').click();
  await expect(lessons(page)).toContainText(/\d of your 5 were selected/);
  await expect(met(page, 'mask').first()).toBeVisible();

  await next(page, 'One of each');
  await expect(inLesson(page, 'Do it for me')).toBeEnabled();
  await met(page, 'mask').first().click();
  await expect(lessons(page)).toContainText('Found: hidden.');
  await met(page, 'random').first().click();
  // By keyboard on to the next that is kept.
  await list.focus();
  for (
    let i = 0;
    i < 60 && !(await met(page, 'keep').and(page.locator('[data-chosen]')).count());
    i++
  )
    await list.press('ArrowRight');
  await list.press('Enter');
  await expect(lessons(page)).toContainText(/Hidden: .+ Swapped: .+ Kept: .+/);

  await next(page, 'One word here is a lie');
  await inLesson(page, 'Yes, they carry a mark').click();
  await met(page, 'random').first().click();
  await expect(lessons(page)).toContainText('no mark says which are wrong');

  await next(page, 'Draw until you trust it');
  await lessons(page).getByRole('textbox').fill('75');
  await page.keyboard.press('Enter');
  for (let i = 1; i <= 5; i++) {
    await expect(lessons(page)).toContainText(`${i - 1} of 5 draws`);
    await button(page, 'Draw again').click();
  }
  await expect(lessons(page)).toContainText(/\d\d\.\d % were selected at least once in 5 draws/);
  await next(page, 'What you saw');
  await expect(lessons(page)).toContainText(/Selected: 1\d\.\d % of \d+.* tokens, 15 % wanted/);
});

for (const id of ['tokens', 'masks']) {
  test(`${id}: done for the person from beginning to end`, async ({ page }) => {
    await page.goto(`./#lesson=${id}&backend=wasm`);
    for (let step = 0; step < 4; step++) {
      // By keyboard: what is told above the button changes, and a mouse may go down on it and up beside it.
      await expect(inLesson(page, 'Do it for me')).toBeEnabled();
      await inLesson(page, 'Do it for me').press('Enter');
      await inLesson(page, 'Next').press('Enter');
    }
    await expect(lessons(page)).toContainText('You did 0 of 4 steps yourself.');
    await expect(lessons(page)).not.toContainText('You skipped');
  });
}

test('A hole in a sentence: the bet stands beside what both filled', async ({ page }) => {
  // “You first” is fetched late, as on a slow line: the person is betting by then, and goes on typing there.
  let letCome = () => {};
  const isBetting = new Promise<void>((resolve) => {
    letCome = resolve;
  });
  await page.route(/\/ExamBand-.*\.js$/, async (route) => {
    await isBetting;
    await route.continue();
  });
  await page.goto('./#lesson=cloze&backend=wasm');
  const bet = lessons(page).getByLabel('How many will the untrained model fill?');
  await bet.fill('3');
  letCome();
  await expect(page.getByRole('textbox', { name: 'Your word for blank 1 of 10' })).toBeVisible();
  await expect(bet).toBeFocused();
  await page.keyboard.press('Enter');
  for (let blank = 1; blank <= 10; blank++) {
    await expect(
      page.getByRole('textbox', { name: `Your word for blank ${blank} of 10` }),
    ).toBeVisible();
    await button(page, 'I don’t know').click();
  }
  await expect(lessons(page)).toContainText(
    /You left all holes open; the untrained model filled \d of 10\. You bet 3\./,
  );
  await next(page, 'What does it guess, before it has learned?');
  await lessons(page).getByRole('textbox').fill('50');
  await page.keyboard.press('Enter');
  await page.getByRole('list', { name: 'The blanks' }).getByRole('button').first().click();
  await expect(lessons(page)).toContainText(
    /gets \d\.\d\d %\. There are \d+ tokens to choose from/,
  );
});
