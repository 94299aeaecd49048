/** What somebody has written of a grammar and not used yet, so that a reload does not lose it. */

const KEY = 'cloze:grammar-draft';

/** Undefined where nothing is kept, or what is kept was made of another grammar than `of`. */
export function loadDraft(of: string): string | undefined {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? 'null');
    if (!Array.isArray(kept) || kept[0] !== of || typeof kept[1] !== 'string') return undefined;
    return kept[1];
  } catch {
    return undefined; // a private window may refuse
  }
}

/** Keeps `draft`, which began as the grammar `of`; nothing where it is as it was. */
export function saveDraft(of: string, draft: string): void {
  try {
    if (draft === of) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, JSON.stringify([of, draft]));
  } catch {
    // As above: then it lasts as long as the page.
  }
}
