import * as v from 'valibot';

/** Grammars that are being edited and are not used yet, so that a reload does not lose them. */

const KEY = 'cloze:grammar-drafts';
/** More are not kept: the oldest goes first. */
const MOST_DRAFTS = 8;

/** Pairs of the grammar that a draft started from and the draft, newest first */
const Drafts = v.fallback(v.array(v.tuple([v.string(), v.string()])), []);
const loadDrafts = () => v.parse(Drafts, JSON.parse(localStorage.getItem(KEY) ?? '[]'));

/** The draft that started from the grammar `of`; undefined if there is none. */
export function loadDraft(of: string): string | undefined {
  try {
    return loadDrafts().find(([began]) => began === of)?.[1];
  } catch {
    return undefined; // a private window may refuse
  }
}

/** Deletes the drafts that are equal to `grammar`, which is in use now. */
export function forgetUsed(grammar: string): void {
  try {
    const drafts = loadDrafts().filter(([, draft]) => draft !== grammar);
    localStorage.setItem(KEY, JSON.stringify(drafts));
  } catch {
    // As above.
  }
}

/** Keeps `draft`, which started from the grammar `of`; keeps none if nothing has changed. */
export function saveDraft(of: string, draft: string): void {
  try {
    const others = loadDrafts().filter(([began]) => began !== of);
    const drafts = draft === of ? others : [[of, draft], ...others];
    localStorage.setItem(KEY, JSON.stringify(drafts.slice(0, MOST_DRAFTS)));
  } catch {
    // As above: then it lasts as long as the language is shown.
  }
}
