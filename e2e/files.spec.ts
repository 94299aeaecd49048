import { writeFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, test } from './harness';
import {
  alert,
  count,
  fileInput,
  gotoAnew,
  open,
  openOwnText,
  paste,
  patiently,
  ready,
  reload,
  small,
  tab,
  takeFirstStep,
  textbox,
  textChoice,
} from './page';
import { OWN_SENTENCES, OWN_TEXT } from './text';

async function openEdit(page: Page): Promise<void> {
  await open(page);
  await ready(page);
  await tab(page, 'Edit').click();
}

const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;

test('reads a column of a table or a field of JSON, another when asked, and says what it skipped', async ({
  page,
}, info) => {
  const path = info.outputPath('farm.csv');
  const rows = OWN_SENTENCES.map((s, i) => `${i};${quoted(s)};${quoted(`Note ${i}, "${s}"`)}`);
  writeFileSync(path, ['id;sentence;note', ...rows].join('\r\n'));
  await openEdit(page);
  await fileInput(page).setInputFiles(path);
  await expect(textbox(page)).toHaveValue(/^Note 0, "Mira has/);
  await page.getByRole('combobox', { name: 'Column' }).selectOption('sentence');
  await expect(textbox(page)).toHaveValue(OWN_SENTENCES.join('\n\n'));
  await expect.poll(() => count(page, 'sentences')).toBe(OWN_SENTENCES.length);
  await takeFirstStep(page);
  // Quotation marks mean nothing between tabs: one that is never closed swallows no rows.
  const said = ['"Stop," he said.', ...OWN_SENTENCES, '"Go.', 'He went."'];
  const tabs = info.outputPath('said.tsv');
  writeFileSync(tabs, said.map((s, i) => `${i}\t${s}`).join('\n'));
  await fileInput(page).setInputFiles(tabs);
  await expect(textbox(page)).toHaveValue(said.join('\n\n'));
  await expect(page.getByText('Quotation marks were read as text, because')).toBeVisible();

  // The turns of conversations, and another field when asked.
  const chats = info.outputPath('farm.json');
  const records = OWN_SENTENCES.map((text, i) => ({
    id: `5733be284776f41900661182-${i}`,
    messages: [{ role: `teacher ${i}`, content: text }],
  }));
  const lines = records.map((record) => JSON.stringify(record));
  writeFileSync(chats, ['{"messages": [{"rol', ...lines].join('\n'));
  await fileInput(page).setInputFiles(chats);
  await expect(textbox(page)).toHaveValue(OWN_SENTENCES.join('\n\n'));
  await expect(
    page.getByText('One line or record could not be read as JSON and was skipped.'),
  ).toBeVisible();
  const field = page.getByRole('combobox', { name: 'Field' });
  await expect(field.getByRole('option', { selected: true })).toHaveText(
    `messages[].content: ${OWN_SENTENCES[0]!.slice(0, 30)}`,
  );
  await field.selectOption('messages[].role');
  await expect(textbox(page)).toHaveValue(/^teacher 0\n\nteacher 1\n/);
});

test('reads Latin-1 and UTF-16, offers other encodings, and reads web pages and a dropped folder', async ({
  page,
}, info) => {
  const text = OWN_SENTENCES.map((s) => `Größe für Müller: ${s}`).join('\n');
  await openEdit(page);
  const latin = info.outputPath('latin.txt');
  writeFileSync(latin, Buffer.from(text, 'latin1'));
  await fileInput(page).setInputFiles(latin);
  await expect(textbox(page)).toHaveValue(text);
  await page.getByRole('combobox', { name: /^Encoding/ }).selectOption('macintosh');
  await expect(textbox(page)).toHaveValue(/^Gr\u02c6/);
  const wide = info.outputPath('wide.txt');
  writeFileSync(wide, Buffer.from(text, 'utf16le')); // without a byte order mark
  await fileInput(page).setInputFiles(wide);
  await expect(textbox(page)).toHaveValue(text);

  const path = info.outputPath('farm.html');
  const body = OWN_SENTENCES.map((s) => `<p>${s} <i>Salt &amp; bread</i>.</p>`).join('');
  writeFileSync(path, `<title>Farm</title><script>alert(1)</script>${body}`);
  await fileInput(page).setInputFiles(path);
  const lines = ['Farm', ...OWN_SENTENCES.map((s) => `${s} Salt & bread.`)];
  await expect(textbox(page)).toHaveValue(lines.join('\n\n'));

  // Several files of a folder are one text, and what is skipped is named.
  const folder = await page.evaluateHandle((sentences) => {
    // What a page gets when a folder is dropped on it.
    const fileEntry = (file: File) => ({
      isFile: true,
      isDirectory: false,
      name: file.name,
      fullPath: `/farm/${file.name}`,
      file: (take: (file: File) => void) => take(file),
    });
    const half = sentences.length / 2;
    const files = [
      new File([sentences.slice(half).join(' ')], 'b.md'),
      new File([sentences.slice(0, half).join(' ')], 'a.txt'),
      new File([new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])], 'c.png'),
      new File([new Uint8Array(300)], '.DS_Store'),
      new File(
        [
          '1\n00:00:01,000 --> 00:00:02,000\nThe end\n\n2\n00:00:02,000 --> 00:00:03,000\nhas come.\n',
        ],
        'd.srt',
      ),
    ];
    let read = false;
    const directory = {
      isFile: false,
      isDirectory: true,
      name: 'farm',
      createReader: () => ({
        readEntries: (take: (entries: unknown[]) => void) => {
          take(read ? [] : files.map(fileEntry));
          read = true;
        },
      }),
    };
    const event = new Event('drop', { bubbles: true, cancelable: true });
    const items = [{ webkitGetAsEntry: () => directory }];
    Object.assign(event, { dataTransfer: { types: ['Files'], files: [], items } });
    return event;
  }, OWN_SENTENCES);
  await folder.evaluate((event) => document.body.dispatchEvent(event));
  const half = OWN_SENTENCES.length / 2;
  const whole = `${OWN_SENTENCES.slice(0, half).join(' ')}\n\n${OWN_SENTENCES.slice(half).join(' ')}\n\nThe end has come.`;
  await expect(textbox(page)).toHaveValue(whole);
  await expect(page.getByText('Skipped, not text: c.png.')).toBeVisible();
  await expect(page.getByText('d.srt: Times, numbers and styles of subtitles')).toBeVisible();
  await expect(textChoice(page)).toContainText('farm');
});

