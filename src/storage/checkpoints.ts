import { delMany, getMany, keys, promisifyRequest } from 'idb-keyval';
import type { TrainingState } from '../base/trainingState';
import type { View } from '../protocol/look';
import { bytesOfCheckpoint, type Checkpoint, reachedBy, readRecord, type Save } from './checkpoint';
import { checkpointStore, readState } from './checkpointStates';
import { writing, writingAnew } from './writing';

/**
 * Runs that save themselves: a record each, which points to states and recordings under keys of their own. A record is
 * written last, in one transaction with the deletion of what it no longer points to. So whatever ends the page in
 * between, the record that is there points to something whole.
 */

const RECORD = 'record:';
const VIEW = 'view:';
const ORDER = 'order';
/** So many runs are there at most; the oldest goes first. */
export const MOST_CHECKPOINTS = 5;
/** So much of what the browser gives the page they take at most, and so many bytes where it does not tell. */
const SHARE = 0.25;
const MOST_BYTES = 500e6;

const recordKey = (id: string) => `${RECORD}${id}`;

const keysOf = (record: Checkpoint | undefined): readonly string[] =>
  record
    ? [
        ...record.saves.flatMap(({ state, aside }) => [state.key, aside?.key ?? state.key]),
        ...record.views,
      ]
    : [];

const known = (value: unknown): Checkpoint | undefined => {
  const record = readRecord(value);
  return record === 'newer' ? undefined : record;
};

/** The run that what lies under this key is of; undefined for the counter. */
const ownerOf = (key: string): string | undefined => key.split(':')[1];

/** Key of a recording of a run. */
export const viewKey = (id: string, number: number): string => `${VIEW}${id}:${number}`;

/**
 * Writes a record, and the recordings that are new in it; deletes what only the record before pointed to. Rejects where
 * the browser refuses: then the record before stays, and so does all that it points to.
 */
export const putCheckpoint = (
  record: Omit<Checkpoint, 'order'>,
  newViews: ReadonlyMap<string, View>,
): Promise<void> =>
  writingAnew(
    checkpointStore()('readwrite', async (store) => {
      const before = known(await promisifyRequest(store.get(recordKey(record.id))));
      const last: unknown = await promisifyRequest(store.get(ORDER));
      const order = (typeof last === 'number' ? last : 0) + 1;
      const wanted = new Set(keysOf({ ...record, order }));
      store.put(order, ORDER);
      store.put({ ...record, order }, recordKey(record.id));
      for (const [key, view] of newViews) store.put(view, key);
      for (const key of keysOf(before)) if (!wanted.has(key)) store.delete(key);
      await promisifyRequest(store.transaction);
    }),
  );

/** What is there: the records, newest first, and how many a later version of the page has written. */
export async function listCheckpoints(): Promise<{
  readonly records: readonly Checkpoint[];
  readonly newer: number;
}> {
  const names = (await keys<string>(checkpointStore())).filter((name) => name.startsWith(RECORD));
  const values = await getMany<unknown>(names, checkpointStore());
  const records = values.flatMap((value) => known(value) ?? []);
  records.sort((a, b) => b.order - a.order);
  return { records, newer: values.filter((value) => readRecord(value) === 'newer').length };
}

/** All that a run goes on from. */
export interface Restored {
  readonly save: Save;
  readonly state: TrainingState;
  readonly aside: TrainingState | undefined;
  /** Recordings up to the last step that it had come to */
  readonly views: readonly View[];
  /** Whether the newest state was damaged, so that this is the one before */
  readonly isEarlier: boolean;
}

/** Reads the newest state of a run that is whole; undefined where none is. */
export async function readCheckpoint({ saves, views }: Checkpoint): Promise<Restored | undefined> {
  for (const save of saves) {
    const state = await readState(save.state);
    if (!state) continue;
    const { aside: ref } = save;
    const aside = ref?.key === save.state.key ? state : ref && (await readState(ref));
    const recorded = await getMany<View | undefined>([...views], checkpointStore()).catch(() => []);
    return {
      ...{ save, state, aside, isEarlier: save !== saves[0] },
      views: recorded.filter(
        (view) => view?.attentions instanceof Float32Array && view.step <= reachedBy(save),
      ) as View[],
    };
  }
  return undefined;
}

/** Deletes a run that saved itself, with all that it points to. */
export const removeCheckpoint = (id: string): Promise<void> =>
  writing(
    checkpointStore()('readwrite', async (store) => {
      const record = known(await promisifyRequest(store.get(recordKey(id))));
      for (const key of [recordKey(id), ...keysOf(record)]) store.delete(key);
      await promisifyRequest(store.transaction);
    }),
  );

async function mostBytes(): Promise<number> {
  const { quota } = (await navigator.storage?.estimate?.().catch(() => undefined)) ?? {};
  return quota === undefined ? MOST_BYTES : quota * SHARE;
}

/**
 * Deletes the oldest runs where there are too many or they take too much, damaged records, and what no record points to,
 * as a page leaves it that ended in the middle of a write. What a later version of the page wrote stays.
 *
 * @param isHeld whether a tab has this run open: then nothing of it is touched
 */
export async function tidyCheckpoints(isHeld: (id: string) => boolean): Promise<void> {
  const store = checkpointStore();
  const all = (await keys<string>(store)).filter((key) => typeof key === 'string');
  const names = all.filter((key) => key.startsWith(RECORD));
  const values = await getMany<unknown>(names, store);
  /** Owners of which everything stays */
  const untouched = new Set<string>();
  const wanted = new Set<string>();
  const records: Checkpoint[] = [];
  for (const [i, value] of values.entries()) {
    const record = readRecord(value);
    if (record === 'newer') untouched.add(names[i]!.slice(RECORD.length));
    else if (record) records.push(record);
  }
  records.sort((a, b) => b.order - a.order);
  const most = await mostBytes();
  let [count, bytes] = [0, 0];
  for (const record of records) {
    count++;
    bytes += bytesOfCheckpoint(record);
    const fits = count <= MOST_CHECKPOINTS && (bytes <= most || count === 1);
    if (fits) for (const key of [recordKey(record.id), ...keysOf(record)]) wanted.add(key);
  }
  const unwanted = all.filter((key) => {
    const owner = ownerOf(key);
    return owner !== undefined && !wanted.has(key) && !untouched.has(owner) && !isHeld(owner);
  });
  await delMany(unwanted, store);
}
