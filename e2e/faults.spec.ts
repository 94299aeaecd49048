import type { Page } from '@playwright/test';
import { expect, test } from './harness';
import {
  alert,
  attention,
  button,
  count,
  inAddress,
  KERNELS,
  open,
  openOwnText,
  partLink,
  paste,
  patiently,
  reachStep,
  ready,
  small,
  takeFirstStep,
} from './page';
import { kill } from './saved';
import { OWN_SENTENCES, OWN_TEXT } from './text';

test.use({ allowConsoleErrors: true });

test('says that the training worker died at rest; the run is still there', async ({ page }) => {
  await open(page);
  await takeFirstStep(page);
  await expect(page.getByText('saved at step 1')).toBeVisible();
  await kill(page, 'cloze-trainer');
  const told = page.getByRole('status', { name: 'About your run' });
  await expect(told).toContainText('The training worker stopped. It went back to step 1,');
  await expect(told).toContainText('Press Train to go on.');
  await button(page, 'Step').click();
  await reachStep(page, 2);
  await expect(alert(page)).toHaveCount(0);
});

test('says that the text worker died; the next text is read', async ({ page }) => {
  await open(page);
  await ready(page);
  await kill(page, 'cloze-texts');
  await expect(alert(page)).toContainText('The text worker stopped.');
  await paste(page, OWN_TEXT);
  await expect.poll(() => count(page, 'sentences')).toBe(OWN_SENTENCES.length);
  await expect(alert(page)).toHaveCount(0);
  await takeFirstStep(page);
});

/** Puts code before a worker's script. */
const prepend = (page: Page, name: string, code: string) =>
  page.route(`**/assets/${name}-*.js`, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${code}\n${await response.text()}` });
  });

test('cuts sentences in a browser without Intl.Segmenter', async ({ page }) => {
  await prepend(page, 'texts', 'delete Intl.Segmenter;');
  await openOwnText(page); // it checks the number of sentences
  await expect(alert(page)).toHaveCount(0);
});

test('says that a worker could not start', async ({ page }) => {
  await prepend(page, 'texts', 'throw new Error("planted");');
  await page.goto(small());
  await expect(alert(page)).toContainText('The text worker could not start.');
  await expect(alert(page)).toContainText('planted. Reload the page.');
  await page.unroute('**/assets/texts-*.js');
  await paste(page, OWN_TEXT);
  await expect.poll(() => count(page, 'sentences')).toBe(OWN_SENTENCES.length);
  await expect(alert(page)).toHaveCount(0);
});

test('says why a backend cannot be started; another one works', async ({ page }) => {
  await page.route(KERNELS, (route) => route.abort());
  await open(page);
  await expect(alert(page)).toContainText('Training cannot run on WASM here.');
  await expect(alert(page)).toContainText('here. Failed to fetch. Choose another backend.');
  await page.getByRole('combobox', { name: 'Backend' }).selectOption('CPU');
  await expect(page.getByTestId('backend')).toHaveText(/^cpu\b/);
  await expect(alert(page)).toHaveCount(0);
  await takeFirstStep(page);
  await expect(attention(page, 1, 1)).toHaveAttribute('data-step', '1');
});

test('takes another backend when the first one refuses', async ({ page }) => {
  await page.route(KERNELS, (route) => route.abort());
  await open(page, small({ backend: 'auto' }));
  const backend = page.getByTestId('backend');
  await patiently(backend).toHaveText(/^(webgpu|webgl|cpu)\b/);
  if ((await backend.textContent())?.startsWith('cpu')) {
    await backend.click();
    await expect(page.getByText('not used:')).toHaveCount(3);
  }
  await takeFirstStep(page);
});

test('says what it could not use of an address, and works', async ({ page }) => {
  const address = './#colour=blue&maxSteps=minus&batchSize=0&context=up&mlmProbability=0.3';
  await open(page, `${address}&backend=wasm&text=Harbor`);
  const notice = page.getByRole('status', { name: 'About this link' });
  await expect(notice).toContainText('a text “Harbor” that Cloze does not have; showing “Thirty');
  await expect(notice).toContainText('a setting “colour” that Cloze does not know.');
  const folded = page.getByText('invalid batch size (0); using 16 windows');
  await expect(folded).toBeHidden();
  await page.getByText('3 more about this link').click();
  await expect(folded).toBeVisible();
  await expect(notice).toContainText('invalid number of steps (minus); using what suits the text');
  await expect(notice).toContainText('invalid context (up); using Both sides');
  await expect(page.getByRole('slider', { name: 'Mask ratio' })).toHaveValue('30');
  await takeFirstStep(page);
  // It is above every part of the page, since it may be about any of them.
  await partLink(page, 'Experiments').click();
  await notice.getByRole('button', { name: 'Dismiss' }).click();
  await expect(notice).toHaveCount(0);
});

test('says that sizes in an address do not fit together, and keeps the rest', async ({ page }) => {
  const sizes = { hiddenSize: 20, numAttentionHeads: 3 };
  await open(page, small({ ...sizes, mlmProbability: 0.3 }));
  await expect(
    page.getByText('hidden size (20) that is not a multiple of its number of heads (3)'),
  ).toBeVisible();
  await takeFirstStep(page);
  expect(inAddress(page, 'hiddenSize')).toBe('64');
  expect(inAddress(page, 'numAttentionHeads')).toBe('4');
  await expect(page.getByRole('slider', { name: 'Mask ratio' })).toHaveValue('30');
  await expect(page.getByTestId('backend')).toHaveText(/^wasm\b/);
});