test('refuses a picture by its name and reason, and keeps the text', async ({ page }, info) => {
  const path = info.outputPath('photo.txt');
  const png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
  writeFileSync(path, Buffer.from([...png, ...new Array(300).fill(7)]));
  await openOwnText(page);
  await fileInput(page).setInputFiles(path);
  await expect(alert(page)).toContainText('photo.txt is a PNG picture.');
  await expect(textbox(page)).toHaveValue(OWN_TEXT);
  await takeFirstStep(page);
});

test('keeps repeats out of the exam if they are trained on, unless told not to', async ({
  page,
}) => {
  const doubled = [...OWN_SENTENCES, ...OWN_SENTENCES].join('\n\n');
  await open(page);
  await paste(page, doubled);
  await expect.poll(() => count(page, 'repeats')).toBeGreaterThanOrEqual(OWN_SENTENCES.length);
  await expect(
    page.getByText('repeats are kept together, all trained on or all held out.'),
  ).toBeVisible();
  await gotoAnew(page, small({ keepTogether: false }));
  await tab(page, 'Edit').click();
  await expect(page.getByText('what is held out may also be trained on')).toBeVisible();
});

test('scrolls through a long text and jumps to any place in it', async ({ page }, info) => {
  const path = info.outputPath('long.txt');
  const day = (i: number) => `On day ${i} the rain fell. ${OWN_SENTENCES[i % 40]}\n\n`;
  writeFileSync(path, Array.from({ length: 20_000 }, (_, i) => day(i)).join(''));
  await openEdit(page);
  await fileInput(page).setInputFiles(path);
  await patiently.poll(() => count(page, 'sentences')).toBe(40_000);
  await tab(page, 'Masked').click();
  const list = page.getByRole('list', { name: 'Tokens', exact: true });
  const place = page.getByRole('slider', { name: 'Place in the text' });
  await expect(list).toContainText('On day');
  const last = Number(await place.getAttribute('max'));
  await place.fill(`${last}`);
  await expect(list).toContainText('1999');
  // Only the part that is on the screen is in the page.
  expect(await list.getByRole('listitem').count()).toBeLessThan(3000);
  await list.locator('xpath=..').evaluate((scroller) => {
    scroller.scrollTop -= 400;
  });
  await expect.poll(async () => Number(await place.inputValue())).toBeLessThan(last);
  await place.fill('0');
  await expect(list).toContainText('On');
  await expect.poll(() => list.getByRole('listitem').first().getAttribute('data-index')).toBe('0');
});

test('keeps a long text over a reload, on disk', async ({ page }, info) => {
  const path = info.outputPath('long.txt');
  const text = `${OWN_TEXT}\n\n`.repeat(200);
  writeFileSync(path, text);
  await openEdit(page);
  await fileInput(page).setInputFiles(path);
  await expect.poll(() => count(page, 'characters')).toBe(text.length);
  await expect.poll(() => count(page, 'sentences')).toBe(8000);
  await reload(page);
  await expect.poll(() => count(page, 'sentences')).toBe(8000);
  await takeFirstStep(page);
});
