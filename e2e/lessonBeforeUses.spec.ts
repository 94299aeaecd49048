import { expect, type Page, test } from '@playwright/test';
import { button, fillSentence, patiently } from './page';

const lessons = (page: Page) => page.getByRole('complementary', { name: 'Lessons' });
const heading = (page: Page) => lessons(page).getByRole('heading', { level: 3 });
/** What the page has computed of the step that has ended. */
const told = (page: Page) => lessons(page).getByRole('status').last();
const next = (page: Page) => button(page, 'Next');

/** Enough for something to be learned; the lessons' own numbers of steps are tested with the lessons. */
const STEPS = 100;

/** Has each run end sooner than the lesson says. */
const trainBriefly = (page: Page) =>
  page.addInitScript((maxSteps) => {
    const { postMessage } = Worker.prototype;
    Worker.prototype.postMessage = function (
      this: Worker,
      ...[message, ...rest]: [{ settings?: { maxSteps: number } }, ...unknown[]]
    ) {
      const { settings } = message;
      const sent =
        settings && settings.maxSteps > maxSteps
          ? { ...message, settings: { ...settings, maxSteps } }
          : message;
      Reflect.apply(postMessage, this, [sent, ...rest]);
    };
  }, STEPS);

async function openLesson(page: Page, id: string) {
  await trainBriefly(page);
  await page.goto(`./#lesson=${id}&backend=wasm`);
  await patiently(heading(page)).toBeVisible();
}

/** Has the page do the first steps, and gives what it told of them. */
async function watchSteps(page: Page, steps: number): Promise<string[]> {
  const all: string[] = [];
  for (let step = 0; step < steps; step++) {
    const doIt = button(page, 'Do it for me');
    await patiently(doIt).toBeEnabled();
    await doIt.press('Enter');
    await patiently(next(page)).toBeVisible();
    all.push((await told(page).textContent()) ?? '');
    await next(page).click();
  }
  return all;
}

test('what it read before is told from two runs of one exam, and from one that cheats', async ({
  page,
}) => {
  await openLesson(page, 'before');
  const all = await watchSteps(page, 4);
  await expect(heading(page)).toHaveText('What you saw');
  expect(all[0]).toMatch(/^From \d+ sentences it learned to fill \d+ of 100 blanks/);
  expect(all[1]).toMatch(/^Before training it filled \d+ of 100, at its best \d+; from nothing/);
  expect(all[2]).toMatch(/stands|None of the words/);
  expect(all[3]).toMatch(/proves nothing/);
  await expect(lessons(page)).toContainText(/Pretraining|No clear difference|Probably/);
});

test('a person finds odd words before the model and its rival do, and asks a question', async ({
  page,
}) => {
  await openLesson(page, 'uses');
  const lines = lessons(page).getByRole('group', { name: 'Click the word that does not belong.' });
  for (let line = 1; line <= 5; line++) {
    await patiently(lines).toContainText(`Line ${line} of 5`);
    await lines.getByRole('button').nth(line).click();
  }
  await expect(lessons(page)).toContainText('Your bet:');
  await patiently(next(page)).toBeVisible();
  await expect(told(page)).toHaveText(/^You found \d of 5\. Odd were: /);
  for (const rival of ['counting pairs', 'counting threes']) {
    await next(page).click();
    await button(page, 'The model').click();
    await patiently(told(page)).toContainText(rival);
    await expect(told(page)).toHaveText(/in \d+ lines: the model \d+, counting \w+ \d+\.$/);
  }
  await next(page).click();
  await fillSentence(page, 'Two and two is ___.');
  await patiently(told(page)).toHaveText(/^It says .* It always answers/);
  await next(page).click();
  await expect(lessons(page)).toContainText('To ask it questions, ');
});
