import type { TrainingState } from '../../base/trainingState';
import type { KeptRun } from '../../storage/keptRun';
import type { Runs } from '../../storage/keptRuns';
import { patcher, type Slice } from '../slice';
import type { createChoice } from './choice';
import { uniqueName } from './runName';
import { type LibrarySlice, type LibraryState, libraryProblem } from './state';

export interface ListParts {
  readonly storage: Runs;
  readonly choice: Pick<ReturnType<typeof createChoice>, 'chooseAgain'>;
  readonly say: (notice: string) => void;
  /** Told of a run that is not there any more */
  readonly onLost: (id: string) => void;
}

/** The list of kept runs: add, rename, delete, undo that. */
export function createList(
  store: Slice<LibrarySlice>,
  { storage, choice, say, onLost }: ListParts,
) {
  const set = patcher(store, 'library');
  const get = (): LibraryState => store.getState().library;
  const find = (id: string) => get().list.find((saved) => saved.id === id);
  const fail = (what: string, why: string, advice: string) =>
    set({ problem: libraryProblem(what, why, advice) });
  /** The run that was deleted last, its weights, and its place among the chosen: -1 where it was not */
  let deleted:
    | { readonly saved: KeptRun; readonly state: TrainingState; readonly place: number }
    | undefined;

  const load = async () => {
    const { runs: list, held } = await storage.list();
    const isThere = (id: string) => list.some((saved) => saved.id === id);
    set({ list, held, isRead: true, chosen: get().chosen.filter(isThere) });
  };

  /** Keeps a run with its weights, and returns its id; its name gets a number where it is taken. */
  const add = async (saved: KeptRun, state: TrainingState): Promise<string> => {
    if (!get().isRead) await load();
    const taken = get().list.map(({ name }) => name);
    const named = { ...saved, name: uniqueName(saved.name, taken) };
    const place = await storage.put(named, state);
    await load();
    if (place !== 'stored') {
      const why =
        place === 'no room'
          ? `There is no room left in this browser’s storage for “${named.name}”. Delete runs in the Library to make room.`
          : 'This browser does not let the page store anything.';
      say(`${why} The run will be lost when you close the page.`);
    }
    return named.id;
  };

  return {
    load,
    find,
    add,
    /** Rewrites what is said of a run. */
    describe: storage.describe,

    /** Gives a run another name; an empty one is not taken. */
    async rename(id: string, wanted: string) {
      const saved = find(id);
      const trimmed = wanted.trim();
      if (!saved || trimmed === '' || trimmed === saved.name) return;
      const taken = get().list.flatMap((other) => (other.id === id ? [] : [other.name]));
      const became = await storage.describe({ ...saved, name: uniqueName(trimmed, taken) });
      if (became === 'refused') {
        fail(
          `“${saved.name}” could not be renamed.`,
          'The browser did not save the new name.',
          'Delete a run to make room, or try again.',
        );
        return;
      }
      if (became === 'gone') {
        onLost(id);
        fail(
          `“${saved.name}” is gone, so it could not be renamed.`,
          'It was deleted in another tab, or along with the page’s stored data.',
          'Press Undo in that tab to have it back, or keep the run again.',
        );
      }
      await load();
    },

    /** Deletes a run at once; until the next is deleted, or the page is closed, it can be had back. */
    async remove(id: string) {
      const saved = find(id);
      if (!saved) return;
      const state = await storage.state(id);
      if (!(await storage.remove(id))) {
        fail(
          `“${saved.name}” could not be deleted.`,
          'The browser did not remove it from its storage.',
          'Reload the page and try again.',
        );
        return;
      }
      onLost(id);
      deleted = state && { saved, state, place: get().chosen.indexOf(id) };
      set({ deleted: deleted?.saved, refused: undefined });
      await load();
    },

    /** Takes the last deletion back; the run stands among the chosen again if it did, and still can. */
    async undelete() {
      if (!deleted) return;
      const { saved, state, place } = deleted;
      deleted = undefined;
      set({ deleted: undefined });
      const id = await add(saved, state);
      if (place >= 0) choice.chooseAgain(id, place);
    },
  };
}

export type List = ReturnType<typeof createList>;
