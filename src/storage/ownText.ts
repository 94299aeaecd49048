import { get, set } from 'idb-keyval';

/** The person's own texts, kept in this browser only, so that closing the laptop loses nothing. */

const KEY = 'cloze:own-texts';

export interface OwnText {
  readonly name: string;
  readonly text: string;
}

/** The newest first; none where the browser keeps no storage for this page. */
export async function loadOwnTexts(): Promise<readonly OwnText[]> {
  try {
    return ((await get<readonly OwnText[]>(KEY)) ?? []).filter((own) => own.text !== '');
  } catch {
    return []; // private windows may refuse storage; the page works without
  }
}

/** Resolves to false where the browser did not keep them. */
export async function saveOwnTexts(own: readonly OwnText[]): Promise<boolean> {
  try {
    await set(KEY, own);
    return true;
  } catch {
    return false;
  }
}
