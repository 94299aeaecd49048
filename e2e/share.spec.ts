import { violations } from './axe';
import { expect, test } from './harness';
import {
  button,
  inAddress,
  openOwnText,
  patiently,
  reachStep,
  small,
  textbox,
  textChoice,
} from './page';
import { OWN_TEXT } from './text';

test('a link with the own text repeats a run elsewhere, and says that its curve matched', async ({
  page,
  context,
  browser,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openOwnText(page, small({ maxSteps: 30, seed: 7 }));
  await button(page, 'Train').click();
  await reachStep(page, 30);
  await button(page, 'Share').click();
  const share = page.getByRole('dialog', { name: 'Share a link' });
  await share.getByRole('radio', { name: 'Repeats this run of 30 steps' }).check();
  const include = share.getByRole('checkbox', { name: /^Include the text/ });
  await expect(include).not.toBeChecked();
  await expect(share).toContainText('Whoever has the link can read it.');
  expect(await violations(page, 'light', '[role=dialog]')).toEqual([]);
  await include.check();
  await share.getByRole('button', { name: 'Copy link' }).click();
  await expect(share).toContainText('Link copied. It holds the settings of the run');
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toBe(await share.getByLabel('Link', { exact: true }).inputValue());
  await page.keyboard.press('Escape');
  await expect(button(page, 'Share')).toBeFocused();

  const elsewhere = await browser.newContext();
  const there = await elsewhere.newPage();
  await there.goto(link);
  const told = there.getByLabel('The run of this link');
  await expect(told).toContainText('This link repeats a run of 30 steps. Press Train');
  await there.getByRole('tab', { name: 'Edit', exact: true }).click();
  await expect(textbox(there)).toHaveValue(OWN_TEXT);
  await expect(textChoice(there).getByRole('option', { selected: true })).toHaveText(
    'Text from a link',
  );
  expect(inAddress(there, 'seed')).toBe('7');
  expect(there.url()).not.toContain('own=');
  await patiently(button(there, 'Train')).toBeEnabled();
  await expect(there.getByTestId('step')).toHaveText('0'); // not before somebody asks for it
  await button(there, 'Train').click();
  await patiently(told).toContainText(/The curve matched to the last digit sent: \d\d losses/);
  await patiently(there.getByText('saved at step 30')).toBeVisible();
  await there.close();

  // A mail program has cut the link: its settings are left, and the run of the visit before is a click away.
  const cut = await elsewhere.newPage();
  await cut.goto(link.slice(0, -20));
  await expect(cut.getByRole('status', { name: 'Another run' })).toContainText(
    'Your run of 30 steps on “Text from a link” is still here',
  );
  await expect(cut.getByLabel('About this link')).toContainText('was cut off on its way');
  await expect.poll(() => inAddress(cut, 'seed')).toBe('7');
  await elsewhere.close();
});
