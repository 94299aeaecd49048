import type { ConsoleMessage, Page, Request, WebError } from '@playwright/test';
import { BREACH_PATH } from '../scripts/headers.mjs';

const OWN_SCHEMES = new Set(['blob:', 'data:', 'about:']);
const POLICY = /Content Security Policy|Trusted Type/;

/** Not every breach reaches the console by itself: a caught `eval` does not. Those of workers come as reports. */
function reportPolicyBreaches(): void {
  addEventListener('securitypolicyviolation', (event) => {
    const place = `${event.sourceFile}:${event.lineNumber}`;
    console.error(
      `Content Security Policy: ${event.violatedDirective} ${event.blockedURI} ${place}`,
    );
  });
}

/**
 * Watches a page, its workers, its service workers and its pop-ups for console errors, uncaught errors, breaches of the
 * content security policy and requests to other origins.
 *
 * @param origins those that may be asked
 */
export async function watch(page: Page, origins: ReadonlySet<string>, allowConsoleErrors: boolean) {
  const context = page.context();
  const problems = new Set<string>(); // A header and a `<meta>` both report a breach.
  const onConsole = (message: ConsoleMessage): void => {
    const text = message.text();
    if (POLICY.test(text)) problems.add(`policy: ${text}`);
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
    if (url.pathname === BREACH_PATH) problems.add(`policy: ${request.postData()}`);
    if (!origins.has(url.origin) && !OWN_SCHEMES.has(url.protocol)) {
      problems.add(`request to another origin: ${request.method()} ${url.href}`);
    }
  };
  await context.addInitScript(reportPolicyBreaches);
  context.on('console', onConsole);
  context.on('weberror', onError);
  context.on('request', onRequest);
  return {
    problems,
    stop() {
      context.off('console', onConsole);
      context.off('weberror', onError);
      context.off('request', onRequest);
    },
  };
}
