import type { Page } from '@playwright/test';
import type { WorkerName } from '../src/protocol/workers';
import { expect, test } from './harness';
import { alert, button, openExperiments, patiently, reload, small, workerOf } from './page';
import { failDevice, hang, hasGpu, hurry } from './saved';

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

/** The step of the newest save of the run under way, or of the least of so many; 0 where there are fewer. */
const savedStep = (page: Page, runs = 1) =>
  page.evaluate(
    (count) =>
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
            const steps = reading.result.map(({ saves }) => saves[0].step);
            resolve(steps.length < count ? 0 : Math.min(...steps));
          };
        };
      }),
    runs,
  );

/** The step from which the page says that what was trained goes on. */
async function saidStep(page: Page, before = '', who = 'The run goes'): Promise<number> {
  const words = `${before}${who} on from step ([\\d\\s]+), where (?:it was|they were) saved last`;
  const notice = page.getByText(new RegExp(words));
  await patiently(notice).toBeVisible();
  const [, step] = new RegExp(words).exec((await notice.textContent())!)!;
  return Number(step!.replace(/\s/g, ''));
}

test('an experiment goes on in mid-run, after a reload and without its worker, in one tab', async ({
  page,
}) => {
  hurry(page);
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

test('three models go on without their GPU, and without their worker, which hangs', async ({
  page,
}) => {
  hurry(page);
  await page.clock.install(); // it goes as fast as ever until it is put forward
  // On a text they are as small as the model in the playground.
  await page.goto(`${small({ backend: 'webgpu' })}&part=experiments&language=text`);
  test.skip(!(await hasGpu(page)), 'this browser offers no WebGPU adapter');
  await button(page, 'Train all three').click();
  await patiently.poll(() => savedStep(page, 3)).toBeGreaterThan(0);
  const saved = await savedStep(page, 3);
  await failDevice(page, EXPERIMENTS, 'lost');
  const from = await saidStep(page, 'The WebGPU device was lost: .* ', 'The three models go');
  expect(from).toBeGreaterThanOrEqual(saved);

  const hangs = 'The worker for experiments stopped answering. ';
  await hang(page, EXPERIMENTS, page.getByText(hangs));
  const last = await saidStep(page, hangs, 'The three models go');
  expect(last).toBeGreaterThanOrEqual(from);
  await expect(button(page, 'Stop')).toBeVisible();
  await expect(alert(page)).toHaveCount(0);
});
