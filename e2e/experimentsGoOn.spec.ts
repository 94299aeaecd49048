import type { Page } from '@playwright/test';
import type { WorkerName } from '../src/protocol/workers';
import { expect, test } from './harness';
import { alert, button, openExperiments, patiently, reload, workerOf } from './page';

test.use({ allowConsoleErrors: true });

/** More steps than any machine takes during a test. */
const ENDLESS = '10000';
const EXPERIMENTS: WorkerName = 'cloze-experiments';

const sweepOf = (page: Page) => page.getByRole('region', { name: 'Sweep a setting' });

async function chooseSweep(page: Page) {
  const sweep = sweepOf(page);
  await expect(button(page, 'Train all three')).toBeEnabled();
  await sweep.getByRole('combobox', { name: 'Setting' }).selectOption('context');
  await sweep.getByRole('combobox', { name: 'Steps each' }).selectOption(ENDLESS);
  await sweep.getByRole('combobox', { name: 'Seeds' }).selectOption('1');
}

/** The step of the newest save of the run under way; 0 where there is none. */
const savedStep = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const opening = indexedDB.open('cloze-experiment-runs');
        opening.onupgradeneeded = () => opening.transaction?.abort(); // nothing was saved yet
        opening.onerror = () => resolve(0);
        opening.onsuccess = () => {
          const db = opening.result;
          const store = db.transaction('runs').objectStore('runs');
          const reading = store.getAll(IDBKeyRange.bound('run:', 'run:~'));
          reading.onsuccess = () => {
            db.close();
            resolve(reading.result[0]?.saves[0].step ?? 0);
          };
        };
      }),
  );

/** The step from which the page says that the run goes on. */
async function saidStep(page: Page, before = ''): Promise<number> {
  const words = `${before}The run goes on from step ([\\d\\s]+), where it was saved last`;
  const notice = page.getByText(new RegExp(words));
  await patiently(notice).toBeVisible();
  const [, step] = new RegExp(words).exec((await notice.textContent())!)!;
  return Number(step!.replace(/\s/g, ''));
}

test('an experiment goes on in mid-run, after a reload and without its worker, in one tab', async ({
  page,
}) => {
  await openExperiments(page, `&maxSteps=${ENDLESS}`);
  await chooseSweep(page);
  const sweep = sweepOf(page);
  await sweep.getByRole('button', { name: 'Run · 3 runs' }).click();
  await patiently.poll(() => savedStep(page)).toBeGreaterThan(0);

  await reload(page);
  const saved = await savedStep(page); // nothing trains now
  await chooseSweep(page);
  await sweep.getByRole('button', { name: 'Go on · 3 runs left' }).click();
  expect(await saidStep(page)).toBe(saved);

  const other = await page.context().newPage();
  await openExperiments(other, `&maxSteps=${ENDLESS}`);
  await chooseSweep(other);
  await sweepOf(other).getByRole('button', { name: 'Go on · 3 runs left' }).click();
  await expect(alert(other)).toContainText('An experiment runs in another tab of this browser.');
  await other.close();

  await (await workerOf(page, EXPERIMENTS)).evaluate(() => {
    setTimeout(() => {
      throw new Error('planted');
    });
  });
  const after = await saidStep(page, 'The worker for experiments stopped. ');
  expect(after).toBeGreaterThanOrEqual(saved);
  await sweep.getByRole('button', { name: 'Pause' }).click();

  // What is discarded leaves nothing behind.
  await sweep.getByRole('button', { name: 'Discard' }).click();
  await expect.poll(() => savedStep(page)).toBe(0);
});
