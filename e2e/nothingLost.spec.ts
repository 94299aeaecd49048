import type { BrowserContext, Page } from '@playwright/test';
import { expect, test } from './harness';
import {
  alert,
  button,
  count,
  open,
  passStep,
  paste,
  patiently,
  reachStep,
  small,
  stepOf,
  textbox,
  toNumber,
  workerOf,
} from './page';
import {
  expectBack,
  expectWentOn,
  failDevice,
  hang,
  hasGpu,
  kill,
  savedAt,
  status,
  trainUntilSaved,
} from './saved';
import { OWN_SENTENCES, OWN_TEXT } from './text';

/** What ends a page, a worker or a device in the middle of a run, and what is left of the run. */

test.use({ allowConsoleErrors: true });

const dismiss = (page: Page) => status(page, 'About your run').getByRole('button').click();

test('a reload, and a tab that crashes', async ({ page, context }) => {
  const saved = await trainUntilSaved(page);
  let asked = false;
  page.on('dialog', (dialog) => {
    asked = true;
    void dialog.accept();
  });
  const seen = await stepOf(page);
  await page.reload();
  // The page says what was trained and is not there.
  const back = status(page, 'Your run');
  await patiently(back).toContainText('is back at step');
  const missing = /trained ([\d\u202f]+) step/.exec((await back.textContent()) ?? '');
  expect((await stepOf(page)) + toNumber(missing?.[1] ?? '0')).toBeGreaterThanOrEqual(seen);
  await expectBack(page, saved);
  expect(asked).toBe(false);
  const address = page.url();
  const again = await savedAt(page);
  const cdp = await context.newCDPSession(page);
  void cdp.send('Page.crash').catch(() => {}); // it never answers
  await page.waitForEvent('crash');
  const next = await context.newPage();
  await next.goto(address);
  await expectBack(next, again);
});

test('a worker that throws, and one that hangs', async ({ page }) => {
  await page.clock.install(); // it goes as fast as ever until it is put forward
  const saved = await trainUntilSaved(page);
  await kill(page, 'cloze-trainer');
  const from = await expectWentOn(page, 'The training worker stopped.', saved);
  await dismiss(page);
  const what = 'The training worker stopped answering.';
  await hang(page, 'cloze-trainer', status(page, 'About your run').filter({ hasText: what }));
  await expectWentOn(page, what, from);
});

test('a WASM helper that goes', async ({ page }) => {
  const saved = await trainUntilSaved(page, small({ workers: 2 }));
  await kill(page, 'cloze-helper');
  await expectWentOn(page, 'One of the workers that train the model was lost.', saved);
});

