import { createStore, get, promisifyRequest, type UseStore } from 'idb-keyval';
import * as v from 'valibot';
import type { TrainingState } from '../base/trainingState';
import type { RunMemo, StateRef } from '../protocol/checkpoint';
import type { ExperimentEval } from '../protocol/experiments';
import { readState } from './checkpointStates';
import { textHash } from './textHash';

/**
 * Runs of experiments that are not done yet, in a database of their own: a record for each, which points to states
 * (`checkpointStates.ts`). The worker that trains them writes and reads them; the page never does. A record is written last,
 * together with the deletion of what it no longer points to, so whatever ends the page, it points to something whole.
 */

const RECORD = 'run:';
/** What this version writes; a run that a later version saved is left alone, and begins anew here. */
const FORMAT = 1;
/** So many runs are there at most; the oldest goes first. Three of them stand side by side. */
const MOST_RUNS = 8;
/** So much of what the browser gives the page they take at most, and so many bytes where it does not tell. */
const SHARE = 0.1;
const MOST_BYTES = 200e6;

let opened: UseStore | undefined;
/** The database of runs under way. */
export const underWayStore = (): UseStore => {
  opened ??= createStore('cloze-experiment-runs', 'runs');
  return opened;
};

/** One state of a run that it can go on from. */
export interface UnderWaySave {
  readonly step: number;
  readonly state: StateRef;
  /** The state that lay aside, if one did */
  readonly aside: StateRef | undefined;
  readonly memo: RunMemo;
  /** All sittings of the exam up to that step */
  readonly evals: readonly ExperimentEval[];
  /** What it took to train it so far */
  readonly milliseconds: number;
  /** Whether it has come to its end: it is kept to be looked at */
  readonly isDone: boolean;
}

/** A run that is not done yet. */
export interface UnderWay {
  readonly format: number;
  /** Equal for what would be trained alike, down to the last number */
  readonly name: string;
  /** What it is part of, and is forgotten with */
  readonly group: string;
  /** Counts up with each write: clocks may jump */
  readonly order: number;
  /** The newest, and the one before in case that is damaged */
  readonly saves: readonly UnderWaySave[];
}

/** By which its states are known: short, and without a colon. */
export const ownerOf = (name: string): string => textHash(name).toString(16).padStart(8, '0');
const recordKey = (name: string) => RECORD + ownerOf(name);

const REF = v.looseObject({ key: v.string(), step: v.number(), bytes: v.number() });
/** As much as is relied on before the checksum of the numbers is known to be right. */
const RECORD_OF = v.looseObject({
  ...{ format: v.literal(FORMAT), name: v.string(), group: v.string(), order: v.number() },
  saves: v.array(
    v.looseObject({
      ...{ step: v.number(), state: REF, aside: v.optional(REF), memo: v.looseObject({}) },
      evals: v.array(v.looseObject({ step: v.number(), telling: v.looseObject({}) })),
      milliseconds: v.pipe(v.number(), v.finite()),
    }),
  ),
});

/** A record as this version reads it; undefined where it is another's or damaged. */
const known = (value: unknown): UnderWay | undefined =>
  v.is(RECORD_OF, value) ? (value as unknown as UnderWay) : undefined;

const refsOf = ({ saves }: UnderWay) =>
  saves.flatMap(({ state, aside }) => (aside ? [state, aside] : [state]));
const bytesOfRun = (run: UnderWay) => refsOf(run).reduce((sum, { bytes }) => sum + bytes, 0);
const keysOf = (run: UnderWay) => [recordKey(run.name), ...refsOf(run).map(({ key }) => key)];

async function mostBytes(): Promise<number> {
  const { quota } = (await navigator.storage?.estimate?.().catch(() => undefined)) ?? {};
  return quota === undefined ? MOST_BYTES : quota * SHARE;
}

