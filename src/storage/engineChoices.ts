import { clear, createStore, get, set } from 'idb-keyval';
import type { Timings, WorkerTimings } from '../protocol/backend';

/** To be raised when the engines change so much that old timings no longer hold. */
const VERSION = 2;

const store = () => createStore('cloze-engine-choices', 'choices');

/** What was timed for a size class. */
type Kind = 'backends' | 'workers';

/** Includes the browser and its version, as another one may be fastest with another engine. */
const keyOf = (kind: Kind, sizeClass: string) =>
  `${VERSION}:${kind}:${navigator.userAgent}:${navigator.hardwareConcurrency}:${sizeClass}`;

async function load<T>(...of: Parameters<typeof keyOf>): Promise<T | undefined> {
  try {
    return await get<T>(keyOf(...of), store());
  } catch {
    return undefined; // private windows may refuse storage; then each visit times again
  }
}

async function save(value: unknown, ...of: Parameters<typeof keyOf>): Promise<void> {
  try {
    await set(keyOf(...of), value, store());
  } catch {
    // As above.
  }
}

/** How fast each backend trains a size class on this device; undefined where that is not known. */
export const loadTimings = (sizeClass: string) => load<Timings>('backends', sizeClass);

export const saveTimings = (sizeClass: string, timings: Timings) =>
  save(timings, 'backends', sizeClass);

/** How fast so many WASM workers train a size class on this device; undefined where that is not known. */
export const loadWorkerTimings = (sizeClass: string) => load<WorkerTimings>('workers', sizeClass);

export const saveWorkerTimings = (sizeClass: string, timings: WorkerTimings) =>
  save(timings, 'workers', sizeClass);

/** Deletes all timings, so that the next run times again. */
export async function forgetTimings(): Promise<void> {
  try {
    await clear(store());
  } catch {
    // As above: then there was nothing to delete.
  }
}
