import { clear, createStore, get, set } from 'idb-keyval';
import type { Timings } from '../protocol/backend';

/** To be raised when the engines change so much that old timings no longer hold. */
const VERSION = 1;

const store = () => createStore('cloze-engine-choices', 'choices');

/** Includes the browser and its version, as another one may be fastest with another engine. */
const keyOf = (sizeClass: string) =>
  `${VERSION}:${navigator.userAgent}:${navigator.hardwareConcurrency}:${sizeClass}`;

/** The timings of a size class on this device; undefined if there are none. */
export async function loadTimings(sizeClass: string): Promise<Timings | undefined> {
  try {
    return await get<Timings>(keyOf(sizeClass), store());
  } catch {
    return undefined; // private windows may refuse storage; then each visit times again
  }
}

export async function saveTimings(sizeClass: string, timings: Timings): Promise<void> {
  try {
    await set(keyOf(sizeClass), timings, store());
  } catch {
    // As above.
  }
}

/** Deletes all timings, so that the next run times again. */
export async function forgetTimings(): Promise<void> {
  try {
    await clear(store());
  } catch {
    // As above: then there was nothing to delete.
  }
}
