import { appendFileSync, mkdirSync } from 'node:fs';
import { test as base, type ConsoleMessage, type Request, type WebError } from '@playwright/test';
import type { Backend } from '../src/config/settings';

export { expect } from '@playwright/test';

type Options = {
  /** For a test that causes errors. Requests to other origins and policy breaches still fail it. */
  allowConsoleErrors: boolean;
};
type Fixtures = {
  /** Requests to these are no fault. A test that shows the page in another site adds that. */
  origins: Set<string>;
};

const OWN_SCHEMES = new Set(['blob:', 'data:', 'about:']);
const POLICY = 'Content Security Policy';

/** Not every breach reaches the console by itself: a caught `eval` does not. */
function reportPolicyBreaches(): void {
  addEventListener('securitypolicyviolation', (event) => {
    const place = `${event.sourceFile}:${event.lineNumber}`;
    console.error(
      `Content Security Policy: ${event.violatedDirective} ${event.blockedURI} ${place}`,
    );
  });
}

/**
 * Playwright's `test`, with a watch on the page, its workers and its pop-ups. A console error, an uncaught error, a
 * breach of the content security policy or a request to another origin fails the test.
 */
export const test = base.extend<Options & Fixtures>({
  allowConsoleErrors: [false, { option: true }],

  origins: async ({ baseURL }, use) => {
    await use(new Set([new URL(baseURL ?? 'http://localhost').origin]));
  },

  page: async ({ page, allowConsoleErrors, origins }, use) => {
    const context = page.context();
    const problems = new Set<string>(); // A header and a `<meta>` both report a breach.

    const onConsole = (message: ConsoleMessage): void => {
      const text = message.text();
      if (text.includes(POLICY)) problems.add(`policy: ${text}`);
      else if (message.type() === 'error' && !allowConsoleErrors) {
        const { url, lineNumber } = message.location();
        problems.add(`console: ${text} (${url}:${lineNumber})`);
      }
    };
    const onError = (webError: WebError): void => {
      const error = webError.error();
      if (!allowConsoleErrors) problems.add(`uncaught: ${error.stack ?? error.message}`);
    };
    const onRequest = (request: Request): void => {
      const url = new URL(request.url());
      if (!origins.has(url.origin) && !OWN_SCHEMES.has(url.protocol)) {
        problems.add(`request to another origin: ${request.method()} ${url.href}`);
      }
    };

    await page.addInitScript(reportPolicyBreaches);
    context.on('console', onConsole);
    context.on('weberror', onError);
    context.on('request', onRequest);
    await use(page);
    context.off('console', onConsole);
    context.off('weberror', onError);
    context.off('request', onRequest);
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
