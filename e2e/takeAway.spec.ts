import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { showIn, violations } from './axe';
import { expect, test } from './harness';
import { bytesOf, type Guessed, onnxGuesses, textIn, tfjsGuesses, unzipped } from './otherPrograms';
import {
  alert,
  attention,
  button,
  fillSentence,
  guesses,
  openOwnText,
  partLink,
  passStep,
  reachStep,
  ready,
  small,
  stepOf,
  tab,
} from './page';
import { OWN_SENTENCES } from './text';

/** The file that a click saves. */
async function saved(page: Page, target: Locator) {
  const [download] = await Promise.all([page.waitForEvent('download'), target.click()]);
  return download;
}

const dialog = (page: Page) => page.getByRole('dialog');

/** Trains past some steps, pauses, and waits until the page shows what the model guesses then. */
async function trainAndPause(page: Page) {
  await button(page, 'Train').click();
  await passStep(page, 60);
  await button(page, 'Pause').click();
  await expect(button(page, 'Train')).toBeVisible();
  await expect(attention(page, 1, 1)).toHaveAttribute('data-step', `${await stepOf(page)}`);
}

async function guessed(page: Page): Promise<Guessed[]> {
  const items = await guesses(page, 1).getByRole('listitem').allTextContents();
  return items.map((item) => {
    const [, word, percent] = /^\s*(\S+?)\s*([\d.]+)\s?%/.exec(item) ?? [];
    return { word: word!, percent: Number(percent) };
  });
}

test('a run that is taken away guesses in ONNX Runtime and TensorFlow.js as on the page', async ({
  page,
}) => {
  const loaded: string[] = [];
  page.on('request', (request) => loaded.push(request.url()));
  await openOwnText(page);
  await ready(page);
  await fillSentence(page, 'Mira has a red ___ by the hill.');
  await expect(guesses(page, 1)).toBeVisible();
  await trainAndPause(page);
  const shown = await guessed(page);
  expect(shown).toHaveLength(5);

  // Nothing of it was loaded before it was asked for.
  const ofTakeaway = () => loaded.filter((url) => /TakeAwayDialog|\/takeaway-/.test(url));
  expect(ofTakeaway()).toEqual([]);
  const folder = await unzipped(await saved(page, button(page, 'Take it away')));
  expect(ofTakeaway().length).toBeGreaterThan(0);
  expect([...folder.keys()].filter((path) => !path.startsWith('runs/'))).toEqual([
    ...['README.md', 'config.json', 'model.safetensors', 'tokenizer.json', 'tokenizer_config.json'],
    ...['vocab.txt', 'onnx/model.onnx', 'tfjs/model.json', 'tfjs/group1-shard1of1.bin'],
    ...['code/train_from_scratch.py', 'code/continue_training.py', 'code/load_keras.py'],
    ...['code/load_onnx.py', 'code/load_transformers_js.mjs', 'code/load_tfjs.mjs'],
    'code/requirements.txt',
    ...['curves.csv', 'curve.svg', 'cloze.json'],
  ]);

  // Its scripts hold out the same sentences, a tenth, and ask the same blanks.
  const { blanks, heldOut } = JSON.parse(textIn(folder, 'cloze.json')).exam;
  expect(heldOut.sentences).toHaveLength(OWN_SENTENCES.length / 10);
  const places = heldOut.exam.flatMap(([, ...some]: number[]) => some);
  expect(places).toHaveLength(blanks);

  for (const ask of [onnxGuesses, tfjsGuesses]) {
    const found = await ask(folder, 'Mira has a red [MASK] by the hill.');
    expect(found.map(({ word }) => word)).toEqual(shown.map(({ word }) => word));
    found.forEach(({ percent }, i) => {
      // The page writes two figures.
      const rounding = Math.max(0.06, shown[i]!.percent >= 10 ? 0.51 : 0.06);
      expect(Math.abs(percent - shown[i]!.percent)).toBeLessThan(rounding);
    });
  }

  // Each file also singly; by keyboard as well.
  await expect(dialog(page).getByRole('status')).toContainText('.zip is saved');
  const card = button(page, 'Save README.md');
  await card.focus();
  const [alone] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  expect(alone.suggestedFilename()).toBe('README.md');
  expect(new TextDecoder().decode(await bytesOf(alone))).toBe(textIn(folder, 'README.md'));
  const events = dialog(page).getByRole('button', { name: /Save runs\/events/ });
  const path = (await events.textContent())!.replace('Save ', '');
  expect(await bytesOf(await saved(page, events))).toEqual(folder.get(path));
  const curves = await saved(page, button(page, 'Save curves.csv'));
  expect(new TextDecoder().decode(await bytesOf(curves))).toContain('step,loss,learning_rate');

  const again = await saved(page, button(page, 'Save all as one zip'));
  expect((await unzipped(again)).get('model.safetensors')).toEqual(folder.get('model.safetensors'));
  expect(await violations(page, 'light', 'dialog')).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(dialog(page)).toHaveCount(0);
  await expect(button(page, 'Take it away')).toBeFocused();
});

