import { expect, type Locator, type Page } from '@playwright/test';
import type { WorkerName } from '../src/protocol/workers';
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
  toNumber,
  workerOf,
} from './page';
import { OWN_TEXT } from './text';

/** For tests of runs that save themselves. */

/** So many times as fast as time are the clocks of workers that `hurry` hurries. */
const HURRY = 5;

/**
 * Has the clocks of all workers that start from now on run fast: a run saves itself every three seconds, and a test would
 * only wait.
 */
export function hurry(page: Page): void {
  page.on('worker', (worker) => {
    const fast = (times: number) => {
      const now = performance.now.bind(performance);
      const from = now();
      performance.now = () => from + times * (now() - from);
    };
    void worker.evaluate(fast, HURRY).catch(() => {}); // it may have ended meanwhile
  });
}

/** Throws in a worker, where no handler of its own catches it. */
export async function kill(page: Page, name: WorkerName): Promise<void> {
  await (await workerOf(page, name)).evaluate(() => {
    setTimeout(() => {
      throw new Error('planted');
    });
  });
}

/**
 * Has a worker hang, and waits until the page says so. The page must have a clock that was installed: it is put forward in
 * steps that do not look as if the browser had paused the page.
 */
export async function hang(page: Page, name: WorkerName, told: Locator): Promise<void> {
  void (await workerOf(page, name))
    .evaluate(() => {
      for (;;);
    })
    .catch(() => {}); // it is ended
  await patiently
    .poll(
      async () => {
        await page.clock.fastForward(6000);
        return told.count();
      },
      { intervals: [100] },
    )
    .toBe(1);
}

/** Whether this browser offers a WebGPU adapter. */
export const hasGpu = (page: Page) =>
  page.evaluate(async () => Boolean(await navigator.gpu?.requestAdapter()));

/** Has a worker's WebGPU device fail, once the worker next uses it. */
export async function failDevice(
  page: Page,
  name: WorkerName,
  how: 'lost' | 'gone' | 'memory',
): Promise<void> {
  await (await workerOf(page, name)).evaluate(async (what) => {
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

export const status = (page: Page, name: string) => page.getByRole('status', { name, exact: true });
/** The step at which the run was saved last. */
export const savedAt = async (page: Page) => {
  const text = (await page.getByText(/^saved at step/).textContent()) ?? '';
  return Number(text.replace(/\D/g, ''));
};

/** Trains an own text until the run has saved itself. */
export async function trainUntilSaved(page: Page, address = small()): Promise<number> {
  hurry(page);
  await open(page, address);
  await paste(page, OWN_TEXT);
  await button(page, 'Train').click();
  await passStep(page, 1);
  await patiently(page.getByText(/^saved at step/)).toBeVisible();
  return savedAt(page);
}

/** The run is back, paused, at no earlier step than it was saved at; it goes on. */
export async function expectBack(page: Page, saved: number): Promise<void> {
  await patiently(status(page, 'Your run')).toContainText('is back at step');
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
export async function expectWentOn(page: Page, what: string, saved: number): Promise<number> {
  await patiently(status(page, 'About your run')).toContainText(what);
  const told = (await status(page, 'About your run').textContent()) ?? '';
  const from = toNumber(/back to step ([\d\u202f]+)/.exec(told)?.[1] ?? '');
  expect(from, told).toBeGreaterThanOrEqual(saved);
  await passStep(page, from);
  await expect(button(page, 'Pause')).toBeVisible();
  await expect(alert(page)).toHaveCount(0);
  return from;
}
