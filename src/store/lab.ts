import type { StoreApi } from 'zustand/vanilla';
import { assertNever } from '../base/assert';
import type { WorkerClient } from '../client/workers';
import { LAB_SENTENCES, LAB_SETTINGS, type Plan } from '../config/lab';
import type { Context, Settings } from '../config/settings';
import { languages } from '../grammar/languages';
import type { LabEvent, LabLanguage, LabRequest, LabResult, LabRun } from '../protocol/lab';
import type { BackendReport, EvalPoint, Guess, Problem } from '../protocol/messages';
import {
  type ExperimentRecords,
  loadExperiments,
  runIdOf,
  saveExperiments,
} from '../storage/labResults';
import type { AppState } from './state';

/** A run of the experiment on the screen. */
export interface LabRunView {
  readonly id: string;
  readonly settings: Settings;
  readonly step: number;
  readonly evals: readonly EvalPoint[];
  readonly result: LabResult | undefined;
  /** Its guess for the specimen shown, as of a step */
  readonly guess:
    | {
        readonly specimen: number;
        readonly step: number;
        readonly guesses: readonly Guess[];
        readonly divergence: number | undefined;
      }
    | undefined;
}

export interface LabState {
  /** Id of a built-in language, or 'own' */
  readonly languageId: string;
  /** Sentences that were drawn of it */
  readonly sentences: number;
  /** The grammar in the editor */
  readonly grammar: string;
  /** Undefined until it is ready */
  readonly language: LabLanguage | undefined;
  readonly problem: Problem | undefined;
  /** What is trained, or was last */
  readonly experiment:
    | { readonly kind: 'twins' }
    | { readonly kind: 'plan'; readonly experimentId: string }
    | undefined;
  readonly running: boolean;
  readonly phase: string | undefined;
  readonly backend: BackendReport | undefined;
  readonly runs: readonly LabRunView[];
  readonly specimen: number;
  readonly maxSteps: number;
  /** Experiments by name, a paper's id or 'sweep', with the results that they have so far */
  readonly records: ExperimentRecords;
}

export const EMPTY_LAB: LabState = {
  languageId: languages[0]!.id,
  sentences: LAB_SENTENCES,
  grammar: '',
  language: undefined,
  problem: undefined,
  experiment: undefined,
  running: false,
  phase: undefined,
  backend: undefined,
  runs: [],
  specimen: 0,
  maxSteps: LAB_SETTINGS.maxSteps,
  records: {},
};

/** As the columns stand */
export const TWIN_ORDER: readonly Context[] = ['left', 'right', 'both'];

/** While runs go on, each is asked for its guesses this often, ms. */
const LOOK_EVERY_MS = 400;

const viewOf = ({ id, settings }: LabRun): LabRunView => ({
  ...{ id, settings },
  step: 0,
  evals: [],
  result: undefined,
  guess: undefined,
});

