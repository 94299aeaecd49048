import type { Page } from '@playwright/test';
import { formatCount } from '../src/base/format';
import { BACKENDS, type Backend } from '../src/config/settings';
import { expect, recordBackend, test } from './harness';
import {
  attention,
  button,
  count,
  guesses,
  numberIn,
  open,
  passStep,
  paste,
  patiently,
  small,
  stepOf,
  toNumber,
} from './page';
import { OWN_SENTENCES, OWN_TEXT } from './text';

/** Why this browser cannot run `backend`; undefined if it should. */
function missing(page: Page, backend: Backend): Promise<string | undefined> {
  return page.evaluate(async (name) => {
    if (name === 'webgpu' || name === 'tfjs-webgpu') {
      if (!navigator.gpu) return 'this browser has no WebGPU';
      const adapter =
        (await navigator.gpu.requestAdapter()) ??
        (await navigator.gpu.requestAdapter({ forceFallbackAdapter: true }));
      return adapter ? undefined : 'this browser offers no WebGPU adapter on this machine';
    }
    if (name === 'webgl' && !new OffscreenCanvas(1, 1).getContext('webgl2')) {
      return 'this browser offers no WebGL 2';
    }
    return undefined;
  }, backend);
}

/** Held-out losses by step, oldest first, from the curve's table. */
async function heldOutLosses(page: Page): Promise<number[]> {
  const rows = page.getByRole('table', { name: 'Loss by step' }).locator('tbody tr');
  const cells = await rows.locator('td:nth-child(3)').allTextContents();
  return cells.map(toNumber);
}

for (const backend of BACKENDS) {
  test(`learns a pasted text on ${backend}`, async ({ page }) => {
    // The exam is taken forty times in a run: every 100 steps on the slow backends, none of which ends such a run soon.
    await open(page, small({ backend, ...(backend !== 'wasm' && { maxSteps: 4000 }) }));
    const reason = await missing(page, backend);
    if (reason) recordBackend(backend, 'skipped', reason);
    test.skip(reason !== undefined, reason);

    await paste(page, OWN_TEXT);
    await button(page, 'Train').click();
    const running = page.getByTestId('backend');
    await patiently(running).toHaveText(new RegExp(`^${backend}\\b`));

    // By keyboard: notes appear above it as the run begins, and a click would miss.
    await page
      .getByRole('figure', { name: 'Loss curve' })
      .getByText('Show the figures')
      .press('Enter');
    await passStep(page, 0);
    await patiently.poll(async () => (await heldOutLosses(page)).length).toBeGreaterThan(0);
    expect(await count(page, 'sentences'), 'it trains on the pasted text').toBe(
      OWN_SENTENCES.length,
    );
    await expect(page.getByText('the text has changed')).toHaveCount(0);
    const knowsNothing = Math.log(await count(page, 'vocabulary'));
    const [first] = await heldOutLosses(page);
    expect(Math.abs(first! - knowsNothing)).toBeLessThan(0.5);

    const progress = page.getByRole('progressbar', { name: 'Training progress' });
    const before = Number(await progress.getAttribute('aria-valuenow'));
    const shownAt = async (head: number) =>
      Number(await attention(page, 1, head).getAttribute('data-step'));
    await patiently.poll(() => shownAt(1)).toBeGreaterThan(0);
    const shown = [await shownAt(1), await shownAt(2)];
    await patiently.poll(() => shownAt(1)).toBeGreaterThan(shown[0]!);
    await patiently.poll(() => shownAt(2)).toBeGreaterThan(shown[1]!);
    await expect(attention(page, 1, 3)).toHaveCount(0);

    const evalLoss = page.getByTestId('eval-loss');
    await patiently.poll(() => numberIn(evalLoss)).toBeLessThan(knowsNothing - 0.7);
    await expect
      .poll(async () => Number(await progress.getAttribute('aria-valuenow')))
      .toBeGreaterThan(before);
    for (const id of ['eval-accuracy', 'steps-per-second', 'tokens-per-second']) {
      expect(await numberIn(page.getByTestId(id)), id).toBeGreaterThan(0);
    }
    // A quick machine has learned the text by heart by now, and the page rounds.
    expect(await numberIn(page.getByTestId('train-loss'))).toBeGreaterThanOrEqual(0);

    await button(page, 'Pause').click();
    await expect(button(page, 'Train')).toBeVisible();
    const paused = await stepOf(page);
    const five = guesses(page, 1).getByRole('listitem');
    await expect(five).toHaveCount(5);
    for (const guess of await five.all()) await expect(guess).toHaveText(/^\S+ \d+(\.\d)? %$/);
    await expect(attention(page, 1, 1)).toHaveAttribute('data-step', `${paused}`);
    // The next step is the one after the pause: none was taken meanwhile.
    await button(page, 'Step').click();
    await expect(page.getByTestId('step')).toHaveText(formatCount(paused + 1));

    const losses = await heldOutLosses(page);
    await button(page, 'Train').click();
    await passStep(page, paused + 1);
    expect((await heldOutLosses(page)).slice(0, losses.length - 1)).toEqual(losses.slice(0, -1));

    await button(page, 'Reset').click();
    await expect(page.getByTestId('step')).toHaveText('0');
    await expect(button(page, 'Train')).toBeVisible();
    await expect(attention(page, 1, 1)).toHaveAttribute('data-step', '0');
    await expect(page.getByTestId('train-loss')).toHaveText('–');

    const device = (await running.textContent())?.split(' · ')[1];
    recordBackend(
      backend,
      'ran',
      `${device}; held-out loss ${first!.toFixed(2)} → ${Math.min(...losses).toFixed(2)} in ${paused} steps`,
    );
  });
}
