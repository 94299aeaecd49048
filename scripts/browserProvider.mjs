// Vitest's browser mode, in a Chromium or Firefox of this machine, through Puppeteer.
import { defineBrowserProvider } from '@vitest/browser';
import puppeteer from 'puppeteer-core';

/**
 * A provider that does no more than opening a page: it has no clicks, screenshots or mocks.
 * Puppeteer, because Playwright drives only a Firefox of its own making.
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
