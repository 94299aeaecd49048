import type { BrowserContext, Page } from '@playwright/test';
import { expect, test } from './harness';
import {
  alert,
  button,
  open,
  passStep,
  paste,
  patiently,
  small,
  stepOf,
  tab,
  textbox,
  workerOf,
} from './page';
import { OWN_TEXT } from './text';

/** What ends a page, a worker or a device in the middle of a run, and what is left of the run. */

test.use({ allowConsoleErrors: true });

const status = (page: Page, name: string) => page.getByRole('status', { name, exact: true });
const savedAt = async (page: Page) => {
  const text = (await page.getByText(/^saved at step/).textContent()) ?? '';
  return Number(text.replace(/\D/g, ''));
};

/** Trains an own text until the run has saved itself. */
async function trainUntilSaved(page: Page, address = small()): Promise<number> {
  await open(page, address);
  await paste(page, OWN_TEXT);
  await button(page, 'Train').click();
  await passStep(page, 1);
  await patiently(page.getByText(/^saved at step/)).toBeVisible();
  return savedAt(page);
}

/** The run is back, paused, at no earlier step than it was saved at; it goes on. */
async function expectBack(page: Page, saved: number): Promise<void> {
  await patiently(status(page, 'Your run')).toContainText('Your run is back at step');
  const step = await stepOf(page);
  expect(step).toBeGreaterThanOrEqual(saved);
  await expect(button(page, 'Train')).toBeVisible();
  await tab(page, 'Edit').click();
  await expect(textbox(page)).toHaveValue(OWN_TEXT);
  await button(page, 'Continue').click();
  await passStep(page, step);
  await expect(status(page, 'Your run')).toHaveCount(0);
}

/** The run has gone on by itself, from its last save. */
async function expectWentOn(page: Page, what: string, saved: number): Promise<number> {
  await patiently(status(page, 'About your run')).toContainText(what);
  const told = (await status(page, 'About your run').textContent()) ?? '';
  const from = Number(/back to step (\d+)/.exec(told)?.[1]);
  expect(from, told).toBeGreaterThanOrEqual(saved);
  await passStep(page, from);
  await expect(button(page, 'Pause')).toBeVisible();
  await expect(alert(page)).toHaveCount(0);
  return from;
}

const dismiss = (page: Page) => status(page, 'About your run').getByRole('button').click();

test('a reload, and a tab that crashes', async ({ page, context }) => {
  const saved = await trainUntilSaved(page);
  let asked = false;
  page.on('dialog', (dialog) => {
    asked = true;
    void dialog.accept();
  });
  await page.reload();
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
  const saved = await trainUntilSaved(page);
  await (await workerOf(page, 'cloze-trainer')).evaluate(() => {
    setTimeout(() => {
      throw new Error('planted');
    });
  });
  const from = await expectWentOn(page, 'The training worker stopped.', saved);
  await dismiss(page);
  void (await workerOf(page, 'cloze-trainer'))
    .evaluate(() => {
      for (;;);
    })
    .catch(() => {}); // it is ended
  await expectWentOn(page, 'The training worker stopped answering.', from);
});

test('a WASM helper that goes', async ({ page }) => {
  const saved = await trainUntilSaved(page, small({ workers: 2 }));
  await (await workerOf(page, 'cloze-helper')).evaluate(() => {
    setTimeout(() => {
      throw new Error('planted');
    });
  });
  await expectWentOn(page, 'One of the workers that train the model was lost.', saved);
});

/** Has the trainer's WebGPU device fail, once the trainer next uses it. */
async function failDevice(page: Page, how: 'lost' | 'gone' | 'memory'): Promise<void> {
  await (await workerOf(page, 'cloze-trainer')).evaluate(async (what) => {
    const prototype = GPUDevice.prototype;
    const original = prototype.createCommandEncoder;
    const device = await new Promise<GPUDevice>((resolve) => {
      prototype.createCommandEncoder = function (this: GPUDevice, ...args) {
        resolve(this);
        return original.apply(this, args);
      };
    });
    prototype.createCommandEncoder = original;
    if (what === 'memory') {
      const error = new GPUOutOfMemoryError('planted');
      device.dispatchEvent(new GPUUncapturedErrorEvent('uncapturederror', { error }));
    } else device.destroy();
  }, how);
}

