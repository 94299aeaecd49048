import { newId } from '../../base/newId';
import { bytesOf } from '../../base/trainingState';
import type { Checkpoint } from '../../storage/checkpoint';
import { writeState } from '../../storage/checkpointStates';
import {
  listCheckpoints,
  putCheckpoint,
  type Restored,
  readCheckpoint,
  removeCheckpoint,
} from '../../storage/checkpoints';
import type { KeptRun } from '../../storage/keptRun';
import { usualOf } from '../playground/languageSettings';
import type { PlaygroundState } from '../playground/state';
import { patcher, type Slice } from '../slice';
import type { LibraryActions } from './library';
import { BETWEEN, defaultName, differencesOf } from './runName';
import { type AutomaticState, type LibrarySlice, libraryProblem } from './state';
import { nameOfText } from './textFacts';

const LOCK = 'cloze-run:';

/** Ids of the runs that a tab has open; it holds a lock of this name. */
async function openRuns(): Promise<ReadonlySet<string>> {
  const { held = [] } = (await navigator.locks?.query().catch(() => undefined)) ?? {};
  return new Set(
    held.flatMap(({ name }) => (name?.startsWith(LOCK) ? name.slice(LOCK.length) : [])),
  );
}

type Own = PlaygroundState['own'];

/** What a run that saved itself is called: its text, as that is called now, and how its settings differ from the usual ones. */
export const nameOfAutomatic = ({ run }: Checkpoint, own: Own): string =>
  [nameOfText(run.text, own), ...differencesOf(run.settings, usualOf(run))].join(BETWEEN);

/** Those that nobody has kept. */
export const automaticOnly = (
  records: readonly Checkpoint[],
  kept: readonly KeptRun[],
): readonly Checkpoint[] => records.filter(({ id }) => kept.every(({ saveId }) => saveId !== id));

/** The run as it was at the save that was read. */
function runOf(
  { id: saveId, run }: Checkpoint,
  { save, state }: Restored,
  { taken, own }: { readonly taken: readonly string[]; readonly own: Own },
) {
  const { exam, step } = save;
  const until = <P extends { readonly step: number }>(points: readonly P[]) =>
    points.filter((point) => point.step <= step);
  const curves = { train: until(run.curves.train), evals: until(run.curves.evals) };
  const text = { ...run.text, name: nameOfText(run.text, own) };
  const name = defaultName(text.name, run.settings, taken, usualOf(run));
  const rest = {
    id: newId(),
    saveId,
    name,
    text,
    step,
    curves,
    savedAt: Date.now(),
    bytes: bytesOf(state),
  };
  return exam && { ...run, ...rest, exam };
}

/** Writes a run that was deleted again, under new keys. */
async function writeAgain(record: Checkpoint, { save, state, aside, views }: Restored) {
  const { id, order: _, ...rest } = record;
  const { ref } = await writeState(id, state);
  const asideRef = aside && (aside === state ? ref : (await writeState(id, aside)).ref);
  const keys = record.views.slice(0, views.length);
  await putCheckpoint(
    { ...rest, id, views: keys, saves: [{ ...save, state: ref, aside: asideRef }] },
    new Map(keys.map((key, i) => [key, views[i]!])),
  );
}

/** The runs that saved themselves, in the Library: keep one for good, delete one, undo that. */
export function createAutomaticActions(
  store: Slice<LibrarySlice & Pick<PlaygroundState, 'own'>>,
  library: Pick<LibraryActions, 'add' | 'load'>,
) {
  const set = patcher(store, 'library');
  const get = (): AutomaticState =>
    store.getState().library.automatic ?? { records: [], open: new Set() };
  const setAutomatic = (change: Partial<AutomaticState>) =>
    set({ automatic: { ...get(), ...change } });
  const fail = (what: string, why: string, advice: string) =>
    set({ problem: libraryProblem(what, why, advice) });
  /** The numbers of the one that was deleted last */
  let deleted: Restored | undefined;

  const load = async () => {
    const { records } = await listCheckpoints().catch(() => ({ records: [] }));
    setAutomatic({ records, open: await openRuns() });
  };

  return {
    load,

    /** Makes a kept run of it, which stays until it is deleted. Returns its name; undefined where it cannot be kept. */
    async keep(record: Checkpoint): Promise<string | undefined> {
      const name = nameOfAutomatic(record, store.getState().own);
      const restored = await readCheckpoint(record).catch(() => undefined);
      await library.load();
      const { library: shown, own } = store.getState();
      const taken = shown.list.map((run) => run.name);
      const run: KeptRun | undefined = restored && runOf(record, restored, { taken, own });
      if (restored && run) {
        await library.add(run, restored.state);
        return run.name;
      }
      if (restored) {
        const advice = 'Open it in the playground, train on, and keep it there.';
        fail(`“${name}” cannot be kept yet.`, 'It has sat no exam so far.', advice);
      } else {
        const why = 'What the browser had stored of it is gone or damaged.';
        fail(`“${name}” cannot be kept.`, why, 'Your texts and kept runs are not affected.');
        await load();
      }
      return undefined;
    },

    /** Deletes it; until the next is deleted, or the page is closed, it can be had back. */
    async remove(record: Checkpoint): Promise<void> {
      const name = nameOfAutomatic(record, store.getState().own);
      const restored = await readCheckpoint(record).catch(() => undefined);
      try {
        await removeCheckpoint(record.id);
      } catch {
        const why = 'The browser did not remove it from its storage.';
        fail(`“${name}” could not be deleted.`, why, 'Reload the page and try again.');
        return;
      }
      deleted = restored;
      setAutomatic({ deleted: restored && { name, record } });
      await load();
    },

    /** Takes the last deletion back. */
    async undelete(): Promise<void> {
      const { deleted: last } = get();
      if (!last || !deleted) return;
      const restored = deleted;
      deleted = undefined;
      setAutomatic({ deleted: undefined });
      try {
        await writeAgain(last.record, restored);
      } catch {
        const why = 'The browser has no room for it any more.';
        fail(`“${last.name}” could not be brought back.`, why, 'Delete something else first.');
      }
      await load();
    },
  };
}

export type AutomaticActions = ReturnType<typeof createAutomaticActions>;