test('shows the present settings as a script, and saves the sentence on the stage', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openOwnText(page, small({ mlmProbability: 0.35 }));
  await page.getByRole('button', { name: /^Model settings/ }).click();
  await button(page, 'Show the code').click();
  const code = dialog(page).getByRole('region', { name: 'train_from_scratch.py' });
  await expect(code).toContainText('"mlm_probability": 0.35');
  await expect(code).toContainText('hidden_size=16,');
  await button(page, 'Copy').click();
  await expect(button(page, 'Copied')).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  const script = await saved(page, button(page, 'Save'));
  expect(script.suggestedFilename()).toBe('train_from_scratch.py');
  expect(copied).toBe(await readFile(await script.path(), 'utf8'));
  expect(await violations(page, 'light', 'dialog')).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(dialog(page)).toHaveCount(0);

  // The sentence on the stage, for BertViz and as pictures
  await ready(page);
  await fillSentence(page, 'Mira has a ___ goat.');
  await expect(guesses(page, 1)).toBeVisible();
  const panel = page.getByRole('region', { name: 'Attention' });
  const file = (kind: string) =>
    saved(page, panel.getByRole('button', { name: kind, exact: true }));
  const json = JSON.parse(new TextDecoder().decode(await bytesOf(await file('JSON'))));
  expect(json.sentence).toBe('Mira has a ___ goat.');
  const [{ attn, left_text }] = json.attention;
  expect(left_text).toContain('[MASK]');
  expect([attn.length, attn[0].length, attn[0][0].length]).toEqual([1, 2, left_text.length]);
  const shown = await guessed(page);
  expect(json.blanks[0].guesses[0].token).toBe(shown[0]!.word);
  const svg = new TextDecoder().decode(await bytesOf(await file('SVG')));
  expect(svg).toContain('<title>Mira has a ___ goat.</title>');
  const png = await bytesOf(await file('PNG'));
  expect(Array.from(png.subarray(1, 4))).toEqual([...'PNG'].map((c) => c.charCodeAt(0)));
  expect(png.length).toBeGreaterThan(10_000);
});

test('a run that another browser opens goes on as if it had never stopped', async ({
  page,
  browser,
}) => {
  const settings = { maxSteps: 12, hiddenDropoutProb: 0.1, workers: 1 };
  /** Trains to the end, and gives the losses as the page writes them. */
  const trainOn = async (on: Page) => {
    await button(on, 'Train').click();
    await reachStep(on, 12);
    await expect(button(on, 'Step')).toBeDisabled();
    await button(on, 'Keep run').click();
    await expect(on.getByText('step 12 kept')).toBeVisible();
    await on.getByText('Show the figures').press('Enter');
    return on.getByRole('table', { name: 'Loss by step' }).textContent();
  };
  await openOwnText(page, small(settings));
  await ready(page);
  for (let step = 1; step <= 5; step++) {
    await button(page, 'Step').click();
    await reachStep(page, step);
  }
  await button(page, 'Keep run').click();
  await expect(page.getByText('step 5 kept')).toBeVisible();
  await partLink(page, 'Library').click();
  const file = await saved(page, button(page, 'Save the whole Library as one file'));
  expect(file.suggestedFilename()).toMatch(/^cloze-library-.*\.cloze$/);
  const path = await file.path();
  await partLink(page, 'Playground').click();
  const straight = await trainOn(page);

  const elsewhere = await browser.newContext();
  const there = await elsewhere.newPage();
  await there.goto(`${new URL(page.url()).origin}/#part=library&backend=wasm`);
  const input = there.getByLabel('File of runs');
  await input.setInputFiles({
    ...{ name: 'notes.cloze', mimeType: 'text/plain', buffer: Buffer.from('Dear diary') },
  });
  await expect(alert(there)).toContainText('It is not a file of runs that Cloze has saved.');
  await input.setInputFiles(path);
  await expect(there.getByText('1 run was added.')).toBeVisible();
  await expect(alert(there)).toHaveCount(0);
  // Chosen as a text, and under another name, it is still known for what it is.
  await partLink(there, 'Playground').click();
  await tab(there, 'Edit').click();
  await there.getByLabel('Text file').setInputFiles(path);
  await expect(there.getByText('was here already.')).toBeVisible();
  await there.getByRole('button', { name: /^Open in the playground/ }).click();
  await reachStep(there, 5);
  await ready(there);
  expect(await trainOn(there)).toBe(straight);
  await elsewhere.close();
});

test.describe(() => {
  test.use({ colorScheme: 'light', contextOptions: { reducedMotion: 'reduce' } });

  test('a kept run is taken away on a phone', async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await openOwnText(page);
    await ready(page);
    await button(page, 'Step').click();
    await reachStep(page, 1);
    await button(page, 'Keep run').click();
    await expect(page.getByText('step 1 kept')).toBeVisible();
    await partLink(page, 'Library').click();
    const folder = await unzipped(
      await saved(page, page.getByRole('button', { name: /^Take it away / })),
    );
    expect(textIn(folder, 'README.md')).toContain('1 step');
    expect(textIn(folder, 'README.md')).not.toContain('Mira'); // The text is the person's own.
    await expect(dialog(page).getByRole('status')).toContainText('.zip is saved');
    const box = (await dialog(page).boundingBox())!;
    expect(box.x).toBeGreaterThanOrEqual(0);
    expect(box.x + box.width).toBeLessThanOrEqual(390);
    const overflow = await dialog(page).evaluate((d) => d.scrollWidth - d.clientWidth);
    expect(overflow).toBe(0);
    for (const theme of ['light', 'dark'] as const) {
      await showIn(page, theme);
      expect(await violations(page, theme, 'dialog')).toEqual([]);
    }
    const run = await saved(page, button(page, 'Save this run as one file'));
    await button(page, 'Close').click();
    await page.getByRole('button', { name: /^Delete Your text ·/ }).click();
    await page.getByLabel('File of runs').setInputFiles(await run.path());
    await expect(page.getByRole('checkbox', { name: /^Compare / })).toHaveCount(1);
  });
});
