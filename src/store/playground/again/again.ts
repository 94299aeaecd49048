import type { WorkerClient } from '../../../client/workers';
import { type Settings, whyInvalid } from '../../../config/settings';
import type { Source } from '../../../protocol/texts';
import type { TrainerEvent, TrainerRequest } from '../../../protocol/trainer';
import type { NoticeState } from '../../page';
import { patcher, type Slice } from '../../slice';
import { withoutProlonging } from '../loadRun';
import type { Reopening } from '../reopening';
import type { RunActions } from '../run';
import { toSaved } from '../savedRun';
import { isFinished, pendingChanges } from '../selectors';
import type { SettingsActions } from '../settings';
import type { PlaygroundState } from '../state';
import type { WatchActions } from '../watch';
import { earlierOf } from './selectors';
import { type EarlierRun, type NextRun, NOTHING_EARLIER, type RunNames } from './state';
import { afterTrip } from './trip';

export interface AgainParts {
  readonly run: Pick<RunActions, 'train' | 'pause' | 'reset'>;
  readonly settings: Pick<SettingsActions, 'take'>;
  readonly watch: Pick<WatchActions, 'askEarlier'>;
  readonly chosenIn: (source: Source) => PlaygroundState['byHand'];
  /** Keeps the earlier run in the Library, and returns the id that it has there */
  readonly keepEarlier: (earlier: EarlierRun) => Promise<string>;
  /** Keeps the present run in the Library */
  readonly keepPresent: () => void;
  readonly isKept: (id: string) => boolean;
  /** Has a run go on, in the place of the present one; false where its text is gone */
  readonly reopen: (run: Pick<Reopening, 'saved' | 'state' | 'isKept'>) => boolean;
}

const ONCE_MORE = 'Press “Again with…” once more.';

