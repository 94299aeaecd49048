import type { WorkerClient } from '../../client/workers';
import { EXPERIMENT_SETTINGS } from '../../config/experiments';
import type { Context, Settings } from '../../config/settings';
import type { BackendReport } from '../../protocol/backend';
import type { ExperimentRun, ExperimentsRequest, SavedTwin } from '../../protocol/experiments';
import { patcher, type Slice } from '../slice';
import { type Learned, type RunSubject, subjectOf } from './experimentRuns';
import { type Chosen, type ExperimentRunView, type ExperimentsSlice, viewOf } from './state';

/** As the columns stand */
export const TWIN_ORDER: readonly Context[] = ['left', 'right', 'both'];

/** By which those that were saved are known */
const GROUP = 'twins';

/** While the three train, each is asked for its guesses this often, ms. */
const LOOK_EVERY_MS = 400;

/** Three models side by side that differ only in what they may look at: left, right, both. */
export function createTwins(
  store: Slice<ExperimentsSlice>,
  worker: WorkerClient<ExperimentsRequest>,
) {
  const set = patcher(store, 'experiments');
  const get = () => store.getState().experiments;
  /** By which the worker knows those shown; 0 where there are none */
  let jobId = 0;
  let backend: BackendReport | undefined;
  let learned: RunSubject | undefined;
  let looking: ReturnType<typeof setInterval> | undefined;

  const shown = (): Chosen => {
    const { languageId: id, grammar, text } = get();
    return { id, grammar, text };
  };
  /** What all three have in common: on a text the settings that it has in the playground */
  const base = (): Settings => {
    const { text, textSteps, maxSteps } = get();
    return text
      ? { ...text.settings, maxSteps: textSteps ?? text.settings.maxSteps }
      : { ...EXPERIMENT_SETTINGS, maxSteps };
  };

  const look = () => worker.post({ type: 'look', jobId, specimen: get().specimen });
  const stopLooking = () => clearInterval(looking);
  /** The sentence with this index, counted on from the last to the first and back. */
  const showSpecimen = (index: number) => {
    const count = get().language?.specimens.length ?? 0;
    if (count === 0) return;
    set({ specimen: (index + count) % count });
    look();
  };

  /** Has the worker train them: from where those of another job stand, or anew. */
  const start = (
    id: number,
    runs: readonly ExperimentRun[],
    views: readonly ExperimentRunView[],
    from?: number,
  ) => {
    const { keepRuns: keep } = get();
    learned = subjectOf(shown());
    const { subject } = learned;
    jobId = id;
    set({ running: { kind: 'twins' }, twins: views, twinsKept: undefined, problem: undefined });
    const how = { together: true, probe: false, group: GROUP, keep };
    worker.post({
      type: 'runs',
      jobId,
      subject,
      runs,
      ...how,
      ...(from !== undefined && { from }),
    });
    stopLooking();
    looking = setInterval(look, LOOK_EVERY_MS);
  };

  const forget = () => {
    stopLooking();
    jobId = 0;
    set({ twins: [], twinsKept: undefined, specimen: 0 });
  };

  return {
    /** Whether a job of the worker is theirs. */
    are: (id: number) => id === jobId,
    look,
    stopLooking,

    /** Equal start, data and budget. */
    train(id: number, backendWanted: Settings['backend']) {
      const runs = TWIN_ORDER.map((context) => ({
        id: context,
        settings: { ...base(), backend: backendWanted, context },
      }));
      start(id, runs, runs.map(viewOf));
    },

    /** These train on, from where they stand or were saved last. */
    goOn(id: number, backendWanted: Settings['backend'], views = get().twins) {
      const runs = views.map(({ id: side, settings }) => ({
        ...{ id: side, settings: { ...settings, backend: backendWanted } },
      }));
      start(id, runs, views, jobId);
    },

    /** Asks for those that were saved last of what is shown; they are to rest. */
    bring(id: number, backendWanted: Settings['backend']) {
      learned = subjectOf(shown());
      jobId = id;
      const { workers } = base();
      const machine = { backend: backendWanted, workers };
      worker.post({
        ...{ type: 'bringTwins', jobId, subject: learned.subject, group: GROUP, machine },
      });
    },
    onBack(saved: readonly SavedTwin[]) {
      const views = saved.map(({ run, step }) => ({ ...viewOf(run), step }));
      const order = (id: string) => TWIN_ORDER.indexOf(id as Context);
      set({ twins: views.sort((a, b) => order(a.id) - order(b.id)), twinsKept: undefined });
    },

    /** Their language is gone. */
    forget,

    /** Makes room for others. Returns what shows these again, by the name that the worker has for them. */
    putAside() {
      const kept = { jobId, backend, learned };
      const { twins, twinsKept, specimen } = get();
      forget();
      return () => {
        stopLooking();
        ({ jobId, backend, learned } = kept);
        set({ twins, twinsKept, specimen });
      };
    },

    /** Keeps them in the Library, with their weights. */
    keepTwins() {
      set({ twinsKept: 0 });
      worker.post({ type: 'keep', jobId });
    },

    showSpecimen,
    nextSpecimen: () => showSpecimen(get().specimen + 1),
    previousSpecimen: () => showSpecimen(get().specimen - 1),

    onBackend(report: BackendReport) {
      backend = report;
    },
    onKept: () => set({ twinsKept: (get().twinsKept ?? 0) + 1 }),

    /** What they have learned, for the Library */
    learned: (): Learned | undefined =>
      learned && { ...learned, floors: get().language?.floors, backend },
  };
}
