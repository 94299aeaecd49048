import { assertNever } from '../../base/assert';
import { reasonOf } from '../../base/words';
import type { Death, TrainerClient } from '../../client/workers';
import type { Settings } from '../../config/settings';
import type { Problem } from '../../protocol/problem';
import type { RunFacts } from '../../protocol/run';
import type { TrainerEvent } from '../../protocol/trainer';
import { forgetTimings } from '../../storage/engineChoices';
import { wholeExamId } from '../../tokenizer/vocabularyId';
import { CANNOT_START, whatDied } from '../death';
import type { Latest } from '../latest';
import type { RequestMachine } from '../machine';
import type { NoticeState } from '../page';
import { patcher, type Slice } from '../slice';
import { untilStep, withMetrics, withSitting } from './curves';
import { loadRun, modelIsGone, rangesByHand } from './loadRun';
import type { Reopening } from './reopening';
import { whyNotRestored } from './restore';
import {
  isCurrent,
  isFinished,
  isOtherText,
  lastStep,
  pendingChanges,
  prolongedSteps,
} from './selectors';
import { NO_RUN, NOTHING_WAITS, type PlaygroundState, type RunData } from './state';
import { forgetSeen, type WatchActions } from './watch';
import type { YouFirstActions } from './youFirst/youFirst';

/** Of a run that was loaded and had come to this step. */
function statusAt(step: number, { maxSteps }: Settings): RunData['status'] {
  if (step === 0) return 'ready';
  return step >= maxSteps ? 'done' : 'paused';
}

export interface RunParts {
  readonly watch: Pick<
    WatchActions,
    'look' | 'onLoaded' | 'onView' | 'onReference' | 'onGuess' | 'forgetLater'
  >;
  readonly youFirst: Pick<YouFirstActions, 'onLoaded' | 'onReadings'>;
  readonly requestMachine: RequestMachine;
  /** Of kept runs, the one that is being opened */
  readonly reopenings: Pick<Latest, 'cancel'>;
  /** Told before another model takes the place of the run that is there */
  readonly onLose: (reopening: Reopening | undefined) => boolean;
  /** Told when the run cannot go on; true where it is brought back by itself */
  readonly onFailure: (problem: Problem) => boolean;
}

