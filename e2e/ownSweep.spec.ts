import { expect, test } from './harness';
import {
  button,
  numberIn,
  openOwnText,
  partLink,
  patiently,
  reload,
  small,
  tab,
  textbox,
} from './page';
import { OWN_TEXT } from './text';

const SIDES = ['From the words before only', 'From the words after only', 'From both sides'];
const TEXT = 'The text in the playground (Your text)';

test('compares the three sides, and mask ratios, on a text of one’s own', async ({ page }) => {
  await openOwnText(page, small({ maxSteps: 30, loadBestModelAtEnd: true }));
  await partLink(page, 'Experiments').click();
  const language = page.getByRole('combobox', { name: 'Language' });
  await language.selectOption({ label: TEXT });
  await expect(page.getByText(/“Your text” is learned with.*mask ratio 15 %/)).toBeVisible();
  await expect(page.getByText('The grammar of this language')).toHaveCount(0);
  await expect(page.getByRole('combobox', { name: 'Steps', exact: true })).toHaveValue('30');
  await button(page, 'Train all three').click();
  for (const side of SIDES) {
    const column = page.getByRole('region', { name: side, exact: true });
    await patiently(column).toContainText(/\d+\.\d % right in the exam ±/);
    await expect(column).not.toContainText('at best');
    await expect(
      column.getByRole('listitem').filter({ hasText: 'the word in the text' }),
    ).toHaveCount(1);
  }
  const rows = page.getByRole('table', { name: 'Loss on the exam' }).getByRole('row');
  await expect(rows).toHaveCount(3);
  expect(await numberIn(rows.last().getByRole('cell'))).toBeGreaterThan(0);

  const sweep = page.getByRole('region', { name: 'Sweep a setting' });
  const setting = sweep.getByRole('combobox', { name: 'Setting' });
  await expect(setting.getByRole('option', { name: /^Vocabulary – each has/ })).toBeDisabled();
  await setting.selectOption({ label: 'Mask ratio' });
  await sweep.getByRole('combobox', { name: 'Seeds' }).selectOption('1');
  await sweep.getByRole('button', { name: 'Run · 3 runs' }).click();
  await patiently(sweep.getByRole('button', { name: 'Run again' })).toBeVisible();
  await expect(sweep.getByRole('row')).toHaveCount(4);
  await expect(sweep.getByRole('columnheader', { name: 'at best' })).toHaveCount(0);

  // The text is still there after a reload, and so are the results.
  await reload(page);
  await expect(language).toHaveValue('text');
  await expect(page.getByText(/“Your text” is learned with/).first()).toBeVisible();
  await expect(sweep.getByRole('button', { name: 'Run again' })).toBeVisible();

  // The three models came back with it, so the sweep can go on where the playground shows another one.
  await partLink(page, 'Playground').click();
  await tab(page, 'Edit').click();
  await textbox(page).fill(`${OWN_TEXT} Here is one more sentence.`);
  await partLink(page, 'Experiments').click();
  await expect(sweep.getByRole('button', { name: 'Run · 9 runs' })).toBeVisible();
  const on = sweep.getByRole('combobox', { name: 'on' });
  const earlier = await on.getByRole('option', { name: /^Your text, earlier/ }).textContent();
  await on.selectOption({ label: earlier! });
  await expect(sweep.getByRole('row')).toHaveCount(4);
  await expect(sweep.getByRole('button', { name: 'Run again' })).toBeEnabled();
});
