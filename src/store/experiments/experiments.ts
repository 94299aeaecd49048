import { assertNever } from '../../base/assert';
import type { TrainingState } from '../../base/trainingState';
import type { Death, WorkerClient } from '../../client/workers';
import type { Settings } from '../../config/settings';
import type { ExperimentsEvent, ExperimentsRequest } from '../../protocol/experiments';
import { loadBets, saveBet } from '../../storage/bets';
import { saveKeepRuns } from '../../storage/experiments';
import type { KeptRun } from '../../storage/keptRun';
import type { RequestMachine } from '../machine';
import { patcher, type Slice } from '../slice';
import type { RunSubject } from './experimentRuns';
import type { ExperimentsShown } from './experimentsAddress';
import { createShownLanguage } from './languages';
import type { Outliving } from './outliving';
import type { PlaygroundText } from './ownText';
import { createPlans } from './plans';
import {
  type ExperimentRunView,
  type ExperimentsSlice,
  type ExperimentsState,
  NO_EXPERIMENTS,
  type Scope,
  viewOf,
} from './state';
import { createTwins } from './twins';

/** What is said and done where experiments outlive the page or their worker. */
const goingOn = () => import('./goingOn');

export interface ExperimentsParts {
  readonly requestMachine: RequestMachine;
  readonly say: (notice: string) => void;
  /** The text in the playground, as experiments learn it */
  readonly playgroundText: () => PlaygroundText;
  /** The backend that is chosen on the page */
  readonly backend: () => Settings['backend'];
  /** Keeps a run in the Library */
  readonly addRun: (saved: KeptRun, state: TrainingState) => Promise<string>;
}

/** What a lesson has taken the place of. */
interface Aside {
  /** What was set by hand */
  readonly chosen: Partial<ExperimentsState>;
  /** The language that was shown; undefined where none had been opened yet */
  readonly shown: Partial<ExperimentsState> | undefined;
  /** Whether its three models had been trained */
  readonly hasModels: boolean;
  /** Id of the language, to open it anew */
  readonly id: string;
  readonly bringTwins: () => void;
}