/** Trains a second model with some settings changed, and puts the first one aside to compare the two. */
export function createAgainActions(
  store: Slice<PlaygroundState & NoticeState>,
  trainer: Pick<WorkerClient<TrainerRequest>, 'post'>,
  { run, settings, watch, chosenIn, keepEarlier, keepPresent, isKept: isThere, reopen }: AgainParts,
) {
  const set = patcher(store, 'again');
  const get = () => store.getState().again;
  const say = (notice: string) => store.setState({ notice });

  /** Whether the run is one on the text that is shown. */
  const isOfText = () => {
    const { run: present, source } = store.getState();
    return present.loaded?.prepared.source === source;
  };

  /** The run that a further one is compared with, if two are compared. */
  const base = () => (isOfText() ? earlierOf(store.getState()) : undefined);

  /** Why these changes cannot be made to the run that is compared with, in the page's words. */
  const wrongWith = (changes: Partial<Settings>): string | undefined => {
    const { run: present, settings } = store.getState();
    const trained = base()?.saved.settings ?? (isOfText() && present.loaded?.settings);
    return whyInvalid({ ...settings, ...trained, ...changes });
  };

  const wait = (once: NextRun['once'], changes: Partial<Settings>, names?: RunNames) => {
    const { source } = store.getState();
    set({ next: { changes, names, once, source } });
  };

  /**
   * Trains a fresh model with the earlier run's settings but for `changes`. Nothing is left to Auto, so only they differ.
   */
  const trainBeside = (earlier: EarlierRun) => {
    const { source, auto } = store.getState();
    const { settings: before, auto: left } = afterTrip({
      ...{ source, auto, again: get() },
      settings: earlier.saved.settings,
    });
    const taken = { ...earlier.saved.settings, ...earlier.changes };
    // As many steps as they were set to, also where Train has prolonged the earlier run.
    const home = { settings: withoutProlonging(before, store.getState().run), auto: left };
    store.setState((s) => ({ run: { ...s.run, prolonged: undefined } }));
    set({ earlier, trip: { source, home, taken } });
    settings.take(taken, []);
    run.reset();
    run.train();
  };

  /** Asks the trainer for the present run as it stands. */
  const putAside = (changes: Partial<Settings>, names?: RunNames) => {
    const { runId, status } = store.getState().run;
    wait('kept', changes, names);
    if (status === 'running') run.pause();
    trainer.post({ type: 'keep', runId, other: 'compare' });
  };

  /** Trains the present settings to the end, then a second model with `changes`. */
  const both = (changes: Partial<Settings>, names?: RunNames): string | undefined => {
    const wrong = wrongWith(changes);
    if (wrong !== undefined) return wrong;
    if (isFinished(store.getState())) {
      putAside(changes, names);
      return undefined;
    }
    run.train();
    wait('done', changes, names);
    return undefined;
  };

  return {
    /**
     * Puts the present run aside as the earlier one and trains a fresh model at once, with the earlier run's settings but
     * for `changes`. Where no run on this text has taken steps, the present settings are trained to the end first (see `both`). While
     * two runs are compared, the earlier one stays and the new one takes the present one's place: so "before only" and
     * then "after only" are each compared with both sides.
     *
     * @param names what the page calls the two; by what differs if left out
     * @returns why the changes cannot be made, in the page's words; undefined where they were taken
     */
    with(changes: Partial<Settings>, names?: RunNames): string | undefined {
      const { run: present } = store.getState();
      const earlier = base();
      const isUntrained = !present.facts || present.step === 0 || !isOfText();
      if (!earlier && isUntrained) return both(changes, names);
      const wrong = wrongWith(changes);
      if (wrong !== undefined) return wrong;
      if (earlier) trainBeside({ ...earlier, changes, names });
      else putAside(changes, names);
      return undefined;
    },

    both,

    /** The second model is not wanted after all; the present run stays as it is. */
    cancelNext: () => set({ next: undefined }),

    /** Lets go of the earlier run. The present one goes on with its own settings, until another text is opened. */
    drop: () => set({ earlier: undefined, guesses: undefined }),

    /** Makes room, so that a lesson may compare runs of its own. Returns what has these compared again. */
    putAside() {
      const { earlier, trip } = get();
      set(NOTHING_EARLIER);
      return () => {
        set({ ...NOTHING_EARLIER, earlier, trip });
        watch.askEarlier();
      };
    },

    /** The earlier run becomes the present one again. Undo brings the other back. */
    backToEarlier() {
      const { earlier } = get();
      if (!earlier) return;
      const { saved, state, source, kept, trip: before } = earlier;
      const { trip } = get();
      set({ earlier: undefined, guesses: undefined, trip: before });
      const isKept = kept !== undefined && isThere(kept);
      // Where no comparison led to it, the text decides again what it decided before this one.
      const auto = before ? saved.auto : trip?.home.auto;
      const named = { ...saved, auto, name: source.name, ...(isKept && { id: kept }) };
      reopen({ saved: named, state, isKept });
    },

    /** Keeps the earlier run and the present one in the Library. */
    async keepBoth() {
      const earlier = earlierOf(store.getState());
      if (!earlier) return;
      keepPresent();
      if (earlier.kept !== undefined && isThere(earlier.kept)) return;
      const kept = await keepEarlier(earlier);
      // Another may have taken its place meanwhile.
      if (get().earlier === earlier) set({ earlier: { ...earlier, kept } });
    },

    /** The trainer's answer to `putAside`. */
    onKept({ runId, snapshot }: Extract<TrainerEvent, { type: 'kept' }>) {
      const { run: present } = store.getState();
      const { next } = get();
      if (next?.once !== 'kept' || runId !== present.runId) return;
      set({ next: undefined });
      const saved = snapshot && toSaved(present, snapshot, chosenIn);
      if (!saved || !present.loaded) {
        say(
          present.facts?.examBlanks === 0
            ? 'There is nothing to compare by: the held-out sentences are all unknown tokens, so there is no exam.'
            : 'This run cannot be compared, because its loss is not a number. Reset it, and set a lower learning rate.',
        );
        return;
      }
      const { source } = present.loaded.prepared;
      const { changes, names } = next;
      const kept = present.kept?.step === saved.step ? present.kept.id : undefined;
      const { trip } = get();
      set({ guesses: undefined });
      trainBeside({ saved, state: snapshot.state, source, kept, changes, names, trip });
    },

    /** The present run has taken all its steps. */
    onDone() {
      const state = store.getState();
      const { next } = get();
      if (next?.once !== 'done') return;
      if (next.source !== state.source || pendingChanges(state).length > 0) {
        set({ next: undefined });
        return;
      }
      putAside(next.changes, next.names);
    },

    /** The trainer was ended: what it was asked for does not come. */
    onTrainerEnd() {
      if (get().next?.once !== 'kept') return;
      set({ next: undefined });
      say(`The run could not be put aside: the worker that trained it has ended. ${ONCE_MORE}`);
    },
  };
}

export type AgainActions = ReturnType<typeof createAgainActions>;
