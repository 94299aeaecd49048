import { del, get, set } from 'idb-keyval';

/** The person's own text, kept in this browser only, so that closing the laptop loses nothing. */

const KEY = 'cloze:own-text';

export interface OwnText {
  readonly name: string;
  readonly text: string;
}

/** Undefined where there is none, or where the browser keeps no storage for this page. */
export async function loadOwnText(): Promise<OwnText | undefined> {
  try {
    return await get<OwnText>(KEY);
  } catch {
    return undefined; // private windows may refuse storage; the page works without
  }
}

/** Resolves to false where the browser did not keep it. */
export async function saveOwnText(own: OwnText | undefined): Promise<boolean> {
  try {
    await (own ? set(KEY, own) : del(KEY));
    return true;
  } catch {
    return false;
  }
}
