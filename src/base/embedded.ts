/**
 * A page is embedded if it stands in a page of another origin, or if its address says `#embed`. It then keeps nothing in
 * the browser (`guards.ts`) and shows less of itself. `public/first.js` finds out, as it has to before the first paint:
 * where a page around this one is of another origin, the browser lets nothing of it be read. Workers learn it from their
 * name.
 */

const MARK = ' embedded';

/** Whether this page, or the page that this worker works for, is embedded. */
export const isEmbedded = (): boolean =>
  'document' in globalThis
    ? document.documentElement.hasAttribute('data-embed')
    : (globalThis.self?.name?.endsWith(MARK) ?? false); // Node has neither

/** The name to start a worker with, so that it knows as well. */
export const nameForWorker = (name: string): string => (isEmbedded() ? name + MARK : name);

/** The name that a worker was given, without that. */
export const ownName = (name: string): string => name.replace(MARK, '');