/** The run: load, train, pause, one step, start over. */
export function createRunActions(
  store: Slice<PlaygroundState & NoticeState>,
  trainer: TrainerClient,
  { watch, youFirst, requestMachine, reopenings, onLose, onFailure }: RunParts,
) {
  const set = patcher(store, 'run');
  const get = () => store.getState().run;
  /** Has what is wanted wait: see `RunData.waiting`. */
  const wait = (change: Partial<RunData['waiting']>) =>
    set({ waiting: { ...get().waiting, ...change } });
  /** The run on this text stays as it is; that on another one makes room, and Undo brings it back. */
  const cannotBegin = (problem: Problem) => {
    if (get().facts && !isOtherText(store.getState())) set({ problem, waiting: NOTHING_WAITS });
    else {
      onLose(undefined);
      set({ ...NO_RUN, status: 'failed', runId: get().runId + 1, problem });
      store.setState(({ watch: seen }) => ({ watch: forgetSeen(seen) }));
    }
  };
  /** The kept run that is being loaded */
  let opened: Reopening | undefined;
  const load = (reopening?: Reopening) => {
    const problem = reopening ? undefined : modelIsGone(store.getState());
    if (problem) cannotBegin(problem);
    else {
      opened = reopening;
      loadRun(store, trainer, { reopening, onLose });
    }
  };

  const stop = (problem: Problem) => {
    trainer.terminate();
    wait({ begins: undefined });
    set({ status: 'failed', phase: undefined, problem, facts: undefined, backend: undefined });
  };

  const fail = (problem: Problem) => {
    if (!onFailure(problem)) stop(problem);
  };

  const begin = (what: 'train' | 'step') => {
    const { facts, status, step, runId } = get();
    if (!facts || status === 'loading') {
      wait({ begins: what });
      return;
    }
    set({ problem: undefined, phase: step === 0 ? 'Running the first step' : undefined });
    trainer.post({ type: what, runId });
    watch.look();
  };

  const pause = () => {
    wait({ begins: undefined });
    trainer.post({ type: 'pause', runId: get().runId });
  };

  /** By hand, with no word chosen, there is nothing to learn: says so. */
  const nothingToAsk = (): boolean => {
    const { settings, byHand } = store.getState();
    if (settings.maskStrategy !== 'hand' || byHand.size > 0) return false;
    set({
      problem: {
        kind: 'settings',
        what: 'Nothing is hidden yet.',
        why: 'Words are chosen by hand, and you have chosen none.',
        advice: 'Click words under Masked, or choose another masking strategy there.',
      },
    });
    return true;
  };

  /** Starts over first where the text or the model has changed, or the last worker died. */
  const beginFresh = (what: 'train' | 'step') => {
    if (nothingToAsk()) return;
    requestMachine('run');
    const state = store.getState();
    if (pendingChanges(state).length > 0 || state.run.status === 'failed') {
      wait({ begins: what });
      load(); // if the text is still being prepared, the load follows
    } else begin(what);
  };

  /** A finished run goes on for as many steps again. */
  const prolong = () => {
    const { run, settings } = store.getState();
    const { prolonged, runId } = run;
    const to = prolongedSteps(store.getState());
    const from = prolonged?.to === settings.maxSteps ? prolonged.from : settings.maxSteps;
    const longer = { ...settings, maxSteps: to };
    set({ prolonged: { from, to } });
    store.setState({ settings: longer });
    trainer.post({ type: 'settings', runId, settings: longer });
  };

  /** Where it went back, what came after is given up. */
  const trainsOn = (step: number) => {
    set(untilStep(get(), step));
    watch.forgetLater(step);
  };

  /** The run ends; a fresh one begins once the text is prepared. */
  const giveUp = () => {
    reopenings.cancel();
    set({ waiting: { fresh: true, begins: undefined } });
    trainer.post({ type: 'pause', runId: get().runId });
  };

  const reset = () => {
    if (!isCurrent(store.getState())) {
      giveUp();
      return;
    }
    reopenings.cancel();
    wait({ begins: undefined });
    load();
  };

  /** A run that goes on with another exam than it sat has no curve in common with it. */
  const checkExam = ({ examId }: RunFacts) => {
    const { loaded, examBefore } = get();
    if (examBefore === undefined || !loaded) return;
    if (wholeExamId(examId, loaded.prepared.vocabulary) !== examBefore) {
      set({ evals: [], sittings: [] });
      const notice = 'This run sat another exam before, so its held-out curve starts again.';
      store.setState({ notice });
    }
  };

  const onLoaded = (facts: RunFacts) => {
    const { settings, prepared, run } = store.getState();
    const { runId, loaded } = run;
    set({ status: statusAt(lastStep(run), settings), facts, phase: undefined });
    checkExam(facts);
    // They may have changed while it loaded.
    trainer.post({ type: 'settings', runId, settings });
    if (loaded?.prepared === prepared) {
      trainer.post({ type: 'byHand', runId, byHand: rangesByHand(store.getState()) });
    }
    watch.onLoaded(opened?.lost?.watch);
    youFirst.onLoaded();
    // Where the text has changed meanwhile, its own load follows.
    const { begins } = get().waiting;
    if (begins && pendingChanges(store.getState()).length === 0) {
      wait({ begins: undefined });
      begin(begins);
    }
  };

  return {
    train() {
      if (isFinished(store.getState())) prolong();
      beginFresh('train');
    },
    step: () => beginFresh('step'),
    pause,
    /** Goes to the state that lies aside: from the last step to the best one, or back. */
    goToAside() {
      const { aside, runId, status } = get();
      if (aside !== undefined && status !== 'running') {
        trainer.post({ type: 'goTo', runId, step: aside });
      }
    },
    /** Something else is to train: pauses what trains, or would once it is loaded. False where neither is so. */
    giveWay(): boolean {
      const { status, waiting } = get();
      const isActive = waiting.begins !== undefined || status === 'running';
      if (isActive) pause();
      return isActive;
    },
    /** The text was changed: what trains knows nothing of it, and rests. */
    restForText() {
      if (get().status === 'running' && pendingChanges(store.getState()).includes('text')) pause();
    },
    reset,
    giveUp,
    /** Starts over, and has Auto time the backends as on a first visit. */
    async timeAgain() {
      await forgetTimings();
      reset();
    },
    /**
     * The text was prepared anew, or a setting of the model changed: takes it unless a run would be lost. Another text
     * takes the place of a run, which Undo brings back. A kept run that is being opened goes on, whatever was there.
     */
    offer(reopening?: Reopening) {
      const { run, prepared } = store.getState();
      const saved = reopening?.isWanted() ? reopening.saved : undefined;
      const problem = saved && prepared && whyNotRestored(saved, prepared);
      if (saved && !problem) {
        load(reopening);
        return;
      }
      const isUntouched = run.step === 0 && run.status !== 'running';
      const isOther = isOtherText(store.getState());
      if (isUntouched || isOther || run.waiting.begins || run.waiting.fresh) load();
      if (problem) set({ problem });
    },
    /** Whatever waited for the text does not start later by surprise. */
    forget: () => set({ waiting: NOTHING_WAITS }),
    /** The Library has this run as it was at a step. */
    onKept(runId: number, kept: RunData['kept']) {
      if (runId === get().runId) set({ kept });
    },
    /** The Library has lost a kept run: if it was this one, this one is no longer kept. */
    onLost(id: string) {
      if (get().kept?.id === id) set({ kept: undefined });
    },
    /** Other words were chosen by hand. */
    takeByHand() {
      const { run, prepared } = store.getState();
      // Words of another text or vocabulary are other tokens there.
      if (!run.facts || run.loaded?.prepared !== prepared) return;
      const { runId } = run;
      trainer.post({ type: 'byHand', runId, byHand: rangesByHand(store.getState()) });
      if (run.status === 'running' && nothingToAsk()) pause();
    },
    takeSettings(settings: Settings) {
      const { facts, runId, status } = get();
      if (!facts) return;
      trainer.post({ type: 'settings', runId, settings });
      if (status === 'running' && nothingToAsk()) pause();
      watch.look();
    },
    dismissProblem: () => set({ problem: undefined }),

    /** Waits, after a failure, for the run to be brought back as it was saved. */
    awaitReturn() {
      const { status, waiting } = get();
      trainer.terminate();
      const begins = status === 'running' ? 'train' : waiting.begins;
      set({ status: 'loading', phase: 'Going back to the last save', facts: undefined });
      wait({ begins });
    },
    /** Has a run go on as it was saved; a fresh one begins where there is nothing to go on from. */
    load,
    /** It failed, and cannot be brought back. */
    stop,

    onEvent(event: Exclude<TrainerEvent, { type: 'kept' | 'saved' }>) {
      if (event.runId !== get().runId) return;
      switch (event.type) {
        case 'phase':
          set({ phase: event.phase });
          break;
        case 'backend':
          set({ backend: event.report, phase: 'Building the model' });
          break;
        case 'loaded':
          onLoaded(event.facts);
          break;
        case 'state': {
          const rests = get().status === 'running' && event.state !== 'running';
          set({ status: event.state, step: event.step });
          if (rests || event.state === 'done') set({ endedWith: store.getState().settings });
          if (event.state === 'running') trainsOn(event.step);
          else watch.look();
          break;
        }
        case 'metrics':
          set({ ...withMetrics(get(), event.metrics), phase: undefined });
          break;
        case 'view':
          watch.onView(event.view);
          break;
        case 'readings':
          youFirst.onReadings(event);
          break;
        case 'reference':
          watch.onReference(event.answer);
          break;
        case 'guess':
          watch.onGuess(event.answer);
          break;
        case 'exam': {
          const { step, losses, right } = event;
          set({ sittings: withSitting(get().sittings, { step, losses, right }) });
          break;
        }
        case 'problem':
          if (event.fatal) fail(event.problem);
          else set({ problem: event.problem });
          break;
        default:
          assertNever(event);
      }
    },

    onDeath(death: Death) {
      fail({
        kind: 'worker',
        what: whatDied('The training worker', death),
        why: reasonOf(death.reason),
        advice: death.atStart
          ? CANNOT_START
          : 'Press Train to start over with a new worker. Your text and settings are kept.',
      });
    },
  };
}

export type RunActions = ReturnType<typeof createRunActions>;