/** The experiments: languages, twin runs, papers. */
export function createLabActions(store: StoreApi<AppState>, worker: WorkerClient<LabRequest>) {
  let languageId = 0;
  let labId = 0;
  let looking: ReturnType<typeof setInterval> | undefined;
  /** Once a language is ready, what waits for it */
  let next: (() => void) | undefined;

  const get = () => store.getState().lab;
  const set = (patch: Partial<LabState>) =>
    store.setState((s) => ({ lab: { ...s.lab, ...patch } }));
  const setRun = (id: string, patch: Partial<LabRunView>) =>
    set({ runs: get().runs.map((run) => (run.id === id ? { ...run, ...patch } : run)) });

  const look = () => worker.post({ type: 'look', labId, specimen: get().specimen });

  const stop = () => {
    clearInterval(looking);
    next = undefined;
    labId++;
    worker.post({ type: 'stop', labId });
    set({ running: false, phase: undefined });
  };

  const openGrammar = (grammar: string, id: string, sentences = LAB_SENTENCES) => {
    stop();
    languageId++;
    set({
      languageId: id,
      sentences,
      grammar,
      language: undefined,
      problem: undefined,
      runs: [],
      specimen: 0,
      experiment: undefined,
    });
    worker.post({
      type: 'language',
      languageId,
      grammar,
      sentences,
      seed: 1,
      sequenceLength: LAB_SETTINGS.maxPositionEmbeddings,
    });
  };

  const openLanguage = async (id: string, sentences = LAB_SENTENCES) => {
    const language = languages.find((l) => l.id === id);
    if (language) openGrammar(await language.load(), id, sentences);
  };

  const start = (
    runs: readonly LabRun[],
    together: boolean,
    { metric, pieces }: Partial<Pick<Plan, 'metric' | 'pieces'>> = {},
  ) => {
    labId++;
    clearInterval(looking);
    set({ runs: runs.map(viewOf), running: true, problem: undefined });
    worker.post({ type: 'runs', labId, runs, together, probe: metric === 'probe', pieces });
    if (together) looking = setInterval(look, LOOK_EVERY_MS);
  };

  /** A language, and then what needs it; at once where it is there. */
  const withLanguage = async (id: string, sentences: number, then: () => void) => {
    const { languageId: present, language, sentences: drawn } = get();
    if (present === id && drawn === sentences && language) {
      then();
      return;
    }
    await openLanguage(id, sentences);
    next = then;
  };

  const base = (): Settings => ({
    ...LAB_SETTINGS,
    backend: store.getState().settings.backend,
    maxSteps: get().maxSteps,
  });

  /** The runs of a plan that have no result yet, seed by seed, so that arms can be compared early. */
  const missing = ({ arms, seeds, maxSteps }: Plan, done: (id: string) => boolean): LabRun[] =>
    Array.from({ length: seeds }, (_, seed) =>
      arms.map((arm, a) => ({
        id: runIdOf(a, seed),
        settings: { ...base(), maxSteps, ...arm.settings, seed: seed + 1 },
      })),
    )
      .flat()
      .filter(({ id }) => !done(id));

  const keepResult = (runId: string, result: LabResult) => {
    const { experiment, records } = get();
    if (experiment?.kind !== 'plan') return;
    const record = records[experiment.experimentId];
    if (!record) return;
    const results = { ...record.results, [runId]: result };
    const next = { ...records, [experiment.experimentId]: { ...record, results } };
    set({ records: next });
    void saveExperiments(next);
  };

  const finish = () => {
    clearInterval(looking);
    set({ running: false, phase: undefined });
    if (get().experiment?.kind === 'twins') look();
  };

  return {
    /** Called when the page is first shown. */
    async open() {
      if (get().language || get().grammar !== '') return;
      set({ records: await loadExperiments() });
      await openLanguage(get().languageId);
    },
    openLanguage: (id: string) => openLanguage(id),
    openOwn: (grammar: string) => openGrammar(grammar, 'own'),
    setMaxSteps: (maxSteps: number) => set({ maxSteps }),
    stop,

    /** Left only, right only, both: equal start, data and budget, side by side. */
    trainTwins() {
      if (!get().language) return;
      set({ experiment: { kind: 'twins' } });
      const settings = base();
      start(
        TWIN_ORDER.map((context) => ({ id: context, settings: { ...settings, context } })),
        true,
      );
    },

    /** Runs a plan: what it has results of already is not run again, unless all is to be `fresh`. */
    async runPlan(experimentId: string, plan: Plan, fresh: boolean) {
      stop();
      await withLanguage(plan.language, plan.sentences ?? LAB_SENTENCES, () => {
        const { records } = get();
        const results = fresh ? {} : (records[experimentId]?.results ?? {});
        const next = { ...records, [experimentId]: { plan, results } };
        set({ records: next, experiment: { kind: 'plan', experimentId } });
        void saveExperiments(next);
        start(
          missing(plan, (id) => id in results),
          false,
          plan,
        );
      });
    },

    nextSpecimen() {
      const { language, specimen } = get();
      const count = language?.specimens.length ?? 0;
      if (count === 0) return;
      set({ specimen: (specimen + 1) % count });
      look();
    },

    onEvent(event: LabEvent) {
      if ('languageId' in event) {
        if (event.languageId !== languageId) return;
        if (event.type === 'wrong') {
          next = undefined;
          set({ problem: event.problem });
        } else {
          set({ language: event.language });
          const then = next;
          next = undefined;
          then?.();
        }
        return;
      }
      if (event.labId !== labId) return;
      switch (event.type) {
        case 'phase':
          set({ phase: event.phase });
          break;
        case 'backend':
          set({ backend: event.report, phase: undefined });
          break;
        case 'progress': {
          const run = get().runs.find(({ id }) => id === event.runId);
          if (run) setRun(run.id, { step: event.step, evals: [...run.evals, ...event.evals] });
          break;
        }
        case 'done':
          setRun(event.runId, { result: event.result, step: event.result.step });
          keepResult(event.runId, event.result);
          if (get().runs.every(({ result }) => result)) finish();
          break;
        case 'guesses': {
          const { specimen, step, guesses, divergence } = event;
          setRun(event.runId, { guess: { specimen, step, guesses, divergence } });
          break;
        }
        case 'problem':
          clearInterval(looking);
          set({ running: false, phase: undefined, problem: event.problem });
          break;
        default:
          assertNever(event);
      }
    },

    onDeath(reason: string) {
      clearInterval(looking);
      set({
        running: false,
        phase: undefined,
        language: undefined,
        problem: {
          kind: 'worker',
          what: 'The lab’s worker stopped.',
          why: `The browser ended it: ${reason}.`,
          advice: 'Choose the language again to start a new one. Finished results are kept.',
        },
      });
    },
  };
}

export type LabActions = ReturnType<typeof createLabActions>;
