import { LAB_SETTINGS, type Plan } from '../config/lab';
import type { Settings } from '../config/settings';
import { languages } from '../grammar/languages';
import type { LabExam, LabResult, LabRun } from '../protocol/lab';
import {
  type ExperimentRecord,
  type ExperimentRecords,
  loadExperiments,
  type Queued,
  runIdOf,
  saveExperiments,
  saveQueue,
} from '../storage/labResults';
import type { LabState } from './labState';

/** Whether results of one plan are results of the other too: only the number of seeds may differ. */
export const sharesResults = (a: Plan, b: Plan) =>
  JSON.stringify({ ...a, seeds: 0 }) === JSON.stringify({ ...b, seeds: 0 });

interface Lab {
  readonly get: () => LabState;
  readonly set: (patch: Partial<LabState>) => void;
  readonly backend: () => Settings['backend'];
  /** Ends whatever is trained */
  readonly halt: () => void;
  readonly start: (grammar: string, runs: readonly LabRun[], probe: boolean) => void;
}

const grammarOf = async ({ language, grammar }: Plan) =>
  grammar ?? (await languages.find(({ id }) => id === language)?.load());

/** Plans of runs: one after the other, each kept with its results, so that it goes on where it was stopped. */
export function createPlans({ get, set, backend, halt, start }: Lab) {
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

  const current = () => {
    const { running, records } = get();
    if (running?.kind !== 'plan') return undefined;
    const { experimentId } = running;
    return { experimentId, record: records[experimentId] };
  };
  const setCurrent = (change: (record: ExperimentRecord) => Partial<ExperimentRecord>) => {
    const now = current();
    if (!now?.record) return;
    const { experimentId, record } = now;
    setRecords({ ...get().records, [experimentId]: { ...record, ...change(record) } });
  };

  const begin = async ({ experimentId, plan }: Queued) => {
    halt();
    set({ running: { kind: 'plan', experimentId } });
    setQueue(get().queue.filter((other) => other.experimentId !== experimentId));
    const { records } = get();
    const old = records[experimentId];
    const record = old && sharesResults(old.plan, plan) ? { ...old, plan } : { plan, results: {} };
    setRecords({ ...records, [experimentId]: record });
    const grammar = await grammarOf(plan);
    if (grammar === undefined || current()?.experimentId !== experimentId) return; // stopped meanwhile
    start(
      grammar,
      missing(plan, (id) => id in record.results),
      plan.metric === 'probe',
    );
  };

  const remove = (experimentId: string) => {
    if (current()?.experimentId === experimentId) halt();
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
    /** What the worker says of the exam that the present runs sit. */
    keepExam: (exam: LabExam) => setCurrent(() => ({ exam })),
    keepResult: (runId: string, result: LabResult) =>
      setCurrent(({ results }) => ({ results: { ...results, [runId]: result } })),
  };
}
