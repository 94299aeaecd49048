import { newId } from '../base/newId';
import type { Source } from '../protocol/texts';
import { isFull } from './isFull';
import { createNewestWriter } from './newestWriter';
import { changeRecords, moveList, type OwnTextRecord, readRecords } from './ownTextRecords';
import { deleteTextFile, openTextFile, sweepTextFiles } from './textFiles';
import { noteUnkept, takeUnkept } from './unkept';

/** The person's own texts, kept in this browser only, so that closing the laptop loses nothing. */

/** Where a text is kept. A text never changes: what is edited is another text, with another record. */
interface Place {
  readonly id: string;
  readonly order: number;
}

/** Lesser orders are places in the list of a version before 0.7, no moments. */
const FIRST_MOMENT = 1e12;

/** Of the texts that are kept */
const places = new WeakMap<Source, Place>();
/** Ids of the records that this tab has read or written: all others are another tab's, and stay */
const ours = new Set<string>();
/** Whether texts are still in the list of an earlier version */
let hasList = false;

/** A text as it was kept; undefined where its file is gone or has lost its end. */
async function restored(record: OwnTextRecord): Promise<Source | undefined> {
  const { name, text, key, grammar, characters = text.length, bytes } = record;
  // A grammar's sentences are cut by no language's rules; see `worker/writeLanguage.ts`.
  const language = grammar === undefined ? record.language : 'und';
  const source = { name, text, characters, grammar, language };
  // Versions before 0.6 also listed texts that were never written.
  if (key === undefined) return characters > text.length ? undefined : source;
  const blob = await openTextFile(key);
  // A character takes at least one byte; older versions did not note how many there are.
  const isWhole = blob && (bytes === undefined ? blob.size >= characters : blob.size === bytes);
  return isWhole ? { ...source, stored: { blob, key } } : undefined;
}

/** Deletes the records of texts whose files are gone, so that the page names them only once. */
async function forgetGone(gone: ReadonlyMap<string, OwnTextRecord>): Promise<void> {
  if (gone.size === 0) return;
  await changeRecords(new Map(), gone.keys());
  for (const { key } of gone.values()) if (key !== undefined) await deleteTextFile(key);
}

/**
 * The texts of earlier visits, newest first, and the names of those that the last visit had and that are gone. None if
 * the browser refuses storage.
 */
export async function loadOwnTexts(): Promise<{
  sources: readonly Source[];
  gone: readonly string[];
}> {
  const unkept = takeUnkept();
  try {
    const listed = await moveList();
    hasList = listed.size > 0;
    const records = new Map([...listed, ...(await readRecords())]);
    // What this tab has written in the meantime is on the page already.
    const others = [...records].filter(([id]) => !ours.has(id));
    others.sort(([, a], [, b]) => b.order - a.order);
    void sweepTextFiles(new Set([...records.values()].flatMap(({ key }) => key ?? [])));
    const sources: Source[] = [];
    const gone = new Map<string, OwnTextRecord>();
    for (const [id, record] of others) {
      const source = await restored(record);
      if (source) {
        ours.add(id);
        places.set(source, { id, order: record.order });
        sources.push(source);
      } else gone.set(id, record);
    }
    await forgetGone(gone).catch(() => {}); // then the next visit names them again
    const names = [...gone.values()].map(({ name }) => name);
    return {
      sources: sources.filter(({ text }) => text !== ''),
      gone: [...new Set([...unkept, ...names])],
    };
  } catch {
    return { sources: [], gone: unkept }; // private windows may refuse storage; the page works without
  }
}

/** Texts that last only as long as the page. */
export interface Unkept {
  readonly names: readonly string[];
  /** Whether there is no room for them; else the browser keeps no storage for the page */
  readonly noRoom: boolean;
}

const isOnDisk = ({ stored }: Source) => !stored || stored.key !== undefined;

/** Where each of these texts, newest first, is to be kept: where it is, unless it has become newer than it was. */
function placesFor(texts: readonly Source[]): ReadonlyMap<Source, Place> {
  const found = new Map<Source, Place>();
  let last = 0;
  for (const text of texts.toReversed()) {
    const present = places.get(text);
    const isInOrder = present !== undefined && present.order > last;
    const place = isInOrder ? present : { id: newId(), order: Math.max(Date.now(), last + 1) };
    last = place.order;
    found.set(text, place);
  }
  return found;
}

function recordOf(source: Source, order: number): OwnTextRecord {
  const { name, text, characters, grammar, language, stored } = source;
  return {
    ...{ name, text, characters, grammar, language, order },
    ...(stored && { key: stored.key, bytes: stored.blob.size }),
  };
}

/** Keeps the texts, newest first, and deletes what this tab has kept before. Returns those that could not be kept. */
async function write(own: readonly Source[]): Promise<Unkept> {
  const texts = own.filter(({ text }) => text !== '');
  const wanted = placesFor(texts.filter(isOnDisk));
  const records = new Map([...wanted].map(([text, { id, order }]) => [id, recordOf(text, order)]));
  const added = [...records.keys()].filter((id) => !ours.has(id));
  const unwanted = [...ours].filter((id) => !records.has(id));
  for (const id of added) ours.add(id);
  let noRoom = own.some(({ stored }) => stored?.noRoom);
  try {
    await changeRecords(records, unwanted, hasList);
    hasList = false;
    for (const [text, place] of wanted) places.set(text, place);
    for (const id of unwanted) ours.delete(id);
  } catch (error) {
    noRoom ||= isFull(error);
    for (const id of added) ours.delete(id);
  }
  const names = texts.filter((text) => !places.has(text)).map(({ name }) => name);
  noteUnkept(names);
  return { names, noRoom };
}

const writer = createNewestWriter(write);

// What waits for another write is written before the page may be closed.
for (const leaving of ['pagehide', 'visibilitychange']) {
  globalThis.addEventListener?.(leaving, writer.flush);
}

/**
 * Keeps these texts, newest first, in the place of those that this tab has kept so far. The write starts at once, or
 * once the one before it has ended. Returns the texts that could not be kept.
 */
export const saveOwnTexts = (own: readonly Source[]): Promise<Unkept> => writer.save(own);

/** ms since 1970 when a kept text was last opened or written; undefined where that is not known, or it is not kept. */
export function momentOf(text: Source): number | undefined {
  const order = places.get(text)?.order;
  return order !== undefined && order > FIRST_MOMENT ? order : undefined;
}

/** Has what is said of a text written anew with the next write, in its place. */
export function renew(text: Source): void {
  const place = places.get(text);
  if (place) places.set(text, { ...place, id: newId() });
}

/** For `ownTextsElsewhere.ts`, which is loaded with the Library. */
export const kept = { places, ours, restored, settled: writer.settled };

/** Deletes the file of a text that is no longer kept. */
export async function forgetOwnText({ stored }: Source): Promise<void> {
  if (stored?.key !== undefined) await deleteTextFile(stored.key);
}
