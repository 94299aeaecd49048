import { expect, test } from './harness';
import { button, inAddress, openOwnText, passStep, small, tab, tokens } from './page';

test('each strategy masks the pasted text, says what it does, and is trained with', async ({
  page,
}) => {
  await openOwnText(page, small({ vocabSize: 64, mlmProbability: 0.4 }));
  await tab(page, 'Masked').click();
  await expect(tokens(page).first()).toBeVisible();
  const strategy = page.getByRole('combobox', { name: 'Masking strategy' });
  const fates = () =>
    tokens(page).evaluateAll((items) => items.map((i) => i.dataset.fate ?? '').join());
  /** Chooses a strategy and waits until the masks are no longer those before. */
  const choose = async (name: string) => {
    const before = await fates();
    await strategy.selectOption(name);
    await expect.poll(fates).not.toBe(before);
    return fates();
  };
  const draws = new Set([await fates()]);
  for (const [name, sentence] of [
    ['word', 'All pieces of a word'],
    ['token', 'Each token is drawn alone'],
    ['span', 'Runs of up to ten words'],
    ['phrase', 'occur together in this text'],
    ['rare', 'The rarer a token is'],
    ['frequent', 'The more often a token occurs'],
  ] as const) {
    draws.add(await choose(name));
    await expect(page.getByText(sentence)).toBeVisible();
    await expect.poll(() => inAddress(page, 'maskStrategy')).toBe(name);
  }
  expect(draws.size, 'each strategy masks other tokens').toBe(6);
  // With 64 pieces most words are cut into several: all of them are masked, or none.
  const byWord = await choose('word');
  const words = () =>
    tokens(page).evaluateAll((items) => {
      const all: boolean[][] = [];
      let joins = false;
      for (const item of items) {
        const asked = item.dataset.fate !== undefined;
        if (joins) all.at(-1)!.push(asked);
        else all.push([asked]);
        // White space ends a word; a mark that follows a word without a space is a word of its own.
        joins = !/\s$/.test(item.textContent ?? '');
      }
      return all.filter((word) => word.length > 2).map((word) => word.slice(0, 2));
    });
  const long = await words();
  expect(long.length).toBeGreaterThan(20);
  expect(long.filter(([first, second]) => first !== second).length / long.length).toBeLessThan(
    0.02,
  );

  // Masks that are drawn once stay the same. A detour over another strategy shows that the page has drawn again.
  await page.getByText('More · average of 200 samples').click();
  await page.getByRole('combobox', { name: 'How often masks are drawn anew' }).selectOption('1');
  await button(page, 'Draw again').click();
  await choose('token');
  expect(await choose('word')).toBe(byWord);
  await button(page, 'Train').click();
  await passStep(page, 50);
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
  // Held-out sentences are never trained on, so their words cannot be chosen.
  const goats = tokens(page).filter({ hasText: /^goat/ });
  for (const i of [0, 1, 2]) await goats.nth(i).click();
  const list = page.getByRole('list', { name: 'Tokens', exact: true });
  await list.hover({ position: { x: 1, y: 1 } }); // over a word, the word would be explained instead
  const tally = page.getByText(/^\d words? (is|are) chosen\.$/);
  await expect(tally).toBeVisible();
  const chosen = Number.parseInt((await tally.textContent())!, 10);
  await expect.poll(async () => (await fates()).length).toBe(chosen);
  for (const word of await fates()) expect(word).toMatch(/^goat/);
  await button(page, 'Draw again').click();

  // By keyboard, too: the next word, Enter.
  await list.press('ArrowRight');
  await list.press('Enter');
  await expect.poll(async () => (await fates()).length).toBeGreaterThan(chosen);

  await button(page, 'Step').click();
  await expect(page.getByTestId('step')).toHaveText('1');
  await expect(page.getByTestId('train-loss')).toHaveText(/^\d+\.\d+$/);
  await button(page, 'Show all again').click();
  await expect.poll(fates).toEqual([]);
});
