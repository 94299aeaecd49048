import { clear, createStore, get, set } from 'idb-keyval';
import type { Timings, WorkerTimings } from '../protocol/backend';

/** To be raised when the engines change so much that old timings no longer hold. */
const VERSION = 1;

const store = () => createStore('cloze-engine-choices', 'choices');

/** Includes the browser and its version, as another one may be fastest with another engine. */
const keyOf = (sizeClass: string) =>
  `${VERSION}:${navigator.userAgent}:${navigator.hardwareConcurrency}:${sizeClass}`;

async function load<T>(key: string): Promise<T | undefined> {
  try {
    return await get<T>(key, store());
  } catch {
    return undefined; // private windows may refuse storage; then each visit times again
  }
}

async function save(key: string, value: unknown): Promise<void> {
  try {
    await set(key, value, store());
  } catch {
    // As above.
  }
}

/** How fast each backend trains a size class on this device; undefined where that is not known. */
export const loadTimings = (sizeClass: string) => load<Timings>(keyOf(sizeClass));

export const saveTimings = (sizeClass: string, timings: Timings) => save(keyOf(sizeClass), timings);

const workersKeyOf = (sizeClass: string) => `${keyOf(sizeClass)}:workers`;

/** How fast so many WASM workers train a size class on this device; undefined where that is not known. */
export const loadWorkerTimings = (sizeClass: string) =>
  load<WorkerTimings>(workersKeyOf(sizeClass));

export const saveWorkerTimings = (sizeClass: string, timings: WorkerTimings) =>
  save(workersKeyOf(sizeClass), timings);

/** Deletes all timings, so that the next run times again. */
export async function forgetTimings(): Promise<void> {
  try {
    await clear(store());
  } catch {
    // As above: then there was nothing to delete.
  }
}