/** The experiments: languages, three models side by side, papers and sweeps. */
export function createExperimentsActions(
  store: Slice<ExperimentsSlice>,
  worker: WorkerClient<ExperimentsRequest>,
  { requestMachine, say, playgroundText, backend, addRun }: ExperimentsParts,
) {
  const set = patcher(store, 'experiments');
  const get = () => store.getState().experiments;
  const twins = createTwins(store, worker);
  /** What the worker trains, or trained last, and what the runs of a plan learn */
  let job: { readonly id: number; readonly learned?: RunSubject } = { id: 0 };
  let lastId = 0;
  /** When the worker was heard last, or given something to train, ms */
  let heardAt = 0;
  let loading: Promise<Outliving> | undefined;
  let isOpen = false;
  /** What was shown before a lesson; without `shown` where that was not ready, or is gone with its worker */
  let aside: Aside | undefined;

  const listOf = (id: number) => (twins.are(id) ? 'twins' : 'runs');
  const setRun = (
    id: number,
    runId: string,
    change: (run: ExperimentRunView) => Partial<ExperimentRunView>,
  ) => {
    const list = listOf(id);
    set({ [list]: get()[list].map((r) => (r.id === runId ? { ...r, ...change(r) } : r)) });
  };

  /** Does this once the part is there by which experiments outlive their worker; without it they go on all the same. */
  const outliving = (act: (part: Outliving) => void) => {
    loading ??= goingOn().then(({ createOutliving }) =>
      createOutliving({
        ...{ get, set, say, worker, trainOn, onHanging: onDeath },
        ...{ run: plans.run, heardAt: () => heardAt },
        bringTwins() {
          if (get().twins.length === 0) twins.bring(++lastId, backend()); // else others are trained already
        },
      }),
    );
    loading.then(act, () => {});
  };
  /** Something trains now. */
  const watch = () => {
    heardAt = performance.now();
    outliving((part) => part.watch());
  };

  /** Ends whatever is trained; what waits goes on waiting. */
  const halt = () => {
    if (!get().running) return;
    twins.stopLooking();
    job = { ...job, id: ++lastId };
    worker.post({ type: 'stop', jobId: job.id });
    set({ running: undefined, phase: undefined });
  };

  const language = createShownLanguage(store, worker, {
    say,
    onShow() {
      if (get().running?.kind === 'twins') halt();
      twins.forget();
    },
    onShown: () => outliving((part) => part.onShown(aside !== undefined)),
  });

  const finish = () => {
    twins.stopLooking();
    if (get().running?.kind === 'twins') twins.look();
    set({ running: undefined, phase: undefined });
    plans.next();
  };

  const finishIfDone = (id: number) => {
    if (id !== job.id) return; // stopped meanwhile
    if (get().running && get()[listOf(id)].every((run) => run.result || run.isDiverged)) finish();
  };

  const plans = createPlans({
    ...{ get, set, halt, requestMachine, backend },
    warn: say,
    goingOn,
    forget: (group) => worker.post({ type: 'forget', group }),
    start(group, learned, runs, probe) {
      job = { id: ++lastId, learned };
      const { subject } = learned;
      twins.stopLooking();
      set({ runs: runs.map(viewOf) });
      const { keepRuns: keep } = get();
      const how = { together: false, probe, group, keep };
      worker.post({ type: 'runs', jobId: job.id, subject, runs, ...how });
      watch();
      if (runs.length === 0) finish();
    },
  });

  /** Makes room for the three models, which are to train. Returns the job's id. */
  const makeRoom = () => {
    requestMachine('experiments');
    plans.giveWay();
    job = { ...job, id: ++lastId };
    watch();
    return job.id;
  };
  const trainOn = (views?: readonly ExperimentRunView[]) => {
    if (get().language) twins.goOn(makeRoom(), backend(), views);
  };

  /** What the runs of the plan that is going on, or has just ended, have learned */
  const planLearned = () => {
    const { running, records, backend: report } = get();
    const record = running?.kind === 'plan' ? records[running.experimentId] : undefined;
    if (!record || !job.learned) return undefined;
    return { ...job.learned, floors: record.exam?.floors, backend: report };
  };

  const onKept = (event: Extract<ExperimentsEvent, { type: 'kept' }>) => {
    const { jobId: id } = event;
    const run = get()[listOf(id)].find((r) => r.id === event.runId);
    const learned = twins.are(id) ? twins.learned() : planLearned();
    if (twins.are(id)) twins.onKept();
    if (run && learned) {
      void goingOn().then(({ keptExperimentRun }) =>
        addRun(keptExperimentRun(event, run, learned), event.snapshot.state),
      );
    }
  };

  /** Shows what a link names. */
  const takeLink = ({ languageId: id, ...rest }: Partial<ExperimentsShown>) => {
    set(rest);
    if (id === undefined || id === get().languageId) return;
    if (isOpen) void language.open(id);
    else set({ languageId: id });
  };

  const onDeath = (death: Death) => {
    twins.stopLooking();
    if (aside) aside = { ...aside, shown: undefined };
    const before = get();
    set({ running: undefined, phase: undefined, twins: [], twinsKept: undefined });
    language.onDeath(death);
    outliving((part) => part.onDeath(death, before));
  };

  return {
    /** Called when the page is first shown. */
    async open() {
      if (isOpen) return;
      isOpen = true;
      set({ bets: loadBets(), playground: playgroundText() });
      await plans.restore();
      const { languageId: id, ownGrammar, opening } = get();
      if (opening) return; // somebody has chosen already
      await language.open(id === 'own' && ownGrammar === '' ? NO_EXPERIMENTS.languageId : id);
    },
    openLanguage: language.open,
    openOwn: language.openOwn,
    takeLink,
    /** Puts aside what is shown and its three models, so that a lesson may show and train others. */
    putAside() {
      if (aside) return;
      if (get().running?.kind === 'twins') halt();
      const { language: ready, opening, languageId: id, grammar, text } = get();
      const { maxSteps, textSteps, scope } = get();
      const chosen = { maxSteps, textSteps, scope };
      // Before anything is shown there is no worker, and nothing that it could put aside.
      if (ready) worker.post({ type: 'putAside' });
      const shown = ready && { languageId: id, grammar, text, language: ready, refused: undefined };
      const hasModels = get().twins.some(({ step }) => step > 0);
      aside = { chosen, shown, hasModels, id: opening?.id ?? id, bringTwins: twins.putAside() };
    },

    /**
     * Shows that again. What the lesson has trained here is let go.
     *
     * @param isFor 'models': only if three trained models would be lost otherwise; else what the lesson shows stays
     */
    bringBack(isFor: 'all' | 'models' = 'all') {
      if (isFor === 'models' && !aside?.hasModels) aside = undefined;
      if (!aside) return;
      const { chosen, shown, id, bringTwins } = aside;
      aside = undefined;
      if (get().running?.kind === 'twins') halt();
      set(chosen);
      if (shown) {
        worker.post({ type: 'bringBack' });
        language.cancel();
        set(shown);
        bringTwins();
      } else takeLink({ languageId: id });
    },

    /** The playground has another text, or other settings. */
    followText() {
      if (!isOpen) return;
      set({ playground: playgroundText() });
      language.follow();
    },
    setTextSteps: (textSteps: number | undefined) => set({ textSteps }),
    setMaxSteps: (maxSteps: number) => set({ maxSteps }),
    setScope: (scope: Scope) => set({ scope }),
    setKeepRuns(keepRuns: boolean) {
      set({ keepRuns });
      worker.post({ type: 'keepRuns', keep: keepRuns });
      void saveKeepRuns(keepRuns);
    },
    /** Keeps the bet that this arm does best, or takes the bet back if there is no label. */
    bet(experimentId: string, label: string | undefined) {
      const { [experimentId]: _, ...others } = get().bets;
      set({ bets: label === undefined ? others : { ...others, [experimentId]: label } });
      saveBet(experimentId, label);
    },
    keepTwins: twins.keepTwins,
    showSpecimen: twins.showSpecimen,
    nextSpecimen: twins.nextSpecimen,
    previousSpecimen: twins.previousSpecimen,
    stop: halt,
    /** Lets something else train: an experiment goes on when what waits is gone on with. */
    rest() {
      plans.giveWay();
      halt();
    },
    runPlan: plans.run,
    removePlan: plans.remove,
    undiscard: plans.undiscard,
    unqueuePlan: plans.unqueue,
    runQueue: plans.next,

    /** Before only, after only, both: side by side. An experiment waits meanwhile. */
    trainTwins() {
      if (!get().language) return;
      twins.train(makeRoom(), backend());
    },
    /** The three models train on from where they stand. */
    goOnTwins: () => trainOn(),

    onEvent(event: ExperimentsEvent) {
      heardAt = performance.now();
      if ('languageId' in event) {
        language.onEvent(event);
        return;
      }
      if (event.type === 'unsaved' || event.type === 'goesOn') {
        outliving((part) => part.tell(event));
        return;
      }
      const { jobId: id } = event;
      const isOfTwins = twins.are(id);
      if (id !== job.id && !isOfTwins) return;
      switch (event.type) {
        case 'exam':
          if (!isOfTwins) plans.keepExam(event.exam);
          break;
        case 'phase':
          set({ phase: event.phase });
          break;
        case 'backend':
          set({ backend: event.report, phase: undefined });
          if (isOfTwins) twins.onBackend(event.report);
          break;
        case 'progress': {
          const { step, seconds, evals, isAll } = event;
          const before = (run: ExperimentRunView) => (isAll ? [] : run.evals);
          setRun(id, event.runId, (run) => ({ step, seconds, evals: [...before(run), ...evals] }));
          if (isAll && isOfTwins && !get().running) twins.look(); // it has come back
          break;
        }
        case 'back':
          twins.onBack(event.runs);
          outliving((part) => part.onBack(event.runs));
          break;
        case 'done': {
          const { result } = event;
          setRun(id, event.runId, () => ({ result, step: result.step }));
          if (!isOfTwins) plans.keepResult(event.runId, result);
          finishIfDone(id);
          break;
        }
        case 'diverged':
          setRun(id, event.runId, () => ({ isDiverged: true }));
          if (!isOfTwins) plans.keepDiverged(event.runId, event.step);
          finishIfDone(id);
          break;
        case 'kept':
          onKept(event);
          break;
        case 'guesses': {
          const { specimen, step, guesses, answer, divergence } = event;
          const guess = { specimen, step, guesses, answer, divergence };
          setRun(id, event.runId, () => ({ guess }));
          break;
        }
        case 'problem':
          // One of runs that are at rest ends nothing.
          if (id !== job.id || !get().running)
            set({ problem: event.problem, twinsKept: undefined });
          else {
            twins.stopLooking();
            set({ running: undefined, phase: undefined, problem: event.problem });
          }
          break;
        default:
          assertNever(event);
      }
    },

    onDeath,
  };
}

export type ExperimentsActions = ReturnType<typeof createExperimentsActions>;
