import type { TrainingState } from '../base/trainingState';
import { DEFAULT_SETTINGS } from '../config/settings';
import { isFull } from './isFull';
import { isWhole } from './isWhole';
import type { KeptRun } from './keptRun';
import { type RunShelf, storedRuns } from './runShelf';
import { writing } from './writing';

/** How rewriting a run ended: written, refused by the browser, or the run was no longer there. */
export type Described = 'written' | 'refused' | 'gone';

/** Where a run is kept: in storage, or only on this page, and why. */
export type Place = 'stored' | 'no room' | 'no storage';

/** Asks the browser not to delete kept runs when the disk fills up; it may say no. */
const askToPersist = () => void navigator.storage?.persist?.().catch(() => {}); // then they stay as long as there is room

const isKeptRun = (run: KeptRun) =>
  isWhole(
    run,
    ...['id', 'name', 'text.name', 'settings', 'vocabulary.tokens.length'],
    ...['curves.train.length', 'curves.evals.length', 'exam.losses.length'],
  ) && Number.isFinite(run.savedAt);

/** Settings that came later than a run have their defaults in it. */
const withAllSettings = (run: KeptRun): KeptRun => ({
  ...run,
  settings: { ...DEFAULT_SETTINGS, ...run.settings },
});

/**
 * The kept runs. If the browser has no room or no storage for one, the page holds it until it is closed; the others are
 * not affected.
 */
export function createRuns(shelf: RunShelf = storedRuns(), persist: () => void = askToPersist) {
  const held = new Map<string, { run: KeptRun; state: TrainingState }>();
  let asked = false;

  return {
    /** Newest first; `held` has the ids of those that only the page holds */
    async list(): Promise<{ runs: readonly KeptRun[]; held: ReadonlySet<string> }> {
      const stored = (await shelf.list().catch(() => [])).filter(isKeptRun).map(withAllSettings);
      const here = [...held.values()].map(({ run }) => run);
      const runs = [...stored.filter(({ id }) => !held.has(id)), ...here];
      runs.sort((a, b) => b.savedAt - a.savedAt);
      return { runs, held: new Set(held.keys()) };
    },
    /** Keeps a run with its weights: writes both or neither. */
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
    /** Rewrites a run but not its weights. If the browser refuses, the old one stays. */
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
    /** The weights and moments of a run; undefined if there are none, or they cannot be read. */
    async state(id: string): Promise<TrainingState | undefined> {
      return held.get(id)?.state ?? (await shelf.state(id).catch(() => undefined));
    },
    /** Resolves to false if it could not be deleted. */
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
