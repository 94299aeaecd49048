import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, test } from './harness';
import {
  alert,
  attention,
  button,
  count,
  fileInput,
  fillSentence,
  guesses,
  noteStatuses,
  open,
  openOwnText,
  paste,
  patiently,
  ready,
  sentenceBox,
  small,
  specimen,
  tab,
  takeFirstStep,
  textbox,
  tokens,
  workerOf,
} from './page';
import { OWN_SENTENCES, OWN_TEXT } from './text';

/** After trouble with a text: a good one clears the alert and can be trained on. */
async function stillWorks(page: Page): Promise<void> {
  await paste(page, OWN_TEXT);
  await expect.poll(() => count(page, 'sentences')).toBe(OWN_SENTENCES.length);
  await expect(alert(page)).toHaveCount(0);
  await takeFirstStep(page);
}

// No two neighbours are refused for the same reason, so each alert is a new one.
const REFUSED = [
  ['no text', '', 'There is no text yet.'],
  ['two words', 'hello world', 'This text is too short to learn from.'],
  ['only spaces', ' \n\t \n', 'This text is blank.'],
  ['only digits', '1 2 3', 'This text is too short to learn from.'],
  ['many NUL bytes', 'a\0b\0c\0'.repeat(200), 'This does not look like text.'],
  ['a few emoji', '😀 😀 🎉', 'This text is too short to learn from.'],
  ['noise', '\u0001\u0002\u0003\uFFFD'.repeat(500), 'This does not look like text.'],
  ['only marks', '!!! ??? '.repeat(40), 'There are no words in this text.'],
] as const;

test('says what is wrong with a text that cannot be learned from, and goes on', async ({
  page,
}) => {
  await open(page);
  for (const [name, text, what] of REFUSED) {
    await test.step(name, async () => {
      await paste(page, text);
      await expect(alert(page)).toHaveCount(1);
      await expect(alert(page)).toContainText(what);
      const said = (await alert(page).textContent()) ?? '';
      expect(said.length, 'says what to do, too').toBeGreaterThan(what.length + 20);
      await expect(textbox(page)).toHaveValue(text);
      await expect(button(page, 'Train')).toBeDisabled();
    });
  }
  await stillWorks(page);
});

const EMOJI = ['😀', '🎉', '🚲', '🌧️', '🍎', '👩‍🚀'];
const emojiLine = (i: number) =>
  Array.from({ length: 6 }, (_, j) => EMOJI[(i + j * j) % EMOJI.length]).join(' ');
const ARABIC =
  'ذهب الولد إلى السوق في الصباح. اشترى الولد خبزا وحليبا. عادت البنت إلى البيت في المساء. ' +
  'قرأت البنت كتابا جديدا. هل يحب الولد الكتاب؟ نعم، يحب الولد الكتاب كثيرا. ';
const HEBREW =
  'הילד הלך לשוק בבוקר. הילד קנה לחם וחלב. הילדה חזרה הביתה בערב. ' +
  'הילדה קראה ספר חדש. האם הילד אוהב את הספר? כן, הילד אוהב את הספר מאוד. ';

const TAKEN = [
  ['one endless line', 'the dog ran up the long hill and then '.repeat(790)],
  ['emoji only', Array.from({ length: 40 }, (_, i) => emojiLine(i)).join('\n\n')],
  ['Arabic', ARABIC.repeat(6)],
  ['Hebrew', HEBREW.repeat(6)],
  ['a stray NUL byte', OWN_TEXT.replace('goat', 'go\0at')],
] as const;

test('learns from strange texts, one after the other', async ({ page }) => {
  await open(page);
  for (const [name, text] of TAKEN) {
    await test.step(name, async () => {
      await paste(page, text);
      await expect.poll(() => count(page, 'characters')).toBe(text.length);
      await expect.poll(() => count(page, 'sentences')).toBeGreaterThan(0);
      await expect(page.getByTestId('step')).toHaveText('0');
      await takeFirstStep(page);
      await expect(alert(page)).toHaveCount(0);
      await expect(textbox(page)).toHaveValue(text);
      await tab(page, 'Tokens').click();
      await expect(tokens(page).nth(20)).toBeVisible(); // they come from the text worker
      const written = await tokens(page).allTextContents();
      const unknown = written.filter((token) => token === '[UNK]').length;
      expect(unknown / written.length).toBeLessThan(0.1);
      await expect(guesses(page, 1).getByRole('listitem')).toHaveCount(5);
    });
  }
});

