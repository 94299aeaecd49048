import { clear, createStore, get, set } from 'idb-keyval';
import type { Timings } from '../protocol/backend';

/** Raised when the engines change so much that what was timed no longer holds. */
const VERSION = 1;

const store = () => createStore('cloze-engine-choices', 'choices');

/** Another browser, or a new version of it, may be faster elsewhere. */
const keyOf = (sizeClass: string) =>
  `${VERSION}:${navigator.userAgent}:${navigator.hardwareConcurrency}:${sizeClass}`;

/** What was timed for a size class on this device; undefined where nothing was, or nothing is kept. */
export async function loadTimings(sizeClass: string): Promise<Timings | undefined> {
  try {
    return await get<Timings>(keyOf(sizeClass), store());
  } catch {
    return undefined; // private windows may refuse storage; the next visit times anew
  }
}

export async function saveTimings(sizeClass: string, timings: Timings): Promise<void> {
  try {
    await set(keyOf(sizeClass), timings, store());
  } catch {
    // As above.
  }
}

/** Forgets all, so that the next run times anew. */
export async function forgetTimings(): Promise<void> {
  try {
    await clear(store());
  } catch {
    // As above: then there was nothing.
  }
}
