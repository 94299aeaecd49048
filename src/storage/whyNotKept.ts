import { isEmbedded } from '../base/embedded';

/** Why a text is gone when the page is closed. Browsers keep no files for a page that came over plain http. */
export function whyNotKept(isSecure = globalThis.isSecureContext ?? true): string {
  if (isEmbedded())
    return 'Nothing is kept here, so your text will be lost when you close the page. Open Cloze in its own tab to keep it.';
  return isSecure
    ? 'This browser does not let the page store anything, so your text will be lost when you close the page.'
    : 'This page came over plain http, where browsers store no long texts, so yours will be lost when you close the page. Open Cloze over https or on localhost to keep it.';
}
