import type { Page } from '@playwright/test';
import { expect, test } from './harness';
import {
  alert,
  button,
  noteStatuses,
  open,
  passStep,
  paste,
  patiently,
  reload,
  small,
  textbox,
  workerOf,
} from './page';
import { OWN_TEXT } from './text';

test.use({ allowConsoleErrors: true });

const hasAdapter = (page: Page) =>
  page.evaluate(async () => Boolean(await navigator.gpu?.requestAdapter()));

/** Does something to the trainer's GPU device, once the trainer next uses it. */
async function withDevice(page: Page, action: 'destroy' | 'misuse'): Promise<void> {
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
    if (what === 'destroy') {
      device.destroy();
      return;
    }
    const buffer = device.createBuffer({ size: 16, usage: GPUBufferUsage.UNIFORM });
    device.queue.writeBuffer(buffer, 0, new Uint32Array(4)); // an error: its usage forbids writing
  }, action);
}

async function train(page: Page): Promise<void> {
  await button(page, 'Train').click();
  await passStep(page, 3);
}

test('says what it compiles and times, and times it only once', async ({ page }) => {
  const phases = await noteStatuses(page);
  await page.goto(small({ backend: 'webgpu' }));
  test.skip(!(await hasAdapter(page)), 'this browser offers no WebGPU adapter');
  await train(page);
  const said = await phases();
  expect(said.filter((phase) => /^Compiling GPU programs \d+\/\d+$/.test(phase))).not.toEqual([]);
  expect(said.filter((phase) => /^Timing matrix products \d+\/\d+$/.test(phase))).not.toEqual([]);

  await reload(page);
  await train(page);
  expect((await phases()).filter((phase) => phase.startsWith('Timing'))).toEqual([]);
});

test('says so when it loses the GPU; Train starts over', async ({ page }) => {
  await open(page, small({ backend: 'webgpu' }));
  test.skip(!(await hasAdapter(page)), 'this browser offers no WebGPU adapter');
  await paste(page, OWN_TEXT);
  await train(page);
  for (const [action, what] of [
    ['destroy', 'The WebGPU device was lost.'],
    ['misuse', 'The WebGPU device reported an error.'],
  ] as const) {
    await withDevice(page, action);
    await patiently(alert(page)).toContainText(what);
    const text = (await alert(page).textContent()) ?? '';
    const good = /The last step known to be good is (\d+)\./.exec(text);
    expect(Number(good?.[1]), text).toBeGreaterThan(0);
    await expect(textbox(page)).toHaveValue(OWN_TEXT);

    await train(page);
    await expect(alert(page)).toHaveCount(0);
  }
});
