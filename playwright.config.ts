import { defineConfig } from '@playwright/test';
import { findChromium, LAUNCH_ARGS } from './scripts/chromium.mjs';

const port = Number(process.env.PORT || 4199);
const baseURL = `http://localhost:${port}/`;
const executablePath = findChromium();

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results/playwright', // Emptied at each start, so not the folder of the reports.
  // No test is decided by how fast the machine is: these end one that hangs.
  timeout: 900_000,
  expect: { timeout: 300_000 },
  workers: 2, // Training takes every core it gets, but a page that is opened and looked at does not.
  retries: 0,
  forbidOnly: true,
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  use: {
    baseURL,
    trace: 'off',
    viewport: { width: 1440, height: 900 },
    launchOptions: { args: [...LAUNCH_ARGS], ...(executablePath && { executablePath }) },
  },
  projects: [{ name: 'chromium', use: { browserName: 'chromium' } }],
  webServer: {
    command: 'node scripts/serve.mjs',
    url: baseURL,
    env: { PORT: `${port}` },
    reuseExistingServer: false,
    timeout: 60_000,
  },
});