test('shows markup in the text as it is written, and runs none of it', async ({ page }) => {
  const dialogs: string[] = [];
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  const script = '<script>alert(1)</script><img src=x onerror=alert(2)>';
  const text = OWN_SENTENCES.map((sentence) => `${script} ${sentence}`).join('\n\n');
  await open(page, small({ maxPositionEmbeddings: 64 }));
  await paste(page, text);
  await takeFirstStep(page);
  expect(await textbox(page).inputValue()).toBe(text);
  await tab(page, 'Masked').click();
  await expect(page.getByRole('list', { name: 'Tokens' })).toContainText('script>');

  await fillSentence(page, `${script} ___ <b>bold</b>`);
  await expect(guesses(page, 1).getByRole('listitem')).toHaveCount(5);
  await expect(specimen(page)).toContainText('<script>alert(1)</script>');
  await expect(page.locator('b, img, #root script')).toHaveCount(0);
  expect(dialogs).toEqual([]);
});

test('reads a large text, showing how far it is', async ({ page }, info) => {
  const path = info.outputPath('large.txt');
  const day = (i: number) => `On day ${i} it rained.\n\n${OWN_TEXT}\n\n`;
  let large = '';
  for (let i = 0; large.length < 5e6; i++) large += day(i);
  writeFileSync(path, large);
  await open(page);
  await tab(page, 'Edit').click();
  const said = await noteStatuses(page);
  await fileInput(page).setInputFiles(path);
  await patiently.poll(() => count(page, 'sentences')).toBeGreaterThan(100_000);
  expect((await said()).filter((text) => /^[A-Z][a-z .]+ \d+ %$/.test(text))).not.toEqual([]);
  expect(await count(page, 'characters')).toBe(large.length);
  await takeFirstStep(page);
  await expect(alert(page)).toHaveCount(0);
});

/** Has the text worker stop before it reads a file, until the function that this returns is called. */
async function holdReading(page: Page): Promise<() => Promise<void>> {
  const gate = await (await workerOf(page, 'cloze-texts')).evaluateHandle(() => {
    const { prototype } = ReadableStreamDefaultReader;
    const read = prototype.read;
    let release = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    prototype.read = async function (this: ReadableStreamDefaultReader) {
      await released;
      return read.call(this);
    };
    return { release };
  });
  return () => gate.evaluate(({ release }) => release());
}

test('stops reading a large text in a worker when told to, and goes back to the one before', async ({
  page,
}, info) => {
  const path = info.outputPath('large.txt');
  writeFileSync(path, `${OWN_TEXT}\n\n`.repeat(2000));
  await open(page);
  await ready(page);
  await tab(page, 'Edit').click();
  const before = await textbox(page).inputValue();
  const release = await holdReading(page);
  await fileInput(page).setInputFiles(path);
  // The worker stands still, and the page can be used.
  await button(page, 'Cancel').click();
  await release();
  await expect(alert(page)).toHaveCount(0);
  // The earlier text is back and can be trained on.
  await expect.poll(() => textbox(page).inputValue()).toBe(before);
  await takeFirstStep(page);
  await stillWorks(page);
});

test('refuses a binary file and a sentence that cannot be filled, and keeps what was there', async ({
  page,
}, info) => {
  await openOwnText(page);
  const bytes = randomBytes(20_000);
  const files = [
    ['picture.txt', bytes],
    ['noise.txt', bytes.map((byte) => byte || 1)], // None is NUL, as in some compressed files.
  ] as const;
  for (const [name, content] of files) {
    const path = info.outputPath(name);
    writeFileSync(path, content);
    await fileInput(page).setInputFiles(path);
    await expect(alert(page)).toContainText('text');
    await expect(textbox(page)).toHaveValue(OWN_TEXT);
    await alert(page).getByRole('button', { name: 'Dismiss' }).click();
  }
  await takeFirstStep(page);

  await button(page, 'Edit sentence').click();
  const sentence = sentenceBox(page);
  const wrong = [
    ['', 'There is no sentence'],
    ['The goat sleeps.', 'no blank'],
    [`${'the goat '.repeat(12)}___`, '25 tokens'],
  ] as const;
  for (const [text, what] of wrong) {
    await sentence.fill(text);
    await sentence.press('Enter');
    await expect(alert(page)).toContainText(what);
    await expect(sentence).toHaveValue(text);
  }
  await sentence.fill('The ☂ goat ___ by the Ωmega.');
  await sentence.press('Enter');
  await expect(alert(page)).toHaveCount(0);
  await expect(guesses(page, 1).getByRole('listitem')).toHaveCount(5);
  const lacking = page.getByRole('list', { name: 'Words that the vocabulary lacks' });
  await expect(lacking).toContainText('“☂” is not in the vocabulary');
  await expect(lacking).toContainText('“Ωmega” is not in the vocabulary');
  await expect(attention(page, 1, 1)).toHaveAttribute('data-step', '1');
});
