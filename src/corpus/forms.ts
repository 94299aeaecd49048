/**
 * Letters as one font or one place in a word shows them: ligatures (ﬁ), Arabic letters in their four forms, wide Hebrew
 * letters, and Kangxi radicals, which some PDFs have for ordinary Chinese characters. Not the phrases and signs among
 * them (U+FDFA to U+FDFF).
 */
const FORMS = /[\u2E9F\u2EF3\u2F00-\u2FD5\uFB00-\uFB4F\uFB50-\uFDF9\uFE70-\uFEFC]/g;
/** What Unicode puts under a vowel sign that stands alone; here it stands behind its letter. */
const CARRIER = /[ \u0640]/g;

/** Text with the letters themselves in the place of such forms: "ﬁnd" becomes "find". */
export function withoutForms(text: string): string {
  return text.replace(FORMS, (form) => form.normalize('NFKC').replace(CARRIER, ''));
}
