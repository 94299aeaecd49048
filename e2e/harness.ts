import { appendFileSync, mkdirSync } from 'node:fs';
import { test as base } from '@playwright/test';
import type { Backend } from '../src/config/settings';
import { watch } from './watch';

export { expect } from '@playwright/test';

type Options = {
  /** For a test that causes errors. Requests to other origins and policy breaches still fail it. */
  allowConsoleErrors: boolean;
};
type Fixtures = {
  /** Requests to these are no fault. A test that shows the page in another site adds that. */
  origins: Set<string>;
};

/**
 * Playwright's `test`, with a watch on the page, its workers, its service workers and its pop-ups. A console error, an uncaught error, a
 * breach of the content security policy or a request to another origin fails the test.
 */
export const test = base.extend<Options & Fixtures>({
  allowConsoleErrors: [false, { option: true }],

  origins: async ({ baseURL }, use) => {
    await use(new Set([new URL(baseURL ?? 'http://localhost').origin]));
  },

  page: async ({ page, allowConsoleErrors, origins }, use) => {
    const { problems, stop } = await watch(page, origins, allowConsoleErrors);
    await use(page);
    stop();
    if (problems.size > 0) {
      throw new Error(`The page did what it must not:\n  ${[...problems].join('\n  ')}`);
    }
  },
});

/**
 * Notes what really ran, for the table at the end of `npm test`: 'ran' with what was seen, or 'skipped' with the
 * reason. A backend that no test notes fails the run.
 */
export function recordBackend(backend: Backend, status: 'ran' | 'skipped', detail: string): void {
  mkdirSync('test-results', { recursive: true });
  appendFileSync('test-results/backends.json', `${JSON.stringify({ backend, status, detail })}\n`);
}
