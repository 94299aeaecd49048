import { expect, test } from './harness';
import { open, openOwnText, paste, reload, small, tab, tokens } from './page';
import { OWN_TEXT } from './text';

test('says how a word was split, and lists the vocabulary with the parts of each piece', async ({
  page,
}) => {
  await openOwnText(page, small({ vocabSize: 64 }));
  await tab(page, 'Tokens').click();
  await page.locator('[aria-label=Tokens] [data-joined]').first().click();
  const split = page.locator('#word-split');
  await expect(split).toContainText(
    /^\S+ is \d+ pieces, the longest first \(## marks a piece that continues a word\):/,
  );
  const word = (await split.locator('strong').first().textContent())!;
  const pieces = await split.locator('li .mono:first-child').allTextContents();
  expect(pieces.map((piece) => piece.replace('##', '')).join('')).toBe(word);
  await page.getByRole('list', { name: 'Tokens', exact: true }).press('ArrowRight');
  await expect(page.locator('[aria-label=Tokens] [data-chosen]')).toHaveCount(1);

  await page.getByRole('button', { name: 'Vocabulary', exact: true }).click();
  const rows = page.getByRole('region', { name: 'Vocabulary' }).locator('tbody tr');
  await expect(page.getByText('## marks a piece that continues a word.')).toBeVisible();
  const total = await rows.count();
  expect(total).toBeGreaterThan(40);
  const times = await rows.locator('td:nth-child(2)').allTextContents();
  const numbers = times.map((text) => Number(text.replace(/\s/g, '')));
  expect(numbers).toEqual([...numbers].sort((a, b) => b - a));
  const made = await rows.evaluateAll((all) =>
    all.map((row) => [...row.children].map((cell) => cell.textContent ?? '')),
  );
  for (const [piece, , from] of made) {
    if (!from!.includes(' + ')) continue;
    const parts = from!.split(' + ').map((part) => part.replace('##', ''));
    expect(parts.join('')).toBe(piece!.replace('##', ''));
  }
  await page.getByRole('searchbox', { name: 'Search the vocabulary' }).fill('##');
  await expect.poll(() => rows.count()).toBeLessThan(total);
  for (const piece of await rows.locator('th').allTextContents()) expect(piece).toContain('##');
});

test('whole words and characters are tokens too', async ({ page }) => {
  await open(page, small({ tokenizer: 'character' }));
  await paste(page, OWN_TEXT);
  await tab(page, 'Tokens').click();
  const lengths = () =>
    tokens(page).evaluateAll((items) =>
      items.filter((i) => !i.dataset.special).map((i) => (i.textContent ?? '').length),
    );
  await expect.poll(async () => Math.max(...(await lengths()))).toBe(1);
  await page.goto(small({ tokenizer: 'word' }));
  await reload(page);
  await tab(page, 'Tokens').click();
  await expect(tokens(page).first()).toBeVisible();
  await expect(page.locator('[aria-label=Tokens] [data-joined]')).toHaveCount(0);
});
