/** The real `postMessage`, for `pdfjsHeard`; undefined where there is none, as in Node. */
export const heard = Object.getOwnPropertyDescriptor(globalThis, 'postMessage');

/**
 * pdf.worker.mjs, as it loads in a worker, takes it for its own: it listens to the page and posts it a message,
 * unless there is no `postMessage`. So there is none until `pdfjsHeard` has run, which no other code sees.
 */
Object.defineProperty(globalThis, 'postMessage', { value: undefined, configurable: true });
