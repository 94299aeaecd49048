import { createStore, del, get, promisifyRequest, type UseStore } from 'idb-keyval';
import { checksum } from '../base/checksum';
import { bytesOf, type TrainingState } from '../base/trainingState';
import type { Refusal, StateRef } from '../protocol/checkpoint';
import { isFull } from './isFull';

/**
 * The weights and moments of runs that save themselves, in a database of their own. Workers write them and the page reads
 * them. A state is written once under a new key and never changed, so a crash in the middle of a write leaves the one
 * before whole: `checkpoints.ts` points to it until the new one is there.
 */

let opened: UseStore | undefined;
/** The database of checkpoints. */
export const checkpointStore = (): UseStore => {
  opened ??= createStore('cloze-checkpoints', 'checkpoints');
  return opened;
};

const arraysOf = ({ parameters, firstMoment, secondMoment }: TrainingState) => [
  parameters,
  firstMoment,
  secondMoment,
];

/** Key of a state of the run `owner`: one that was never used. */
const keyOf = (owner: string, { step }: TrainingState) =>
  `state:${owner}:${step}:${Date.now().toString(36)}${Math.floor(performance.now())}`;

/** A state that was written, and how long this thread was busy with it, ms; the rest the browser does elsewhere. */
export interface WrittenState {
  readonly ref: StateRef;
  readonly milliseconds: number;
}

/**
 * Writes a state of the run `owner`, which has no colon in it. Rejects where the browser has no room or no storage: see
 * `refusalOf`.
 */
export async function writeState(
  owner: string,
  state: TrainingState,
  store = checkpointStore(),
): Promise<WrittenState> {
  const from = performance.now();
  const key = keyOf(owner, state);
  const ref = {
    ...{ key, step: state.step, bytes: bytesOf(state) },
    checksum: checksum(arraysOf(state)),
  };
  let milliseconds = performance.now() - from;
  await store('readwrite', (objects) => {
    const copyFrom = performance.now();
    objects.put(state, key);
    milliseconds += performance.now() - copyFrom;
    return promisifyRequest(objects.transaction);
  });
  return { ref, milliseconds };
}

/** Why `writeState` has failed. */
export const refusalOf = (error: unknown): Refusal => (isFull(error) ? 'no room' : 'no storage');

const isState = (value: unknown): value is TrainingState =>
  typeof value === 'object' &&
  value !== null &&
  ['parameters', 'firstMoment', 'secondMoment'].every(
    (name) => (value as Record<string, unknown>)[name] instanceof Float32Array,
  );

/** The state that `ref` points to; undefined where it is gone or damaged. */
export async function readState(
  ref: StateRef,
  store = checkpointStore(),
): Promise<TrainingState | undefined> {
  const state: unknown = await get(ref.key, store).catch(() => undefined);
  if (!isState(state) || state.step !== ref.step || bytesOf(state) !== ref.bytes) return undefined;
  return checksum(arraysOf(state)) === ref.checksum ? state : undefined;
}

/** Deletes a state that nothing points to. Never fails: what is left is swept later. */
export const deleteState = (key: string, store = checkpointStore()): Promise<void> =>
  del(key, store).catch(() => {});
