/** Why a text is gone when the page is closed. Browsers keep no files for a page that came over plain http. */
export const whyNotKept = (isSecure = globalThis.isSecureContext ?? true): string =>
  isSecure
    ? 'This browser keeps no storage for the page: your text is lost when you close it.'
    : 'This page came over plain http, for which browsers keep no long texts: yours is lost when you close it. Open Cloze over https or on localhost to have it kept.';
