import { defineConfig } from '@playwright/test';
import { findChromium, LAUNCH_ARGS } from './scripts/chromium.mjs';

const port = Number(process.env.PORT || 4199);
const baseURL = `http://localhost:${port}/`;
const executablePath = findChromium();

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results/playwright', // Playwright empties it at each start, so the reports are elsewhere.
  // No result depends on how fast the machine is: limits only end what hangs. A wrong locator costs a minute;
  // `patiently` (e2e/page.ts) is for what waits until a model has trained.
  timeout: 900_000,
  expect: { timeout: 60_000 },
  maxFailures: 10, // A broken build fails everywhere, a minute each. --max-failures=0 runs all the same.
  workers: 2, // Training takes every core it gets, but opening a page does not.
  fullyParallel: true, // No test needs what another leaves behind, and one long file would keep one worker busy alone.
  retries: 0,
  forbidOnly: true,
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  use: {
    baseURL,
    trace: 'off',
    actionTimeout: 60_000,
    navigationTimeout: 60_000,
    serviceWorkers: 'block', // Each would store the whole page anew; e2e/offline.spec.ts allows them.
    viewport: { width: 1440, height: 900 },
    launchOptions: { args: [...LAUNCH_ARGS], ...(executablePath && { executablePath }) },
  },
  projects: [{ name: 'chromium', use: { browserName: 'chromium' } }],
  webServer: {
    command: 'node scripts/serve.mjs',
    url: baseURL,
    env: { PORT: `${port}`, REPORT_BREACHES: 'yes' }, // e2e/watch.ts hears them
    reuseExistingServer: false,
    timeout: 60_000,
  },
});
