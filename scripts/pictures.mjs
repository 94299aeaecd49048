// Takes the README's pictures of the built page while it trains: docs/page-light.png and docs/page-dark.png.
//   npm run build && node scripts/pictures.mjs
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { ensureChromium, LAUNCH_ARGS } from './chromium.mjs';
import { serve } from './serve.mjs';

/** The page as it opens, with enough steps to give the curve a shape. */
const ADDRESS = '#backend=wasm&maxSteps=1000';
const STEP = 600;

const server = await serve({ port: 0 });
const browser = await chromium.launch({ executablePath: ensureChromium(), args: LAUNCH_ARGS });
try {
  for (const colorScheme of ['light', 'dark']) {
    const page = await browser.newPage({
      viewport: { width: 1440, height: 900 },
      deviceScaleFactor: 2,
      colorScheme,
    });
    await page.goto(server.url + ADDRESS);
    await page.getByRole('button', { name: 'Train', exact: true }).click();
    await page.waitForFunction(
      (least) => {
        const step = document.querySelector('[data-testid=step]')?.textContent ?? '';
        return Number(step.replace(/\D/g, '')) >= least;
      },
      STEP,
      { timeout: 600_000 },
    ); // A busy machine is slow.
    const path = fileURLToPath(new URL(`../docs/page-${colorScheme}.png`, import.meta.url));
    await page.screenshot({ path });
    console.log(path);
    await page.close();
  }
} finally {
  await browser.close();
  await server.close();
}
