/** Longest that a busy page is waited for, ms. */
const PATIENCE_MS = 2000;

/** Does this once the page has nothing else to do. */
export function whenIdle(work: () => Promise<void>) {
  // What cannot be fetched now is fetched, or complained about, when it is drawn.
  const begin = () => void work().catch(() => {});
  // Safari has no idle callbacks.
  if ('requestIdleCallback' in window) requestIdleCallback(begin, { timeout: PATIENCE_MS });
  else setTimeout(begin, PATIENCE_MS);
}
