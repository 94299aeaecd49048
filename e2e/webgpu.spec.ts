import type { Page } from '@playwright/test';
import { expect, test } from './harness';
import { button, noteStatuses, passStep, reload, small } from './page';

test.use({ allowConsoleErrors: true });

const hasAdapter = (page: Page) =>
  page.evaluate(async () => Boolean(await navigator.gpu?.requestAdapter()));

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
