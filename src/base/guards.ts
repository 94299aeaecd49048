import { isEmbedded } from './embedded';

/** What has to stand before any other code runs, in the page and in each worker: whoever starts them imports it first. */

/** What a browser keeps things in for a page. */
const STORES = [
  ...['indexedDB', 'localStorage', 'sessionStorage', 'caches', 'cookieStore'],
  ...['storage', 'storageBuckets', 'serviceWorker'], // of `navigator`
];

/**
 * Takes away everything that things can be kept in, as if the browser had none. So no code can keep anything, a
 * library's neither, and what copes with a browser that refuses storage copes with this.
 */
export function removeStores(scope: object): void {
  for (let holder = scope; holder; holder = Object.getPrototypeOf(holder)) {
    for (const name of STORES) Reflect.deleteProperty(holder, name);
  }
}

/** Where Trusted Types are there, no script is started but the page's own. Missing in TypeScript's types. */
interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string | undefined }): void;
}

/** Makes the policy that the browser asks before it starts a worker; with no rule for code and HTML, it allows none. */
export function allowOwnScripts(types: TrustedTypes | undefined): void {
  types?.createPolicy('default', {
    createScriptURL: (url) =>
      new URL(url, location.href).href.startsWith(`${origin}/`) ? url : undefined,
  });
}

if (isEmbedded()) {
  removeStores(globalThis);
  removeStores(navigator);
}
allowOwnScripts((globalThis as { trustedTypes?: TrustedTypes }).trustedTypes);
