import type { StoreApi } from 'zustand/vanilla';
import { assertNever } from '../../base/assert';
import { reasonOf } from '../../base/words';
import type { Death, WorkerClient } from '../../client/workers';
import { EXPERIMENT_SETTINGS } from '../../config/experiments';
import type { Context } from '../../config/settings';
import { languages } from '../../grammar/languages';
import type { BackendReport } from '../../protocol/backend';
import type {
  ExperimentLanguage,
  ExperimentsEvent,
  ExperimentsRequest,
} from '../../protocol/experiments';
import { saveKeepRuns, saveOwnGrammars } from '../../storage/experiments';
import { CANNOT_START, whatDied } from '../death';
import type { LibraryActions } from '../library/library';
import type { RequestMachine } from '../machine';
import type { AppState } from '../state';
import { keptExperimentRun } from './experimentRuns';
import type { ExperimentsShown } from './experimentsAddress';
import { createPlans } from './plans';
import { type ExperimentRunView, type ExperimentsState, type Scope, viewOf } from './state';

/** As the columns stand */
export const TWIN_ORDER: readonly Context[] = ['left', 'right', 'both'];

/** While runs go on, each is asked for its guesses this often, ms. */
const LOOK_EVERY_MS = 400;

const NOT_KEPT =
  'This browser could not keep your language. It will be lost when you close the page, so copy its grammar if you need it.';

/** Workers that may die before one has made the language ready. */
const MOST_DEATHS = 2;

/** Grammars of one's own that can be gone back to, beside the present one. */
const MOST_EARLIER = 5;

