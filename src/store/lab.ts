import type { StoreApi } from 'zustand/vanilla';
import { assertNever } from '../base/assert';
import type { WorkerClient } from '../client/workers';
import { LAB_SETTINGS, type Plan } from '../config/lab';
import type { Context, Settings } from '../config/settings';
import { languages } from '../grammar/languages';
import type {
  LabEval,
  LabEvent,
  LabLanguage,
  LabRequest,
  LabResult,
  LabRun,
} from '../protocol/lab';
import type { BackendReport, Guess, Problem } from '../protocol/messages';
import type { ExperimentRecords, Queued } from '../storage/labResults';
import { createPlans } from './labPlans';
import type { AppState } from './state';

/** A run of the experiment on the screen. */
export interface LabRunView {
  readonly id: string;
  readonly settings: Settings;
  readonly step: number;
  readonly evals: readonly LabEval[];
  /** Since it began */
  readonly seconds: number;
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

export type Scope = 'all' | 'telling';

export interface LabState {
  /** Id of a built-in language, or 'own' */
  readonly languageId: string;
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
  /** Which blanks of the exam are counted: all, or those alone whose answer changes with the side one looks at */
  readonly scope: Scope;
  /** Experiments by name, with the results that they have so far */
  readonly records: ExperimentRecords;
  /** Experiments that wait for the one that is running */
  readonly queue: readonly Queued[];
}

export const EMPTY_LAB: LabState = {
  languageId: languages[0]!.id,
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
  scope: 'all',
  records: {},
  queue: [],
};

/** As the columns stand */
export const TWIN_ORDER: readonly Context[] = ['left', 'right', 'both'];

/** While runs go on, each is asked for its guesses this often, ms. */
const LOOK_EVERY_MS = 400;

const viewOf = ({ id, settings }: LabRun): LabRunView => ({
  ...{ id, settings },
  step: 0,
  evals: [],
  seconds: 0,
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

  /** Ends whatever is trained; what waits goes on waiting. */
  const halt = () => {
    clearInterval(looking);
    next = undefined;
    labId++;
    worker.post({ type: 'stop', labId });
    set({ running: false, phase: undefined });
  };

  const openGrammar = (grammar: string, id: string) => {
    halt();
    languageId++;
    set({
      languageId: id,
      grammar,
      language: undefined,
      problem: undefined,
      runs: [],
      specimen: 0,
      experiment: undefined,
    });
    worker.post({ type: 'language', languageId, grammar });
  };

  const openLanguage = async (id: string) => {
    const language = languages.find((l) => l.id === id);
    if (language) openGrammar(await language.load(), id);
  };

  const start = (
    runs: readonly LabRun[],
    { together = false, probe = false }: { together?: boolean; probe?: boolean },
  ) => {
    labId++;
    clearInterval(looking);
    set({ runs: runs.map(viewOf), running: true, problem: undefined });
    worker.post({ type: 'runs', labId, runs, together, probe });
    if (together) looking = setInterval(look, LOOK_EVERY_MS);
    if (runs.length === 0) finish();
  };

  /** A plan's language, and then what needs it; at once where it is there. */
  const withLanguage = async ({ language: id, grammar }: Plan, then: () => void) => {
    const { languageId: present, grammar: written, language } = get();
    if (present === id && language && (grammar === undefined || grammar === written)) {
      then();
      return;
    }
    const experiment = get().experiment;
    if (grammar === undefined) await openLanguage(id);
    else openGrammar(grammar, id);
    set({ experiment, running: true });
    next = then;
  };

  const plans = createPlans({
    ...{ get, set, halt, withLanguage, start },
    backend: () => store.getState().settings.backend,
  });

  const finish = () => {
    clearInterval(looking);
    set({ running: false, phase: undefined });
    if (get().experiment?.kind === 'twins') look();
    plans.next();
  };

  return {
    /** Called when the page is first shown. */
    async open() {
      if (get().language || get().grammar !== '') return;
      await plans.restore();
      await openLanguage(get().languageId);
    },
    openLanguage: (id: string) => openLanguage(id),
    openOwn: (grammar: string) => openGrammar(grammar, 'own'),
    setMaxSteps: (maxSteps: number) => set({ maxSteps }),
    setScope: (scope: Scope) => set({ scope }),
    stop: halt,
    runPlan: plans.run,
    removePlan: plans.remove,
    unqueuePlan: plans.unqueue,
    runQueue: plans.next,

    /** Left only, right only, both: equal start, data and budget, side by side. */
    trainTwins() {
      if (!get().language) return;
      set({ experiment: { kind: 'twins' } });
      const { backend } = store.getState().settings;
      const settings = { ...LAB_SETTINGS, backend, maxSteps: get().maxSteps };
      start(
        TWIN_ORDER.map((context) => ({ id: context, settings: { ...settings, context } })),
        { together: true },
      );
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
          set({ problem: event.problem, running: false });
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
          const { step, seconds } = event;
          if (run) setRun(run.id, { step, seconds, evals: [...run.evals, ...event.evals] });
          break;
        }
        case 'done':
          setRun(event.runId, { result: event.result, step: event.result.step });
          plans.keepResult(event.runId, event.result);
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
