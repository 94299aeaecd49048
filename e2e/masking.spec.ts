import { expect, test } from './harness';
import { button, inAddress, openOwnText, small, stepOf, tab, tokens } from './page';

test('each strategy masks the pasted text, says what it does, and is trained with', async ({
  page,
}) => {
  await openOwnText(page, small({ vocabSize: 64, mlmProbability: 0.4 }));
  await tab(page, 'Masked').click();
  await expect(tokens(page).first()).toBeVisible();
  const strategy = page.getByRole('combobox', { name: 'Masking strategy' });
  const draws = new Set<string>();
  for (const [name, sentence] of [
    ['token', 'Each token is drawn alone'],
    ['word', 'All pieces of a word'],
    ['span', 'Runs of up to ten words'],
    ['phrase', 'occur together in this text'],
    ['rare', 'The rarer a token is'],
    ['frequent', 'The more often a token occurs'],
  ] as const) {
    await strategy.selectOption(name);
    await expect(page.getByText(sentence)).toBeVisible();
    await expect.poll(() => inAddress(page, 'maskStrategy')).toBe(name);
    const seen = () =>
      tokens(page).evaluateAll((items) => items.map((i) => i.dataset.fate ?? '').join());
    let drawn = '';
    await expect
      .poll(async () => {
        drawn = await seen();
        return draws.has(drawn);
      })
      .toBe(false);
    draws.add(drawn);
  }
  // With 64 pieces most words are several: all of them are asked, or none.
  await strategy.selectOption('word');
  const words = () =>
    tokens(page).evaluateAll((items) => {
      const all: boolean[][] = [];
      let joins = false;
      for (const item of items) {
        const asked = item.dataset.fate !== undefined;
        if (joins) all.at(-1)!.push(asked);
        else all.push([asked]);
        // The item ends in white space where its word ends; a mark that follows at once is a word too.
        joins = !/\s$/.test(item.textContent ?? '');
      }
      return all.filter((word) => word.length > 2).map((word) => word.slice(0, 2));
    });
  await expect
    .poll(async () => (await words()).filter(([a, b]) => a !== b).length / (await words()).length)
    .toBeLessThan(0.02);
  await page.getByText('More · average of 200 samples').click();
  await page.getByRole('combobox', { name: 'How often masks are drawn anew' }).selectOption('1');
  const before = await words();
  await button(page, 'Draw again').click();
  await page.waitForTimeout(300); // It would have drawn by now: the same masks are to stay.
  await expect.poll(words).toEqual(before);
  await button(page, 'Train').click();
  await expect.poll(() => stepOf(page)).toBeGreaterThan(50);
});

test('hides exactly the words that are clicked, and trains on them', async ({ page }) => {
  await openOwnText(page, small({ maskStrategy: 'hand' }));
  await tab(page, 'Masked').click();
  await expect(page.getByText('No word is chosen yet.')).toBeVisible();
  const fates = () =>
    tokens(page).evaluateAll((items) =>
      items.flatMap((item) => (item.dataset.fate ? [item.textContent?.trim() ?? ''] : [])),
    );
  expect(await fates()).toEqual([]);
  // Held-out sentences are never trained on, so their words cannot be chosen: one of two can.
  const goats = tokens(page).filter({ hasText: /^goat/ });
  await goats.nth(0).click();
  await goats.nth(1).click();
  await goats.nth(2).click();
  await expect.poll(async () => (await fates()).length).toBeGreaterThan(0);
  const chosen = await fates();
  await button(page, 'Draw again').click();
  expect((await fates()).length).toBe(chosen.length);

  // By keyboard, too: the next word, Enter.
  const list = page.getByRole('list', { name: 'Tokens', exact: true });
  await list.press('ArrowRight');
  await list.press('Enter');
  await expect.poll(async () => (await fates()).length).not.toBe(chosen.length);

  await button(page, 'Step').click();
  await expect(page.getByTestId('step')).toHaveText('1');
  await expect(page.getByTestId('train-loss')).toHaveText(/^\d+\.\d+$/);
  await button(page, 'Show all again').click();
  await expect.poll(fates).toEqual([]);
});
