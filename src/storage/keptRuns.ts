import type { TrainingState } from '../base/trainingState';
import { isFull } from './isFull';
import type { KeptRun } from './keptRun';
import { type RunShelf, storedRuns } from './runShelf';
import { writing } from './writing';

/** What became of a run that was written anew: written, refused by the browser, or not there any more. */
export type Described = 'written' | 'refused' | 'gone';

/** Where a run has come to lie: in storage, or only in this page, with the reason. */
export type Place = 'stored' | 'no room' | 'no storage';

/** Asks the browser not to clear what is kept when it runs short of room; it may say no. */
const askToPersist = () => void navigator.storage?.persist?.().catch(() => {}); // then it is kept as long as there is room

/**
 * The runs that were kept. What the browser has no room or no storage for is held by the page: it lasts until the
 * page is closed, and nothing else is lost for it.
 */
export function createRuns(shelf: RunShelf = storedRuns(), persist: () => void = askToPersist) {
  const held = new Map<string, { run: KeptRun; state: TrainingState }>();
  let asked = false;

  return {
    /** Newest first; `held` are those that last only as long as the page */
    async list(): Promise<{ runs: readonly KeptRun[]; held: ReadonlySet<string> }> {
      const stored = await shelf.list().catch(() => []);
      const here = [...held.values()].map(({ run }) => run);
      const runs = [...stored.filter(({ id }) => !held.has(id)), ...here];
      runs.sort((a, b) => b.savedAt - a.savedAt);
      return { runs, held: new Set(held.keys()) };
    },
    /** Keeps a run with its weights: both or neither are written. */
    async put(run: KeptRun, state: TrainingState): Promise<Place> {
      try {
        await writing(shelf.put(run, state));
        held.delete(run.id);
        if (!asked) persist();
        asked = true;
        return 'stored';
      } catch (error) {
        held.set(run.id, { run, state });
        return isFull(error) ? 'no room' : 'no storage';
      }
    },
    /** Writes a run anew, its weights as they are. Where that was refused the old one stays. */
    async describe(run: KeptRun): Promise<Described> {
      const here = held.get(run.id);
      if (here) {
        held.set(run.id, { ...here, run });
        return 'written';
      }
      return writing(shelf.describe(run)).then(
        (isThere) => (isThere ? 'written' : 'gone'),
        () => 'refused',
      );
    },
    /** Undefined where there are none, or they cannot be read. */
    async state(id: string): Promise<TrainingState | undefined> {
      return held.get(id)?.state ?? (await shelf.state(id).catch(() => undefined));
    },
    /** False where it could not be deleted, and is still there. */
    async remove(id: string): Promise<boolean> {
      if (held.delete(id)) return true;
      return writing(shelf.remove(id)).then(
        () => true,
        () => false,
      );
    },
  };
}

export type Runs = ReturnType<typeof createRuns>;
