// Runs Vitest's browser mode in an installed Chromium or Firefox, through Puppeteer.
import { defineBrowserProvider } from '@vitest/browser';
import puppeteer from 'puppeteer-core';

/**
 * A provider that only opens pages: no clicks, screenshots or mocks.
 *
 * Not @vitest/browser-playwright: Playwright (1.65) drives its own build of Firefox. It can also drive a stock
 * one (channel 'moz-firefox'), but sends `network.addDataCollector`, which Firefox 140 ESR does not know.
 * @param {import('puppeteer-core').LaunchOptions} options
 */
export function browserProvider(options) {
  return defineBrowserProvider({
    name: 'puppeteer',
    providerFactory: () => {
      let browser;
      return {
        name: 'puppeteer',
        supportsParallelism: false,
        getCommandsContext: () => ({}),
        openPage: async (_session, url) => {
          browser ??= await puppeteer.launch(options);
          const page = await browser.newPage();
          await page.goto(url);
        },
        close: () => browser?.close(),
      };
    },
  });
}