/** Does this with all records that are there, in one transaction. */
async function change(
  act: (store: IDBObjectStore, runs: readonly UnderWay[]) => void | Promise<void>,
): Promise<void> {
  await underWayStore()('readwrite', async (store) => {
    const names = await promisifyRequest(store.getAllKeys(IDBKeyRange.bound(RECORD, `${RECORD}~`)));
    const values = await Promise.all(names.map((name) => promisifyRequest(store.get(name))));
    await act(
      store,
      values.flatMap((value) => known(value) ?? []),
    );
    await promisifyRequest(store.transaction);
  });
}

/**
 * Writes a run as it stands now, with the save before, and deletes what it no longer points to. The oldest of the others
 * go where there are too many or they take too much. Rejects where the browser refuses; then all stays as it was.
 */
export async function putUnderWay(name: string, group: string, save: UnderWaySave): Promise<void> {
  const most = await mostBytes();
  await change((store, runs) => {
    const before = runs.find((run) => run.name === name);
    const order = Math.max(0, ...runs.map((run) => run.order)) + 1;
    const saves = [save, ...(before?.saves.slice(0, 1) ?? [])];
    const now: UnderWay = { format: FORMAT, name, group, order, saves };
    const wanted = new Set(keysOf(now));
    store.put(now, recordKey(name));
    const others = runs.filter((run) => run !== before).sort((a, b) => b.order - a.order);
    let [count, bytes] = [1, bytesOfRun(now)];
    for (const other of others) {
      count++;
      bytes += bytesOfRun(other);
      if (count <= MOST_RUNS && bytes <= most) for (const key of keysOf(other)) wanted.add(key);
    }
    const old = [...(before ? keysOf(before) : []), ...others.flatMap(keysOf)];
    for (const key of old) if (!wanted.has(key)) store.delete(key);
  });
}

/** What a run goes on from. */
export interface FoundUnderWay {
  readonly save: UnderWaySave;
  readonly state: TrainingState;
  readonly aside: TrainingState | undefined;
}

/** The newest whole state of a run; undefined where there is none, or the browser refuses storage. */
export async function readUnderWay(name: string): Promise<FoundUnderWay | undefined> {
  try {
    const store = underWayStore();
    const run = known(await get(recordKey(name), store));
    if (run?.name !== name) return undefined; // two names may have the same key
    for (const save of run.saves) {
      const state = await readState(save.state, store);
      if (!state) continue;
      const aside = save.aside && (await readState(save.aside, store));
      // A best state that is damaged cannot be gone back to: the one before may still be whole.
      if (!save.aside || aside) return { save, state, aside };
    }
  } catch {
    // The browser refuses storage.
  }
  return undefined;
}

/** The names of a group's runs, the one that was written last first; none where the browser refuses storage. */
export async function namesUnderWay(group: string): Promise<readonly string[]> {
  let names: readonly string[] = [];
  await change((_, runs) => {
    const own = runs.filter((run) => run.group === group).sort((a, b) => b.order - a.order);
    names = own.map(({ name }) => name);
  }).catch(() => {});
  return names;
}

/** Deletes a run that is done, or those of a group. Never fails: what is left goes when others need the room. */
export const forgetUnderWay = (of: { readonly name: string } | { readonly group: string }) =>
  change((store, runs) => {
    const isMeant = (run: UnderWay) =>
      'name' in of ? run.name === of.name : run.group === of.group;
    for (const key of runs.filter(isMeant).flatMap(keysOf)) store.delete(key);
  }).catch(() => {});

/**
 * Deletes states that no run points to, as a page leaves them that ended in the middle of a write. Only for a worker that
 * has written none yet, while no other trains.
 */
export const sweepUnderWay = () =>
  change(async (store, runs) => {
    const wanted = new Set(runs.flatMap(keysOf));
    for (const key of await promisifyRequest(store.getAllKeys())) {
      const isState = typeof key === 'string' && !key.startsWith(RECORD);
      if (isState && !wanted.has(key)) store.delete(key);
    }
  }).catch(() => {});
