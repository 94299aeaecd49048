import type { Plan } from '../config/lab';
import { LAB_SETTINGS } from '../config/lab';
import type { Settings } from '../config/settings';
import type { LabResult, LabRun } from '../protocol/lab';
import {
  type ExperimentRecords,
  loadExperiments,
  type Queued,
  runIdOf,
  saveExperiments,
  saveQueue,
} from '../storage/labResults';
import type { LabState } from './lab';

/** Whether results of one plan are results of the other too: only the number of seeds may differ. */
export const sharesResults = (a: Plan, b: Plan) =>
  JSON.stringify({ ...a, seeds: 0 }) === JSON.stringify({ ...b, seeds: 0 });

interface Lab {
  readonly get: () => LabState;
  readonly set: (patch: Partial<LabState>) => void;
  readonly backend: () => Settings['backend'];
  /** Ends whatever is trained */
  readonly halt: () => void;
  /** Calls `then` once the language of a plan is ready */
  readonly withLanguage: (plan: Plan, then: () => void) => Promise<void>;
  readonly start: (runs: readonly LabRun[], options: { probe: boolean }) => void;
}

/** Plans of runs: one after the other, each kept with its results, so that it goes on where it was stopped. */
export function createPlans({ get, set, backend, halt, withLanguage, start }: Lab) {
  const setRecords = (records: ExperimentRecords) => {
    set({ records });
    void saveExperiments(records);
  };
  const setQueue = (queue: readonly Queued[]) => {
    set({ queue });
    void saveQueue(queue);
  };

  /** The runs of a plan that have no result yet, seed by seed, so that arms can be compared early. */
  const missing = ({ arms, seeds, maxSteps }: Plan, done: (id: string) => boolean): LabRun[] =>
    Array.from({ length: seeds }, (_, seed) =>
      arms.map(
        (arm, a): LabRun => ({
          id: runIdOf(a, seed),
          settings: {
            ...LAB_SETTINGS,
            ...{ backend: backend(), maxSteps },
            ...arm.settings,
            seed: seed + 1,
          },
          pieces: arm.pieces,
          sentences: arm.sentences,
        }),
      ),
    )
      .flat()
      .filter(({ id }) => !done(id));

  const isCurrent = (experimentId: string) => {
    const { running, experiment } = get();
    return running && experiment?.kind === 'plan' && experiment.experimentId === experimentId;
  };

  const begin = async ({ experimentId, plan }: Queued) => {
    halt();
    // Shown as running at once: the language may take a moment.
    set({ running: true, experiment: { kind: 'plan', experimentId } });
    setQueue(get().queue.filter((other) => other.experimentId !== experimentId));
    await withLanguage(plan, () => {
      const { records, language } = get();
      const old = records[experimentId];
      const results = old && sharesResults(old.plan, plan) ? old.results : {};
      const { telling, floors, tellingFloors } = language!;
      const exam = { telling, floors, tellingFloors };
      set({ experiment: { kind: 'plan', experimentId } });
      setRecords({ ...records, [experimentId]: { plan, results, exam } });
      start(
        missing(plan, (id) => id in results),
        { probe: plan.metric === 'probe' },
      );
    });
  };

  const remove = (experimentId: string) => {
    if (isCurrent(experimentId)) halt();
    setQueue(get().queue.filter((other) => other.experimentId !== experimentId));
    const { [experimentId]: _, ...records } = get().records;
    setRecords(records);
  };

  const next = () => {
    const [first] = get().queue;
    if (first) void begin(first);
  };

  return {
    async restore() {
      set(await loadExperiments());
    },
    /** Runs a plan, or goes on with it; after what is running, if something is. */
    run(experimentId: string, plan: Plan) {
      if (!get().running) return void begin({ experimentId, plan });
      const others = get().queue.filter((other) => other.experimentId !== experimentId);
      setQueue([...others, { experimentId, plan }]);
    },
    /** Forgets the results of an experiment, and ends it if it runs. */
    remove,
    /** Takes an experiment out of those that wait; its results stay. */
    unqueue: (experimentId: string) =>
      setQueue(get().queue.filter((other) => other.experimentId !== experimentId)),
    next,
    keepResult(runId: string, result: LabResult) {
      const { experiment, records } = get();
      if (experiment?.kind !== 'plan') return;
      const record = records[experiment.experimentId];
      if (!record) return;
      const results = { ...record.results, [runId]: result };
      setRecords({ ...records, [experiment.experimentId]: { ...record, results } });
    },
  };
}
