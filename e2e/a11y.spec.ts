import { showIn, violations } from './axe';
import { expect, test } from './harness';
import {
  alert,
  attention,
  button,
  guesses,
  open,
  partLink,
  passStep,
  ready,
  sentenceBox,
  tab,
  takeFirstStep,
  textbox,
} from './page';

const WIDE = { width: 1440, height: 900 };
const NARROW = { width: 390, height: 844 };

for (const viewport of [WIDE, NARROW]) {
  test.describe(`${viewport.width} px`, () => {
    test.use({ viewport, colorScheme: 'light', contextOptions: { reducedMotion: 'reduce' } });

    test('axe finds no fault', async ({ page }) => {
      await open(page);
      await ready(page);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(width, 'no wider than the screen').toBeLessThanOrEqual(viewport.width);
      const found: Record<string, string[]> = {};
      // No colour depends on the width, so the dark theme is checked at one width only, where most of the page is open.
      const themes = viewport === WIDE ? (['dark', 'light'] as const) : (['light'] as const);
      const check = async (when: string) => {
        for (const theme of themes) {
          await showIn(page, theme);
          found[`${when}, ${theme}`] = await violations(page, theme);
        }
      };
      found['before training'] = await violations(page, 'light');

      await takeFirstStep(page);
      await expect(attention(page, 1, 1)).toHaveAttribute('data-step', '1');
      await expect(guesses(page, 1).getByRole('listitem')).toHaveCount(5);
      found['after a step'] = await violations(page, 'light', '[aria-label="Specimen"]');
      await tab(page, 'Tokens').click();
      await page.getByRole('button', { name: /^Model settings/ }).click();
      await page.getByText('Advanced settings', { exact: true }).click();
      await button(page, 'Edit sentence').click();
      await page.getByText('Show the figures').press('Enter');
      await button(page, 'Enlarge layer 1, head 1').click();
      await check('everything open');
      await sentenceBox(page).press('Enter');

      await tab(page, 'Edit').click();
      await textbox(page).fill('Too short.');
      await expect(alert(page)).toBeVisible();
      await check('with an alert');

      await partLink(page, 'Experiments').click();
      await expect(button(page, 'Train all three')).toBeEnabled();
      await page.getByText('The grammar of this language').click();
      await check('experiments');
      const experimentsWidth = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(experimentsWidth, 'no wider than the screen').toBeLessThanOrEqual(viewport.width);

      const all = Object.entries(found).flatMap(([when, list]) =>
        list.map((one) => `${when}: ${one}`),
      );
      expect(all).toEqual([]);
    });
  });
}

test('runs by keyboard alone', async ({ page }) => {
  await open(page);
  await ready(page);
  const focused = () =>
    page.evaluate(() => document.activeElement?.textContent?.trim().split('\n')[0] ?? '');
  const seen: string[] = [];
  while (seen.at(-1) !== 'Train') {
    await page.keyboard.press('Tab');
    seen.push(await focused());
    expect(seen.length, `Tab went past ${seen.join(', ')}`).toBeLessThan(20);
  }
  await expect(button(page, 'Train')).toBeFocused();
  await page.keyboard.press('Enter');
  await passStep(page, 0);
  await expect(button(page, 'Pause')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(button(page, 'Train')).toBeFocused();

  const slider = page.getByRole('slider', { name: 'Mask ratio' });
  await slider.focus();
  await page.keyboard.press('ArrowRight');
  await expect(slider).toHaveValue('16');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await expect(slider).toHaveValue('14');
  await page.keyboard.press('Home');
  await expect(slider).toHaveValue('0');

  await tab(page, 'Masked').focus();
  await page.keyboard.press('ArrowLeft');
  await expect(tab(page, 'Tokens')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(tab(page, 'Tokens')).toHaveAttribute('aria-selected', 'true');
});

test.describe('before the page has run', () => {
  test.use({ allowConsoleErrors: true });

  test('a dark page is dark at the first paint, and a choice stays', async ({ page }) => {
    const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.route('**/assets/index-*.js', (route) => route.abort());
    await page.goto('./');
    const dark = await background();
    await page.evaluate(() => localStorage.setItem('cloze:theme', 'light'));
    await page.reload();
    const light = await background();
    expect([dark, light]).toEqual(['rgb(23, 22, 20)', 'rgb(251, 250, 247)']);
  });
});
