import type { Page } from '@playwright/test';
import { expect, test } from './harness';
import {
  attention,
  button,
  guesses,
  numberIn,
  open,
  paste,
  patiently,
  reachStep,
  ready,
  small,
  stepOf,
} from './page';
import { VARIED_TEXT } from './text';

const STEPS = 120;
const lossOf = (page: Page) => numberIn(page.getByTestId('eval-loss'));
const note = (page: Page) => page.getByRole('region', { name: 'Learning' });

test('a run that learned its text by heart ends at its best step, and can go to its last', async ({
  page,
}) => {
  const settings = { loadBestModelAtEnd: true, maxSteps: STEPS, learningRate: 0.02, workers: 1 };
  await open(page, small({ ...settings, tokenizer: 'word', minFrequency: 1, hiddenSize: 32 }));
  await paste(page, VARIED_TEXT);
  await ready(page);
  await button(page, 'Train').click();
  const toLast = button(page, `Go to step ${STEPS}`);
  await patiently(toLast).toBeVisible();

  const best = await stepOf(page);
  // Another visit finds it finished, with what lies aside and the curve after its best step.
  await patiently(page.getByText(`saved at step ${best}`)).toBeVisible();
  await page.reload();
  await patiently(page.getByRole('status', { name: 'Your run' })).toContainText(
    `is back at step ${best}, its best of ${STEPS}`,
  );
  await expect(button(page, 'Continue')).toHaveCount(0);
  await expect(toLast).toBeVisible();
  const lowest = await lossOf(page);
  expect(best).toBeLessThan(STEPS);
  const transport = page.getByRole('region', { name: 'Transport' });
  await expect(transport).toContainText(`Best at step ${best} of ${STEPS}`);
  await expect(note(page)).toContainText(
    `Best at step ${best} of ${STEPS}: after it the held-out loss rose`,
  );
  await expect(note(page)).toContainText('its figures there are a little too good');
  await expect(page.getByRole('slider', { name: 'Step shown' })).toHaveAttribute(
    'aria-valuetext',
    `step ${best}, live`,
  );
  await expect(attention(page, 1, 1)).toHaveAttribute('data-step', `${best}`);
  const guessed = await guesses(page, 1).innerText();

  await toLast.click();
  await reachStep(page, STEPS);
  await expect(note(page)).toContainText(
    `Over-fitting: the held-out loss was lowest at step ${best}`,
  );
  expect(await lossOf(page)).toBeGreaterThan(lowest);
  await expect(guesses(page, 1)).not.toHaveText(guessed, { useInnerText: true });

  await button(page, `Go back to step ${best}`).click();
  await reachStep(page, best);
  expect(await lossOf(page)).toBe(lowest);
  await expect(guesses(page, 1)).toHaveText(guessed, { useInnerText: true });
  await button(page, 'Keep run').click();
  await expect(page.getByText(`step ${best} kept`)).toBeVisible();

  // It trains on from there, and what came later is given up.
  await button(page, 'Stop there next time').click();
  await expect(page.getByText(`The next run has ${best} steps.`)).toBeVisible();
  await button(page, 'Train').click();
  // It may find a better step, or end at this one again.
  await patiently(transport).toContainText(new RegExp(`(of|/) ${best + STEPS}`));
  await patiently(transport).toContainText('Train adds');
  expect(await lossOf(page)).toBeLessThanOrEqual(lowest);
  await button(page, 'Reset').click();
  await expect(transport).toContainText(`step 0 / ${best}`);
});