/** What stands before the trainer's script from its next start on. */
const prepend = (page: Page, code: string) =>
  page.route('**/assets/trainer-*.js', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${code}\n${await response.text()}` });
  });

test('a GPU that is lost, has no memory, or is gone', async ({ page }) => {
  await page.goto(small({ backend: 'webgpu' }));
  const hasGpu = await page.evaluate(async () => Boolean(await navigator.gpu?.requestAdapter()));
  test.skip(!hasGpu, 'this browser offers no WebGPU adapter');
  const saved = await trainUntilSaved(page, small({ backend: 'webgpu' }));
  await failDevice(page, 'lost');
  const from = await expectWentOn(page, 'The WebGPU device was lost.', saved);
  await expect(page.getByTestId('backend')).toHaveText(/^webgpu/);
  await dismiss(page);
  // The same device again would do no better.
  await failDevice(page, 'memory');
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
  await failDevice(page, 'gone');
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

test('a text worker that goes while it reads', async ({ page }) => {
  await open(page);
  await paste(page, `${OWN_TEXT} ${'More of it stands here. '.repeat(20_000)}`);
  await (await workerOf(page, 'cloze-texts')).evaluate(() => {
    setTimeout(() => {
      throw new Error('planted');
    });
  });
  await expect(textbox(page)).toHaveValue(new RegExp(`^${OWN_TEXT.slice(0, 40)}`));
  await patiently(page.getByLabel('Counts')).toContainText('sentences');
});

test('a storage that is full, and one that refuses', async ({ page, context }) => {
  const cdp = await context.newCDPSession(page);
  await open(page);
  const origin = new URL(page.url()).origin;
  await cdp.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
  await paste(page, OWN_TEXT);
  await button(page, 'Train').click();
  await patiently(status(page, 'Not saved')).toContainText('no room left');
  await (await workerOf(page, 'cloze-trainer')).evaluate(() => {
    setTimeout(() => {
      throw new Error('planted');
    });
  });
  // The page holds it in memory.
  await expectWentOn(page, 'The training worker stopped.', 1);
});

/** Changes a byte of the newest state that is stored. */
const flipNewest = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('cloze-checkpoints');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const store = opening.result
            .transaction('checkpoints', 'readwrite')
            .objectStore('checkpoints');
          const all = store.getAllKeys();
          all.onsuccess = () => {
            const record = all.result.find((key) => String(key).startsWith('record:'))!;
            const reading = store.get(record);
            reading.onsuccess = () => {
              const { key } = reading.result.saves[0].state;
              const state = store.get(key);
              state.onsuccess = () => {
                new Uint8Array(state.result.parameters.buffer)[5]! ^= 4;
                store.put(state.result, key).onsuccess = () => resolve();
              };
            };
          };
        };
      }),
  );

test('a save that is damaged', async ({ page }) => {
  const saved = await trainUntilSaved(page);
  await patiently.poll(() => savedAt(page)).toBeGreaterThan(saved);
  await button(page, 'Pause').click();
  await expect(button(page, 'Train')).toBeVisible();
  const step = await stepOf(page);
  await patiently.poll(() => savedAt(page)).toBe(step);
  await flipNewest(page);
  await page.reload();
  await patiently(status(page, 'Your run')).toContainText('A newer save was damaged');
  expect(await stepOf(page)).toBeLessThan(step);
  expect(await stepOf(page)).toBeGreaterThanOrEqual(saved);
});

test('a second tab', async ({ page, context }) => {
  await trainUntilSaved(page);
  const second: Page = await (context as BrowserContext).newPage();
  await second.goto('./');
  await expect(status(second, 'Another run')).toContainText('is open in another tab');
  expect(await stepOf(second)).toBe(0);
  await second.getByRole('button', { name: 'Take it over' }).click();
  await patiently(status(second, 'Your run')).toContainText('Your run is back at step');
  await expect(button(page, 'Train')).toBeVisible();
  await expect(status(page, 'Another run')).toContainText('is open in another tab');
  expect(await stepOf(second)).toBe(await stepOf(page));
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
