import { isEmbedded } from '../../base/embedded';
import type { Refusal, SavedState } from '../../protocol/checkpoint';
import type { View } from '../../protocol/look';
import type { TrainerRequest } from '../../protocol/trainer';
import { type Checkpoint, reachedBy, type Save } from '../../storage/checkpoint';
import { deleteState, refusalOf } from '../../storage/checkpointStates';
import {
  listCheckpoints,
  putCheckpoint,
  type Restored,
  readCheckpoint,
  removeCheckpoint,
  tidyCheckpoints,
  viewKey,
} from '../../storage/checkpoints';
import { noteRun } from '../../storage/runHint';
import type { CheckpointParts } from './parts';
import { type Described, describeSave } from './record';
import type { CheckpointState } from './state';
import type { Tabs } from './tabs';

type Written = Omit<Checkpoint, 'order'>;

/** What a run can go on from: its record, and the numbers of a save. */
export interface Found extends Restored {
  readonly record: Pick<Checkpoint, 'id' | 'run' | 'page'>;
}

/** Writes the records of the present run as its worker saves it; what the browser refuses, the page holds in memory. */
export function createSaving(
  { page, chosenIn, address, post }: CheckpointParts,
  set: (patch: Partial<CheckpointState>) => void,
  tabs: Tabs,
) {
  /** The record of the present run as it was written last */
  let written: Written | undefined;
  /** A save that is nowhere but here */
  let inMemory: (Described & { readonly where: Held }) | undefined;
  type Held = Extract<SavedState['where'], { refusal: unknown }>;
  /** Keys of recordings that are written */
  let keys = new WeakMap<View, string>();
  let lastKey = 0;
  let isTidy = false;
  let queue: Promise<unknown> = Promise.resolve();

  /** Asks the browser, once something is worth keeping, not to delete it when the disk fills up. */
  let asked = false;
  const askToPersist = () => {
    if (!asked) void navigator.storage?.persist?.().catch(() => {});
    asked = true;
  };

  /** Once a visit: what is too old or was left behind. */
  const tidy = async () => {
    if (isTidy) return;
    isTidy = true;
    const held = await tabs.held();
    await tidyCheckpoints((id) => held.has(id)).catch(() => {});
  };

  /** Deletes the oldest run that no tab has open. False where there is none. */
  const makeRoom = async (id: string): Promise<boolean> => {
    const held = await tabs.held();
    const { records } = await listCheckpoints();
    const oldest = records.findLast((one) => one.id !== id && !held.has(one.id));
    if (oldest) await removeCheckpoint(oldest.id);
    return oldest !== undefined;
  };

  /** Said once, until the browser takes a save again. */
  const refused = (refusal: Refusal) => {
    if (isEmbedded()) return; // it keeps nothing, and says so elsewhere
    const { isUnsaved } = page.getState().checkpoint;
    set({ saved: undefined, isUnsaved: true, ...(!isUnsaved && { refusal }) });
  };

  const refuse = async (
    described: Described,
    where: Held,
    request: Extract<TrainerRequest, { type: 'save' }>,
  ) => {
    inMemory = { ...described, where };
    refused(where.refusal);
    if (where.refusal !== 'no room') return;
    if (await makeRoom(described.record.id).catch(() => false)) post(request);
  };

  const write = async (runId: number, { where, milliseconds: _, ...rest }: SavedState) => {
    const { run, watch } = page.getState();
    const refs = 'refusal' in where ? [] : [where.state, ...(where.aside ? [where.aside] : [])];
    /** Of no use: the record does not point to what was written */
    const drop = () => Promise.all(refs.map(({ key }) => isPointedTo(key) || deleteState(key)));
    const bytes = 'refusal' in where ? where.state.parameters.byteLength * 3 : where.state.bytes;
    const described = describeSave({ run, watch }, rest, bytes, { address: address(), chosenIn });
    if (run.runId !== runId || !described) {
      await drop();
      return;
    }
    const { record, save } = described;
    const { id } = record;
    if (!(await tabs.acquire(id))) {
      await drop();
      return;
    }
    if ('refusal' in where) {
      await refuse(described, where, { type: 'save', runId });
      return;
    }
    const before = written?.id === id ? written : undefined;
    // What lies under another run's keys goes with that run.
    if (written && !before) keys = new WeakMap();
    const newest: Save = { ...save, state: where.state, aside: where.aside };
    const fresh = new Map<string, View>();
    const recorded = watch.views.filter(({ step }) => step <= reachedBy(save));
    const views = recorded.map((view) => {
      const known = keys.get(view) ?? viewKey(id, ++lastKey);
      if (!keys.has(view)) fresh.set(known, view);
      return known;
    });
    const next: Written = {
      ...record,
      views,
      saves: before ? [newest, before.saves[0]] : [newest],
    };
    try {
      await putCheckpoint(next, fresh);
    } catch (error) {
      await drop();
      refused(refusalOf(error));
      return;
    }
    for (const view of recorded) keys.set(view, views[recorded.indexOf(view)]!);
    written = next;
    inMemory = undefined;
    noteRun(id);
    askToPersist();
    set({ saved: { id, step: save.step, savedAt: record.run.savedAt } });
    set({ refusal: undefined, isUnsaved: false });
    await tidy();
  };

  const isPointedTo = (key: string): boolean =>
    written?.saves.some(({ state, aside }) => state.key === key || aside?.key === key) ?? false;

  return {
    /** The worker has saved the run. */
    onSaved(runId: number, saved: SavedState): Promise<unknown> {
      queue = queue.then(() => write(runId, saved)).catch(() => {});
      return queue;
    },
    /** A run that is back: what is written next points to what it came from, too. */
    adopt(record: Checkpoint, views: readonly View[]) {
      written = record;
      keys = new WeakMap();
      const numbers = record.views.map((key) => Number(key.slice(key.lastIndexOf(':') + 1)));
      lastKey = Math.max(0, ...numbers);
      // One that was not whole is not among those read: then all are written anew.
      if (views.length === record.views.length) {
        for (const [i, view] of views.entries()) keys.set(view, record.views[i]!);
      }
    },
    /** The newest save of the run `id` that is whole. */
    async find(id: string | undefined): Promise<Found | undefined> {
      await queue;
      const { run } = page.getState();
      if (id === undefined) return undefined;
      if (inMemory?.record.id === id) {
        const { record, save, where } = inMemory;
        const { state, aside } = where;
        const isSame = save.memo.aside?.step === state.step;
        const { views } = page.getState().watch;
        return {
          ...{ record, state, aside: isSame ? state : aside, isEarlier: false },
          save: { ...save, state: NOWHERE },
          views: views.filter(({ step }) => step <= reachedBy(save)),
        };
      }
      const { records } = await listCheckpoints().catch(() => ({ records: [] }));
      const record = records.find((one) => one.id === id);
      const restored = record && run.saveId === id && (await readCheckpoint(record));
      return restored ? { record, ...restored } : undefined;
    },
  };
}

/** Of a state that is in memory only. */
const NOWHERE: Save['state'] = { key: '', step: 0, checksum: 0, bytes: 0 };

export type Saving = ReturnType<typeof createSaving>;
