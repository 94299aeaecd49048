import { baseOf, type Plan, type PlanText } from '../../config/experiments';
import { DEFAULT_SETTINGS, type Settings } from '../../config/settings';
import { languages } from '../../grammar/languages';
import type { ExperimentExam, ExperimentResult, ExperimentRun } from '../../protocol/experiments';
import {
  type ExperimentRecord,
  emptyRecord,
  fits,
  isDone,
  loadExperiment,
  loadExperiments,
  mergeRecords,
  type Queued,
  runIdOf,
  saveExperiment,
  saveQueue,
} from '../../storage/experiments';
import type { RequestMachine } from '../machine';
import { type RunSubject, subjectOf } from './experimentRuns';
import { textId } from './ownText';
import type { ExperimentsState } from './state';

interface Experiments {
  readonly get: () => ExperimentsState;
  readonly set: (patch: Partial<ExperimentsState>) => void;
  readonly backend: () => Settings['backend'];
  /** Ends whatever is trained */
  readonly halt: () => void;
  readonly requestMachine: RequestMachine;
  /** Tells of what goes on all the same */
  readonly warn: (notice: string) => void;
  readonly goingOn: () => Promise<typeof import('./goingOn')>;
  /** What was saved of runs of an experiment that are not done is not wanted any more */
  readonly forget: (experimentId: string) => void;
  readonly start: (
    experimentId: string,
    learned: RunSubject,
    runs: readonly ExperimentRun[],
    probe: boolean,
  ) => void;
}

/** A plan's text, where the page still has it: as the three models learn it, or as it is in the playground. */
const findText = (
  { text, playground }: Pick<ExperimentsState, 'text' | 'playground'>,
  wanted: PlanText,
) => [playground?.text, text].find((one) => one?.toLearn.id === textId(wanted));

/** Why a plan's runs cannot be gone on with at present, in words for the page; undefined where they can. */
export function whyNotNow(
  state: Pick<ExperimentsState, 'text' | 'playground'>,
  { text }: Plan,
): string | undefined {
  if (!text || findText(state, text)) return undefined;
  if (state.playground?.text === undefined && state.playground?.isComing) {
    return 'The text in the playground is still being prepared.';
  }
  return `The playground does not show “${text.name}” as it was, cut into the same tokens, so these results can be read but not continued.`;
}

async function learnedBy(state: ExperimentsState, plan: Plan): Promise<RunSubject | undefined> {
  const { language: id, grammar, text } = plan;
  if (text) {
    const found = findText(state, text);
    return found && subjectOf({ id, grammar: '', text: found });
  }
  const written = grammar ?? (await languages.find((one) => one.id === id)?.load());
  return written === undefined ? undefined : subjectOf({ id, grammar: written });
}

