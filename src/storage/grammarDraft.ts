import * as v from 'valibot';

/** What somebody has written of grammars and not used yet, so that a reload does not lose it. */

const KEY = 'cloze:grammar-drafts';
/** The oldest goes first. */
const MOST_DRAFTS = 8;

/** The grammar that each draft began as, and the draft; the newest first */
const Drafts = v.fallback(v.array(v.tuple([v.string(), v.string()])), []);
const loadDrafts = () => v.parse(Drafts, JSON.parse(localStorage.getItem(KEY) ?? '[]'));

/** Undefined where nothing is kept that began as the grammar `of`. */
export function loadDraft(of: string): string | undefined {
  try {
    return loadDrafts().find(([began]) => began === of)?.[1];
  } catch {
    return undefined; // a private window may refuse
  }
}

/** A draft that is used, whatever it began as, is a grammar and no draft any more. */
export function forgetUsed(grammar: string): void {
  try {
    const drafts = loadDrafts().filter(([, draft]) => draft !== grammar);
    localStorage.setItem(KEY, JSON.stringify(drafts));
  } catch {
    // As above.
  }
}

/** Keeps `draft`, which began as the grammar `of`; nothing where it is as it was. */
export function saveDraft(of: string, draft: string): void {
  try {
    const others = loadDrafts().filter(([began]) => began !== of);
    const drafts = draft === of ? others : [[of, draft], ...others];
    localStorage.setItem(KEY, JSON.stringify(drafts.slice(0, MOST_DRAFTS)));
  } catch {
    // As above: then it lasts as long as the language is shown.
  }
}
