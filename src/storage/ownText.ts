import { get, update } from 'idb-keyval';
import { hash32 } from '../base/random';
import type { Source } from '../protocol/texts';
import { deleteTextFile, openTextFile, sweepTextFiles } from './textFiles';
import { writing } from './writing';

/** The person's own texts, kept in this browser only, so that closing the laptop loses nothing. */

const KEY = 'cloze:own-texts';

/** As it is kept: a long text by the name of its file. */
interface Kept {
  readonly name: string;
  readonly text: string;
  /** Left out by versions before 0.4 */
  readonly characters?: number;
  readonly key?: string | undefined;
  /** Left out by versions before 0.5 */
  readonly grammar?: string | undefined;
  /** Left out by versions before 0.6, and where it is detected */
  readonly language?: string | undefined;
}

/** What tells two kept texts apart; short, as one is noted with every keystroke */
function nameOf({ key, text }: Kept): string {
  if (key !== undefined) return key;
  let hash = 0;
  for (let i = 0; i < text.length; i++) hash = hash32(hash ^ text.charCodeAt(i));
  return `${text.length} ${hash}`;
}

/** Texts that this tab has had: what else is kept is another tab's, and stays. */
const had = new Set<string>();

async function restored(kept: Kept): Promise<Source | undefined> {
  const { name, text, characters = text.length, key, grammar } = kept;
  // A grammar's sentences are cut by no language's rules; see `worker/writeLanguage.ts`.
  const language = grammar === undefined ? kept.language : 'und';
  const source = { name, text, characters, grammar, language };
  // Longer than what was kept of it: its file was never written.
  if (key === undefined) return characters > text.length ? undefined : source;
  const blob = await openTextFile(key);
  return blob && { ...source, stored: { blob, key } };
}

/** The newest first; none where the browser keeps no storage for this page. */
export async function loadOwnTexts(): Promise<readonly Source[]> {
  try {
    const kept = ((await get<readonly Kept[]>(KEY)) ?? []).filter((own) => own.text !== '');
    void sweepTextFiles(new Set(kept.flatMap(({ key }) => key ?? [])));
    for (const own of kept) had.add(nameOf(own));
    const sources = await Promise.all(kept.map(restored));
    return sources.filter((source) => source !== undefined);
  } catch {
    return []; // private windows may refuse storage; the page works without
  }
}

/** Resolves to false where the browser did not keep them all. */
export async function saveOwnTexts(own: readonly Source[]): Promise<boolean> {
  const kept: Kept[] = own.map(({ name, text, characters, grammar, language, stored }) => ({
    ...{ name, text, characters, grammar, language },
    key: stored?.key,
  }));
  for (const text of kept) had.add(nameOf(text));
  try {
    const others = (old: readonly Kept[]) => old.filter((text) => !had.has(nameOf(text)));
    await writing(update<readonly Kept[]>(KEY, (old = []) => [...kept, ...others(old)]));
    return own.every(({ stored }) => !stored || stored.key !== undefined);
  } catch {
    return false;
  }
}

/** Lets go of a text that is no longer among them. */
export async function forgetOwnText({ stored }: Source): Promise<void> {
  if (stored?.key !== undefined) await deleteTextFile(stored.key);
}