/** Plans of runs: one after the other, each kept with its results, so that it goes on where it was stopped. */
export function createPlans({ get, set, backend, halt, warn, start, ...parts }: Experiments) {
  /** What was discarded, and waits to be had back */
  let discarded: ExperimentRecord | undefined;
  /** Whether it was told that results are not written */
  let hasWarned = false;

  const setRecord = (experimentId: string, record: ExperimentRecord | undefined) => {
    const { [experimentId]: _, ...others } = get().records;
    set({ records: record ? { ...others, [experimentId]: record } : others });
    void saveExperiment(experimentId, record).then((written) => {
      if (written || hasWarned) return;
      hasWarned = true;
      void parts.goingOn().then(({ NOT_WRITTEN }) => warn(NOT_WRITTEN));
    });
  };
  const setQueue = (queue: readonly Queued[]) => {
    set({ queue });
    void saveQueue(queue);
  };

  /** The runs of a plan that have no result yet, seed by seed, so that arms can be compared early. */
  const missing = (plan: Plan, done: (id: string) => boolean): ExperimentRun[] => {
    const { arms, seeds, maxSteps } = plan;
    return Array.from({ length: seeds }, (_, seed) =>
      arms.map(
        (arm, a): ExperimentRun => ({
          id: runIdOf(a, seed),
          settings: {
            ...DEFAULT_SETTINGS, // those that came later than the plan
            ...baseOf(plan),
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
  };

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
    setRecord(experimentId, { ...record, ...change(record) });
  };

  const begin = async ({ experimentId, plan }: Queued) => {
    parts.requestMachine('experiments');
    halt();
    set({ running: { kind: 'plan', experimentId, plan } });
    const { queue } = get();
    const waiting = queue.filter((other) => other.experimentId !== experimentId);
    setQueue(waiting);
    const going = await parts.goingOn();
    const [elsewhere, stored, learned] = await Promise.all([
      going.hold(get),
      loadExperiment(experimentId),
      learnedBy(get(), plan).catch(() => undefined),
    ]);
    if (current()?.experimentId !== experimentId) return; // stopped meanwhile
    if (elsewhere) {
      set({ running: undefined, problem: elsewhere });
      if (waiting.length < queue.length) setQueue([{ experimentId, plan }, ...get().queue]);
      return;
    }
    const old = get().records[experimentId];
    const mine = old && fits(old, plan) ? { ...old, plan } : emptyRecord(plan);
    const record = mergeRecords(mine, stored);
    setRecord(experimentId, record);
    if (!learned) {
      const why = whyNotNow(get(), plan);
      set({ running: undefined, problem: going.cannotStart(why) });
      next();
      return;
    }
    start(
      experimentId,
      learned,
      missing(plan, (id) => isDone(record, id)),
      plan.metric === 'probe',
    );
  };

  const remove = (experimentId: string) => {
    if (current()?.experimentId === experimentId) halt();
    setQueue(get().queue.filter((other) => other.experimentId !== experimentId));
    const record = get().records[experimentId];
    const isAny = record && Object.keys({ ...record.results, ...record.diverged }).length > 0;
    discarded = isAny ? record : undefined;
    set({ discarded: discarded && { experimentId, plan: discarded.plan } });
    setRecord(experimentId, undefined);
    parts.forget(experimentId);
  };

  const next = () => {
    const [first] = get().queue;
    if (first) void begin(first);
  };

  return {
    async restore() {
      const { records, queue, ownGrammars, keepRuns } = await loadExperiments();
      const [ownGrammar = '', ...earlierGrammars] = ownGrammars;
      const now = get();
      const isNew = ({ experimentId }: Queued) =>
        now.running?.kind !== 'plan' || now.running.experimentId !== experimentId;
      // What was asked for meanwhile is newer than what was stored.
      set({
        records: { ...records, ...now.records },
        queue: [
          ...queue.filter(isNew),
          ...now.queue.filter((q) => !queue.some((o) => o.experimentId === q.experimentId)),
        ],
        ...(now.ownGrammar === '' && { ownGrammar, earlierGrammars }),
        keepRuns: now.keepRuns || keepRuns,
      });
    },
    /** Runs a plan, or goes on with it; after what is running, if something is. */
    run(experimentId: string, plan: Plan) {
      set({ problem: undefined });
      if (!get().running) return void begin({ experimentId, plan });
      const others = get().queue.filter((other) => other.experimentId !== experimentId);
      setQueue([...others, { experimentId, plan }]);
    },
    /** Forgets the results of an experiment, and ends it if it runs. */
    remove,
    /** Takes the last discarding back; what was run since then stays. */
    undiscard() {
      const { discarded: named, records } = get();
      if (named && discarded) {
        const since = records[named.experimentId];
        setRecord(named.experimentId, since ? mergeRecords(since, discarded) : discarded);
      }
      discarded = undefined;
      set({ discarded: undefined });
    },
    /** Puts what runs at the head of what waits; the caller ends it. */
    giveWay() {
      const { running, queue } = get();
      if (running?.kind !== 'plan') return;
      const { experimentId, plan } = running;
      setQueue([{ experimentId, plan }, ...queue.filter((q) => q.experimentId !== experimentId)]);
    },
    /** Takes an experiment out of those that wait; its results stay. */
    unqueue: (experimentId: string) =>
      setQueue(get().queue.filter((other) => other.experimentId !== experimentId)),
    next,
    /** What the worker says of the exam that the present runs sit: results of another are not compared with it. */
    keepExam(exam: ExperimentExam) {
      const { experimentId, record } = current() ?? {};
      if (!experimentId || !record) return;
      if (!record.exam || record.exam.id === exam.id) {
        setRecord(experimentId, { ...record, exam });
        return;
      }
      setRecord(experimentId, { ...emptyRecord(record.plan), exam });
      void begin({ experimentId, plan: record.plan });
    },
    keepResult: (runId: string, result: ExperimentResult) =>
      setCurrent(({ results }) => ({ results: { ...results, [runId]: result } })),
    /** A run whose loss was not a number any more after `step` */
    keepDiverged: (runId: string, step: number) =>
      setCurrent(({ diverged }) => ({ diverged: { ...diverged, [runId]: step } })),
  };
}
