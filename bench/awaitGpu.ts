import type { Page } from '@playwright/test';

/**
 * Waits until the browser offers the machine's GPU. While its GPU process starts, Chromium may answer that there is
 * none, and a step would be measured on the CPU. After 20 s it throws, naming what it got instead.
 */
export async function awaitGpu(page: Page): Promise<void> {
  const given = await page.evaluate(async () => {
    let last = 'no adapter';
    for (const end = performance.now() + 20_000; performance.now() < end; ) {
      const adapter = await navigator.gpu?.requestAdapter({ powerPreference: 'high-performance' });
      if (adapter && !adapter.info.isFallbackAdapter) return undefined;
      if (adapter) last = `${adapter.info.vendor} ${adapter.info.architecture}`;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    return last;
  });
  if (given) throw new Error(`--gpu: this browser does not give the machine's GPU, but ${given}`);
}
