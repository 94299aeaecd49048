import { get, update } from 'idb-keyval';
import { hash32 } from '../base/random';
import type { Source } from '../protocol/texts';
import { isFull } from './isFull';
import { deleteTextFile, openTextFile, sweepTextFiles } from './textFiles';
import { noteUnkept, takeUnkept } from './unkept';
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
  /** Of its file; left out by versions before 0.6 */
  readonly bytes?: number | undefined;
  /** Left out by versions before 0.5 */
  readonly grammar?: string | undefined;
  /** Left out by versions before 0.6, and where it is detected */
  readonly language?: string | undefined;
}

/** What tells two kept texts apart; short, as one is noted with every keystroke */
function nameOf({ key, text }: Pick<Kept, 'key' | 'text'>): string {
  if (key !== undefined) return key;
  let hash = 0;
  for (let i = 0; i < text.length; i++) hash = hash32(hash ^ text.charCodeAt(i));
  return `${text.length} ${hash}`;
}

/** Texts that this tab has had: what else is kept is another tab's, and stays. */
const had = new Set<string>();
/** Those of them that the list in storage names */
let listed: ReadonlySet<string> = new Set();

/** A text as it was kept; undefined where its file is gone or has lost its end. */
async function restored(kept: Kept): Promise<Source | undefined> {
  const { name, text, key, grammar, characters = text.length, bytes } = kept;
  // A grammar's sentences are cut by no language's rules; see `worker/writeLanguage.ts`.
  const language = grammar === undefined ? kept.language : 'und';
  const source = { name, text, characters, grammar, language };
  // Versions before 0.6 also listed texts that were never written.
  if (key === undefined) return characters > text.length ? undefined : source;
  const blob = await openTextFile(key);
  // A character has a byte at least: that much is known of files of older versions too.
  const isWhole = blob && (bytes === undefined ? blob.size >= characters : blob.size === bytes);
  return isWhole ? { ...source, stored: { blob, key } } : undefined;
}

/** Takes texts whose files are gone off the list, so that they are told of once. */
async function forgetGone(gone: readonly Kept[]): Promise<void> {
  if (gone.length === 0) return;
  const names = new Set(gone.map(nameOf));
  await update<readonly Kept[]>(KEY, (old = []) => old.filter((own) => !names.has(nameOf(own))));
  for (const { key } of gone) if (key !== undefined) await deleteTextFile(key);
}

/**
 * The newest first, and the names of those that the last visit had and that are gone. None where the browser keeps no
 * storage for this page.
 */
export async function loadOwnTexts(): Promise<{
  sources: readonly Source[];
  gone: readonly string[];
}> {
  const unkept = takeUnkept();
  try {
    const kept = ((await get<readonly Kept[]>(KEY)) ?? []).filter((own) => own.text !== '');
    void sweepTextFiles(new Set(kept.flatMap(({ key }) => key ?? [])));
    listed = new Set(kept.map(nameOf));
    for (const name of listed) had.add(name);
    const sources = await Promise.all(kept.map(restored));
    const gone = kept.filter((_, i) => !sources[i]);
    await forgetGone(gone).catch(() => {}); // then they are told of again
    return {
      sources: sources.filter((source) => source !== undefined),
      gone: [...new Set([...unkept, ...gone.map(({ name }) => name)])],
    };
  } catch {
    return { sources: [], gone: unkept }; // private windows may refuse storage; the page works without
  }
}

/** Texts that last only as long as the page. */
export interface Unkept {
  readonly names: readonly string[];
  /** Whether they do for want of room; else the browser keeps no storage for the page */
  readonly noRoom: boolean;
}

/** Keeps the texts, and returns those that could not be. */
export async function saveOwnTexts(own: readonly Source[]): Promise<Unkept> {
  const isOnDisk = ({ stored }: Source) => !stored || stored.key !== undefined;
  const kept: Kept[] = own
    .filter(isOnDisk)
    .map(({ name, text, characters, grammar, language, stored }) => ({
      ...{ name, text, characters, grammar, language },
      ...(stored && { key: stored.key, bytes: stored.blob.size }),
    }));
  for (const text of kept) had.add(nameOf(text));
  let noRoom = own.some(({ stored }) => stored?.noRoom);
  try {
    const others = (old: readonly Kept[]) => old.filter((text) => !had.has(nameOf(text)));
    await writing(update<readonly Kept[]>(KEY, (old = []) => [...kept, ...others(old)]));
    listed = new Set(kept.map(nameOf));
  } catch (error) {
    noRoom ||= isFull(error); // the list is as it was
  }
  const isListed = ({ text, stored }: Source) => listed.has(nameOf({ text, key: stored?.key }));
  const names = own.filter((text) => !isOnDisk(text) || !isListed(text)).map(({ name }) => name);
  noteUnkept(names);
  return { names, noRoom };
}

/** Lets go of a text that is no longer among them. */
export async function forgetOwnText({ stored }: Source): Promise<void> {
  if (stored?.key !== undefined) await deleteTextFile(stored.key);
}