/** The experiments: languages, twin runs, papers. */
export function createExperimentsActions(
  store: StoreApi<AppState>,
  worker: WorkerClient<ExperimentsRequest>,
  { requestMachine, addRun }: { requestMachine: RequestMachine; addRun: LibraryActions['add'] },
) {
  let languageId = 0;
  /** Counts choices of a language, as reading one takes a moment */
  let asked = 0;
  let jobId = 0;
  /** The experiment that the twins shown are of */
  let twinsId = 0;
  let twinsBackend: BackendReport | undefined;
  let looking: ReturnType<typeof setInterval> | undefined;
  let isOpen = false;
  /** Of workers, since one last made a language ready */
  let deaths = 0;
  /** The grammar that the runs of the present plan learn */
  let learned = '';

  const get = () => store.getState().experiments;
  const set = (patch: Partial<ExperimentsState>) =>
    store.setState((s) => ({ experiments: { ...s.experiments, ...patch } }));
  const listOf = (id: number) => (id === twinsId ? 'twins' : 'runs');
  const setRun = (
    id: number,
    runId: string,
    change: (run: ExperimentRunView) => Partial<ExperimentRunView>,
  ) => {
    const list = listOf(id);
    set({ [list]: get()[list].map((r) => (r.id === runId ? { ...r, ...change(r) } : r)) });
  };

  const look = () => worker.post({ type: 'look', jobId: twinsId, specimen: get().specimen });

  /** Ends whatever is trained; what waits goes on waiting. */
  const halt = () => {
    if (!get().running) return;
    clearInterval(looking);
    jobId++;
    worker.post({ type: 'stop', jobId });
    set({ running: undefined, phase: undefined });
  };

  const openGrammar = (grammar: string, id: string) => {
    languageId++;
    asked++;
    set({ opening: { id, grammar }, refused: undefined, problem: undefined });
    worker.post({ type: 'language', languageId, grammar });
  };

  const keepOwn = (grammar: string) => {
    const { ownGrammar, earlierGrammars } = get();
    if (grammar === ownGrammar) return;
    const others = [ownGrammar, ...earlierGrammars].filter((g) => g !== '' && g !== grammar);
    const own = [grammar, ...others].slice(0, 1 + MOST_EARLIER);
    set({ ownGrammar: grammar, earlierGrammars: own.slice(1) });
    void saveOwnGrammars(own).then((written) => {
      if (!written) store.setState({ notice: NOT_KEPT });
    });
  };

  /** The language that was being made ready takes the place of the one before, and of its three models. */
  const show = (language: ExperimentLanguage) => {
    const { opening, running } = get();
    if (!opening) return;
    if (running?.kind === 'twins') halt();
    deaths = 0;
    twinsId = 0;
    const { id, grammar } = opening;
    const isOwn = id === 'own';
    if (isOwn) keepOwn(grammar);
    set({
      ...{ languageId: id, grammar, language, opening: undefined },
      ...{ twins: [], twinsKept: undefined, specimen: 0 },
    });
  };

  const openLanguage = async (id: string) => {
    if (id === 'own') openGrammar(get().ownGrammar, id);
    const language = languages.find((l) => l.id === id);
    if (!language) return;
    const mine = ++asked;
    try {
      const grammar = await language.load();
      if (mine === asked) openGrammar(grammar, id); // else another was chosen meanwhile
    } catch (error) {
      set({
        problem: {
          kind: 'text',
          what: `“${language.name}” could not be read.`,
          why: reasonOf(error),
          advice: 'Choose another language, or reload the page. Finished results are kept.',
        },
      });
    }
  };

  /** What the runs that are going on, or have just ended, have learned */
  const twinsLearned = () => {
    const { languageId: language, grammar, language: facts } = get();
    return { language, grammar, floors: facts?.floors };
  };
  const planLearned = () => {
    const { running, records } = get();
    const record = running?.kind === 'plan' ? records[running.experimentId] : undefined;
    const { plan, exam } = record ?? {};
    return plan && { language: plan.language, grammar: learned, floors: exam?.floors };
  };

  const finish = () => {
    clearInterval(looking);
    if (get().running?.kind === 'twins') look();
    set({ running: undefined, phase: undefined });
    plans.next();
  };

  const finishIfDone = (id: number) => {
    if (id !== jobId) return; // stopped meanwhile
    if (get()[listOf(id)].every((run) => run.result || run.isDiverged)) finish();
  };

  const plans = createPlans({
    ...{ get, set, halt, requestMachine },
    backend: () => store.getState().settings.backend,
    warn: (notice) => store.setState({ notice }),
    start(grammar, runs, probe) {
      jobId++;
      clearInterval(looking);
      set({ runs: runs.map(viewOf) });
      const { keepRuns: keep } = get();
      worker.post({ type: 'runs', jobId, grammar, runs, together: false, probe, keep });
      learned = grammar;
      if (runs.length === 0) finish();
    },
  });

  return {
    /** Called when the page is first shown. */
    async open() {
      if (isOpen) return;
      isOpen = true;
      await plans.restore();
      const { languageId: id, ownGrammar } = get();
      await openLanguage(id === 'own' && ownGrammar === '' ? languages[0]!.id : id);
    },
    openLanguage: (id: string) => openLanguage(id),
    /** Shows what a link names. */
    takeLink({ languageId: id, ...rest }: Partial<ExperimentsShown>) {
      set(rest);
      if (id === undefined || id === get().languageId) return;
      if (isOpen) void openLanguage(id);
      else set({ languageId: id });
    },
    openOwn: (grammar: string) => openGrammar(grammar, 'own'),
    undiscard: plans.undiscard,
    setMaxSteps: (maxSteps: number) => set({ maxSteps }),
    setScope: (scope: Scope) => set({ scope }),
    setKeepRuns(keepRuns: boolean) {
      set({ keepRuns });
      worker.post({ type: 'keepRuns', keep: keepRuns });
      void saveKeepRuns(keepRuns);
    },
    /** Keeps the three models in the Library, with their weights. */
    keepTwins() {
      set({ twinsKept: 0 });
      worker.post({ type: 'keep', jobId: twinsId });
    },
    stop: halt,
    /** Lets something else train: an experiment goes on when what waits is gone on with. */
    rest() {
      plans.giveWay();
      halt();
    },
    runPlan: plans.run,
    removePlan: plans.remove,
    unqueuePlan: plans.unqueue,
    runQueue: plans.next,

    /** Left only, right only, both: equal start, data and budget, side by side. An experiment waits meanwhile. */
    trainTwins() {
      const { language, grammar, maxSteps } = get();
      if (!language) return;
      requestMachine('experiments');
      plans.giveWay();
      const { backend } = store.getState().settings;
      const runs = TWIN_ORDER.map((context) => ({
        id: context,
        settings: { ...EXPERIMENT_SETTINGS, backend, maxSteps, context },
      }));
      jobId++;
      twinsId = jobId;
      clearInterval(looking);
      set({
        running: { kind: 'twins' },
        twins: runs.map(viewOf),
        twinsKept: undefined,
        problem: undefined,
      });
      const rest = { together: true, probe: false, keep: get().keepRuns };
      worker.post({ type: 'runs', jobId, grammar, runs, ...rest });
      looking = setInterval(look, LOOK_EVERY_MS);
    },

    nextSpecimen() {
      const { language, specimen } = get();
      const count = language?.specimens.length ?? 0;
      if (count === 0) return;
      set({ specimen: (specimen + 1) % count });
      look();
    },

    onEvent(event: ExperimentsEvent) {
      if ('languageId' in event) {
        if (event.languageId !== languageId) return;
        const { opening } = get();
        if (event.type === 'language') show(event.language);
        else if (opening) {
          const { grammar } = opening;
          set({ opening: undefined, refused: { grammar, problem: event.problem } });
        }
        return;
      }
      const { jobId: id } = event;
      if (id !== jobId && id !== twinsId) return;
      switch (event.type) {
        case 'exam':
          if (id !== twinsId) plans.keepExam(event.exam);
          break;
        case 'phase':
          set({ phase: event.phase });
          break;
        case 'backend':
          set({ backend: event.report, phase: undefined });
          if (id === twinsId) twinsBackend = event.report;
          break;
        case 'progress': {
          const { step, seconds, evals } = event;
          setRun(id, event.runId, (run) => ({ step, seconds, evals: [...run.evals, ...evals] }));
          break;
        }
        case 'done': {
          const { result } = event;
          setRun(id, event.runId, () => ({ result, step: result.step }));
          if (id !== twinsId) plans.keepResult(event.runId, result);
          finishIfDone(id);
          break;
        }
        case 'diverged':
          setRun(id, event.runId, () => ({ isDiverged: true }));
          plans.keepDiverged(event.runId, event.step);
          finishIfDone(id);
          break;
        case 'kept': {
          const run = get()[listOf(id)].find((r) => r.id === event.runId);
          const of = id === twinsId ? twinsLearned() : planLearned();
          if (id === twinsId) set({ twinsKept: (get().twinsKept ?? 0) + 1 });
          if (run && of) {
            void addRun(
              keptExperimentRun(event, run, {
                ...of,
                backend: id === twinsId ? twinsBackend : get().backend,
              }),
              event.snapshot.state,
            );
          }
          break;
        }
        case 'guesses': {
          const { specimen, step, guesses, divergence } = event;
          setRun(id, event.runId, () => ({ guess: { specimen, step, guesses, divergence } }));
          break;
        }
        case 'problem':
          // One of runs that are at rest ends nothing.
          if (id !== jobId || !get().running) set({ problem: event.problem, twinsKept: undefined });
          else {
            clearInterval(looking);
            set({ running: undefined, phase: undefined, problem: event.problem });
          }
          break;
        default:
          assertNever(event);
      }
    },

    onDeath(death: Death) {
      clearInterval(looking);
      set({
        running: undefined,
        phase: undefined,
        twins: [],
        twinsKept: undefined,
        language: undefined,
      });
      const { grammar, languageId: id, opening } = get();
      deaths++;
      // A new worker makes the language ready again; one that dies of that at once is not started over and over.
      const last = opening ?? (grammar === '' ? undefined : { grammar, id });
      set({ opening: undefined });
      if (deaths <= MOST_DEATHS && last) openGrammar(last.grammar, last.id);
      set({
        problem: {
          kind: 'worker',
          what: whatDied('The worker for experiments', death),
          why: reasonOf(death.reason),
          advice:
            deaths <= MOST_DEATHS
              ? 'A new worker is preparing the language. Finished results are kept; you can go on with the runs that are left.'
              : CANNOT_START,
        },
      });
    },
  };
}

export type ExperimentsActions = ReturnType<typeof createExperimentsActions>;