/** What stands before the trainer's script from its next start on. */
const prepend = (page: Page, code: string) =>
  page.route('**/assets/trainer-*.js', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${code}\n${await response.text()}` });
  });

test('a GPU that is lost, has no memory, or is gone', async ({ page }) => {
  await page.goto(small({ backend: 'webgpu' }));
  test.skip(!(await hasGpu(page)), 'this browser offers no WebGPU adapter');
  const saved = await trainUntilSaved(page, small({ backend: 'webgpu' }));
  await failDevice(page, 'cloze-trainer', 'lost');
  const from = await expectWentOn(page, 'The WebGPU device was lost.', saved);
  await expect(page.getByTestId('backend')).toHaveText(/^webgpu/);
  await dismiss(page);
  // The same device again would do no better.
  await failDevice(page, 'cloze-trainer', 'memory');
  await expectWentOn(page, 'The WebGPU device ran out of memory.', from);
  await expect(page.getByTestId('backend')).toHaveText(/^wasm/);
  await expect(status(page, 'About your run')).toContainText('It runs on WASM.');
  await button(page, 'Pause').click();
  await button(page, 'Reset').click();
  await button(page, 'Train').click();
  await passStep(page, 1);
  await expect(page.getByTestId('backend')).toHaveText(/^webgpu/);
  await patiently(page.getByText(/^saved at step/)).toBeVisible();
  const last = await savedAt(page);
  await prepend(page, 'GPU.prototype.requestAdapter = async () => null;');
  await dismiss(page).catch(() => {});
  await failDevice(page, 'cloze-trainer', 'gone');
  await expectWentOn(page, 'It runs on WASM.', last);
});

test('a WebGL context that is lost', async ({ page }) => {
  await prepend(
    page,
    `{ const get = OffscreenCanvas.prototype.getContext;
       OffscreenCanvas.prototype.getContext = function (...args) {
         const context = get.apply(this, args);
         self.lastContext = context ?? self.lastContext;
         return context;
       }; }`,
  );
  const saved = await trainUntilSaved(page, small({ backend: 'webgl' }));
  await (await workerOf(page, 'cloze-trainer')).evaluate(() => {
    const { lastContext } = self as unknown as { lastContext: WebGL2RenderingContext };
    lastContext.getExtension('WEBGL_lose_context')!.loseContext();
  });
  await expectWentOn(page, 'lost', saved);
});

test('a loss that is not a number', async ({ page }) => {
  // Once it is told to, a step leaves weights that are none.
  await prepend(
    page,
    `{ const { Instance } = WebAssembly;
       WebAssembly.Instance = function (module, imports) {
         const { exports } = new Instance(module, imports);
         const adamW = (parameters, first, second, gradients, decays, count, ...rest) => {
           exports.adamW(parameters, first, second, gradients, decays, count, ...rest);
           if (!self.isPlanted) return;
           self.isPlanted = false;
           new Float32Array(imports.env.memory.buffer, parameters, count).fill(NaN);
         };
         return { exports: exports.adamW ? { ...exports, adamW } : exports };
       }; }`,
  );
  const plant = async () =>
    (await workerOf(page, 'cloze-trainer')).evaluate(() => {
      Object.assign(self, { isPlanted: true });
    });
  await trainUntilSaved(page, small({ workers: 1 }));
  await button(page, 'Pause').click();
  await expect(button(page, 'Train')).toBeVisible();
  const step = await stepOf(page);
  await patiently.poll(() => savedAt(page)).toBe(step);

  // Nobody has seen it yet: the loss of a step is that of the weights before it. It is not saved all the same.
  await plant();
  await button(page, 'Step').click();
  await reachStep(page, step + 1);
  await expect(button(page, 'Step')).toBeEnabled();
  expect(await savedAt(page)).toBe(step);
  await page.reload();
  await expectBack(page, step);

  await passStep(page, step + 1);
  await plant();
  await patiently(alert(page)).toContainText('is not a number, so training stopped.');
  const told = (await alert(page).textContent()) ?? '';
  const [, bad, kept] = /The loss of step (\d+) .* weights of step (\d+) are kept/.exec(told) ?? [];
  expect(told).toContain('Set the learning rate to 0.003 or less and press Train to go on');
  expect(Number(kept)).toBeLessThan(Number(bad));
  await reachStep(page, Number(kept));
  await patiently.poll(() => savedAt(page)).toBe(Number(kept));
  await button(page, 'Train').click();
  await passStep(page, Number(bad));
  await expect(alert(page)).toHaveCount(0);
  await expect(page.getByTestId('train-loss')).toHaveText(/^\d+\.\d+$/);
});

test('a text worker that goes while it reads', async ({ page }) => {
  await open(page);
  // Before its first answer it would count as one that cannot start.
  await expect.poll(() => count(page, 'sentences')).toBeGreaterThan(0);
  const dies = () => {
    addEventListener('message', ({ data }) => {
      if (data.type === 'prepare') throw new Error('planted');
    });
  };
  await (await workerOf(page, 'cloze-texts')).evaluate(dies);
  await paste(page, OWN_TEXT);
  await expect(page.getByText('The text worker stopped. A new one reads')).toBeVisible();
  await expect.poll(() => count(page, 'sentences')).toBe(OWN_SENTENCES.length);
  await expect(textbox(page)).toHaveValue(OWN_TEXT);
  await expect(alert(page)).toHaveCount(0);
});

/** What is changed of the run that is stored: a byte of its newest numbers, the format of its record, a setting left out. */
interface Edit {
  readonly flip?: boolean;
  readonly format?: number;
  readonly without?: string;
}

/** Changes what is stored of the run, as a fault or another version of the page may have left it. */
const editSave = (page: Page, edit: Edit) =>
  page.evaluate(async ({ flip, format, without }) => {
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const database = await done(indexedDB.open('cloze-checkpoints'));
    const store = database.transaction('checkpoints', 'readwrite').objectStore('checkpoints');
    const key = (await done(store.getAllKeys())).find((name) => `${name}`.startsWith('record:'))!;
    const record = await done(store.get(key));
    if (flip) {
      const place = record.saves[0].state.key;
      const state = await done(store.get(place));
      new Uint8Array(state.parameters.buffer)[5]! ^= 4;
      await done(store.put(state, place));
    }
    record.format = format ?? record.format;
    if (without !== undefined) delete record.run.settings[without];
    await done(store.put(record, key));
    database.close();
  }, edit);

test('a save that is damaged', async ({ page }) => {
  const saved = await trainUntilSaved(page);
  await patiently.poll(() => savedAt(page)).toBeGreaterThan(saved);
  await button(page, 'Pause').click();
  await expect(button(page, 'Train')).toBeVisible();
  const step = await stepOf(page);
  await patiently.poll(() => savedAt(page)).toBe(step);
  await editSave(page, { flip: true });
  await page.reload();
  await patiently(status(page, 'Your run')).toContainText('A newer save was damaged');
  expect(await stepOf(page)).toBeLessThan(step);
  expect(await stepOf(page)).toBeGreaterThanOrEqual(saved);
});

test('a save of an older or a newer version, and a clock that goes back', async ({ page }) => {
  await trainUntilSaved(page);
  await button(page, 'Pause').click();
  await expect(button(page, 'Train')).toBeVisible();
  const step = await stepOf(page);
  await patiently.poll(() => savedAt(page)).toBe(step);
  await editSave(page, { format: 99 });
  await page.reload();
  await patiently(page.getByText('A newer version of Cloze has saved a run')).toBeVisible();
  expect(await stepOf(page)).toBe(0);
  // It was left alone. A setting that an older version did not have has its default.
  await editSave(page, { format: 1, without: 'warmupSteps' });
  await page.addInitScript(() => {
    const now = Date.now;
    Date.now = () => now() - 86_400_000; // a day
  });
  await page.reload();
  await expectBack(page, step);
  await patiently.poll(() => savedAt(page)).toBeGreaterThan(step);
  const later = await savedAt(page);
  await page.reload();
  await expectBack(page, later);
});

test('a second tab', async ({ page, context }) => {
  await trainUntilSaved(page);
  const second: Page = await (context as BrowserContext).newPage();
  await second.goto('./');
  await expect(status(second, 'Another run')).toContainText('is open in another tab');
  expect(await stepOf(second)).toBe(0);
  await second.getByRole('button', { name: 'Take it over' }).click();
  await patiently(status(second, 'Your run')).toContainText('is back at step');
  await expect(button(page, 'Train')).toBeVisible();
  await expect(status(page, 'Another run')).toContainText('is open in another tab');
  const shared = await stepOf(page);
  expect(await stepOf(second)).toBe(shared);
  // What the first one trains on is a run of its own: it saves itself, and stays when the other is taken back.
  await button(page, 'Train').click();
  await passStep(page, shared);
  await patiently(page.getByText(/^saved at step/)).toBeVisible();
  await expect(status(page, 'Another run')).toContainText('is a run of its own');
  await page.getByRole('button', { name: 'Take it over' }).click();
  await patiently(status(page, 'Your run')).toContainText('is back at step');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(status(page, 'Your run')).toHaveCount(0);
  await patiently.poll(() => stepOf(page)).toBeGreaterThan(shared);
  const own = await stepOf(page);
  await page.reload();
  await expectBack(page, own);
});

test('a tab that the browser freezes', async ({ page, context }) => {
  const saved = await trainUntilSaved(page);
  const cdp = await context.newCDPSession(page);
  await cdp.send('Page.setWebLifecycleState', { state: 'frozen' });
  await cdp.send('Page.setWebLifecycleState', { state: 'active' });
  await passStep(page, saved);
  await expect(button(page, 'Pause')).toBeVisible();
  await expect(alert(page)).toHaveCount(0);
});
