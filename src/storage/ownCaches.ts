/**
 * Whether a cache is this page's: other pages of the same site may have some too. The service worker's names end with its
 * scope, or begin with the name of the page.
 */
export const isOwnCache = (name: string): boolean =>
  name.startsWith('cloze') || name.endsWith(new URL('.', document.baseURI).href);
