import type { StoreApi } from 'zustand/vanilla';
import { assertNever } from '../../base/assert';
import { reasonOf } from '../../base/words';
import type { Death, WorkerClient } from '../../client/workers';
import type { Settings } from '../../config/settings';
import type { Problem } from '../../protocol/problem';
import type { Metrics, RunFacts, TrainPoint } from '../../protocol/run';
import type { TrainerEvent, TrainerRequest } from '../../protocol/trainer';
import { forgetTimings } from '../../storage/engineChoices';
import type { KeptRun } from '../../storage/keptRun';
import { vocabularyId } from '../../tokenizer/vocabularyId';
import { CANNOT_START, whatDied } from '../death';
import type { RequestMachine } from '../machine';
import { type AppState, isCurrent, isFinished, pendingChanges, type RunData } from '../state';
import { answerTo, type Restoring, restoredRun } from './restore';
import { forgetSeen, type WatchActions } from './watch';

const MAX_STEPS = 1_000_000;
/** Points of the training curve kept; past that, neighbours in the older half are averaged. */
const MAX_POINTS = 4000;

/** The run: load, train, pause, one step, start over. */
export function createRunActions(
  store: StoreApi<AppState>,
  trainer: WorkerClient<TrainerRequest>,
  { watch, requestMachine }: { watch: WatchActions; requestMachine: RequestMachine },
) {
  let afterLoad: 'train' | 'step' | undefined;
  /** Reset was pressed while the text was still being prepared */
  let resetWaits = false;
  /** A kept run that is being loaded */
  let restored: KeptRun | undefined;
  /** A kept run that goes on once its text is prepared */
  let restoring: Restoring | undefined;
  /** Steps in all that were set before Train prolonged a finished run, and since */
  let prolonged: { readonly from: number; readonly to: number } | undefined;

  const set = (patch: Partial<RunData>) => store.setState((s) => ({ run: { ...s.run, ...patch } }));

  const rangesByHand = () => Uint32Array.from([...store.getState().byHand.values()].flat());

  /** A run that starts over has the steps that were set, unless the person has set others since it was prolonged. */
  const endProlonging = () => {
    const { settings } = store.getState();
    if (prolonged?.to === settings.maxSteps) {
      store.setState({ settings: { ...settings, maxSteps: prolonged.from } });
    }
    prolonged = undefined;
  };

  /** Makes a model for the present text and settings: a fresh one, or one that goes on from a kept run. */
  const load = (from?: Restoring) => {
    const { prepared, run } = store.getState();
    if (!prepared?.cut || !isCurrent(store.getState())) return;
    if (from) prolonged = undefined;
    else endProlonging();
    const { settings } = store.getState();
    resetWaits = false;
    restoring = undefined;
    if (from?.saved.byHand) store.setState({ byHand: new Map(from.saved.byHand) });
    // A backend that is left would keep its memory, and its device could still be lost.
    if (run.loaded && run.loaded.settings.backend !== settings.backend) trainer.terminate();
    const runId = run.runId + 1;
    store.setState((s) => ({
      run: {
        ...s.run,
        status: 'loading',
        runId,
        phase: 'Building the model',
        loaded: { prepared, settings },
        facts: undefined,
        ...restoredRun(from?.saved),
        stepsPerSecond: undefined,
        tokensPerSecond: undefined,
        problem: undefined,
      },
      // Guesses are ids of the old vocabulary: they mean nothing in the new one.
      watch: forgetSeen(s.watch),
    }));
    const { vocabulary, stored, source } = prepared;
    const vocabSize = vocabulary.tokens.length;
    const { grammar } = source;
    trainer.post({
      type: 'load',
      runId,
      settings,
      vocabSize,
      stored,
      byHand: rangesByHand(),
      language: grammar === undefined ? undefined : { grammar, vocabulary },
      state: from?.state,
    });
    restored = from?.saved;
    from?.onTaken(runId);
  };

  /** A run that goes on with another exam than it sat has no curve in common with it. */
  const checkExam = ({ examId }: RunFacts) => {
    const { loaded } = store.getState().run;
    if (!restored || !loaded) return;
    const present = `${examId}${vocabularyId(loaded.prepared.vocabulary)}`;
    if (present !== restored.exam.id) {
      set({ evals: [] });
      const notice = 'This run sat another exam before, so its held-out curve starts again.';
      store.setState({ notice });
    }
    restored = undefined;
  };

  const fail = (problem: Problem) => {
    trainer.terminate();
    afterLoad = undefined;
    set({ status: 'failed', phase: undefined, problem, facts: undefined, backend: undefined });
  };

  /** Of a run that was loaded with so many steps taken. */
  const statusAt = (step: number) => {
    if (step === 0) return 'ready';
    return step >= store.getState().settings.maxSteps ? 'done' : 'paused';
  };

  const begin = (what: 'train' | 'step') => {
    const { run } = store.getState();
    if (run.facts && run.status !== 'loading') {
      set({ problem: undefined, phase: run.step === 0 ? 'Running the first step' : undefined });
      trainer.post({ type: what, runId: run.runId });
      watch.look();
    } else {
      afterLoad = what;
    }
  };

  const pause = () => {
    afterLoad = undefined;
    trainer.post({ type: 'pause', runId: store.getState().run.runId });
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
    const stale = pendingChanges(state).length > 0 || state.run.status === 'failed';
    if (stale) {
      afterLoad = what;
      load(); // if the text is still being prepared, the load follows
      return;
    }
    begin(what);
  };

  const onMetrics = (metrics: Metrics) => {
    const { run } = store.getState();
    set({
      step: metrics.step,
      phase: undefined,
      train: thin([...upTo(run.train, metrics.train[0]?.step), ...metrics.train]),
      evals:
        metrics.evals.length > 0
          ? [...upTo(run.evals, metrics.evals[0]?.step), ...metrics.evals]
          : run.evals,
      stepsPerSecond: metrics.stepsPerSecond ?? run.stepsPerSecond,
      tokensPerSecond: metrics.tokensPerSecond ?? run.tokensPerSecond,
    });
  };

  /** The run ends; a fresh one begins once the text is prepared. */
  const giveUp = () => {
    afterLoad = undefined;
    resetWaits = true;
    trainer.post({ type: 'pause', runId: store.getState().run.runId });
  };

  const reset = () => {
    afterLoad = undefined;
    const state = store.getState();
    if (isCurrent(state)) {
      load();
      return;
    }
    giveUp();
  };

  /** The text was prepared anew, or a setting of the model changed: take it unless a run would be lost. */
  const offer = () => {
    const state = store.getState();
    const { run } = state;
    const wanted = restoring;
    const answer = wanted && isCurrent(state) ? answerTo(wanted, state) : undefined;
    if (wanted && answer === 'goes on') {
      load(wanted);
      return;
    }
    if (answer) restoring = undefined;
    const untouched = run.step === 0 && run.status !== 'running';
    if (untouched || afterLoad || resetWaits) load();
    if (typeof answer === 'object') set({ problem: answer });
  };

  return {
    load: () => load(),

    train() {
      const { run, settings } = store.getState();
      if (isFinished(store.getState())) {
        // A finished run goes on for as many steps again.
        const more = run.loaded?.settings.maxSteps ?? settings.maxSteps;
        const longer = { ...settings, maxSteps: Math.min(MAX_STEPS, run.step + more) };
        const { from, to } = prolonged ?? {};
        const isSet = from === undefined || to !== settings.maxSteps;
        prolonged = { from: isSet ? settings.maxSteps : from, to: longer.maxSteps };
        store.setState({ settings: longer });
        trainer.post({ type: 'settings', runId: run.runId, settings: longer });
      }
      beginFresh('train');
    },
    step: () => beginFresh('step'),
    pause,
    /** Something else is to train: pauses what trains, or would once it is loaded. False where neither is so. */
    giveWay(): boolean {
      const isActive = afterLoad !== undefined || store.getState().run.status === 'running';
      if (isActive) pause();
      return isActive;
    },
    reset,
    giveUp,
    /** Starts over, and has Auto time the backends as on a first visit. */
    async timeAgain() {
      await forgetTimings();
      reset();
    },
    offer,
    /** Has a kept run go on once its text and settings, which are those of the page, are prepared. */
    restore(wanted: Restoring) {
      afterLoad = undefined;
      resetWaits = false;
      restoring = wanted;
    },
    /** The text cannot be trained on: whatever waited for it does not start later by surprise. */
    forget() {
      afterLoad = undefined;
      resetWaits = false;
      restoring = undefined;
    },
    /** Other words were chosen by hand. */
    takeByHand() {
      const { run, prepared } = store.getState();
      // Words of another text or vocabulary are other tokens there.
      if (!run.facts || run.loaded?.prepared !== prepared) return;
      trainer.post({ type: 'byHand', runId: run.runId, byHand: rangesByHand() });
      if (run.status === 'running' && nothingToAsk()) pause();
    },
    takeSettings(settings: Settings) {
      const { run } = store.getState();
      if (!run.facts) return;
      trainer.post({ type: 'settings', runId: run.runId, settings });
      if (run.status === 'running' && nothingToAsk()) pause();
      watch.look();
    },
    dismissProblem: () => set({ problem: undefined }),

    onEvent(event: Exclude<TrainerEvent, { type: 'kept' }>) {
      const { run } = store.getState();
      if (event.runId !== run.runId) return;
      switch (event.type) {
        case 'phase':
          set({ phase: event.phase });
          break;
        case 'backend':
          set({ backend: event.report, phase: 'Building the model' });
          break;
        case 'loaded':
          set({ status: statusAt(run.step), facts: event.facts, phase: undefined });
          checkExam(event.facts);
          // They may have changed while it loaded.
          trainer.post({ type: 'settings', runId: run.runId, settings: store.getState().settings });
          if (run.loaded?.prepared === store.getState().prepared) {
            trainer.post({ type: 'byHand', runId: run.runId, byHand: rangesByHand() });
          }
          watch.onLoaded();
          // Where the text has changed meanwhile, its own load follows.
          if (afterLoad && pendingChanges(store.getState()).length === 0) {
            const what = afterLoad;
            afterLoad = undefined;
            begin(what);
          }
          break;
        case 'state':
          set({ status: event.state, step: event.step });
          if (event.state !== 'running') watch.look();
          break;
        case 'metrics':
          onMetrics(event.metrics);
          break;
        case 'view':
          watch.onView(event.view);
          break;
        case 'reference':
          watch.onReference(event.answer);
          break;
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

/** Points before `step`: after a loss that was not a number, a run goes back and repeats some. */
function upTo<P extends { step: number }>(
  points: readonly P[],
  step: number | undefined,
): readonly P[] {
  if (step === undefined || (points.at(-1)?.step ?? 0) < step) return points;
  return points.filter((p) => p.step < step);
}

/** Halves the older half once there are too many points; a mean of two keeps the curve true. */
function thin(points: readonly TrainPoint[]): readonly TrainPoint[] {
  if (points.length <= MAX_POINTS) return points;
  const half = Math.floor(points.length / 4) * 2;
  const older: TrainPoint[] = [];
  for (let i = 0; i < half; i += 2) {
    const a = points[i]!;
    const b = points[i + 1]!;
    // A step without blanks has no loss, and no part in the mean.
    const loss = a.loss !== undefined && b.loss !== undefined ? (a.loss + b.loss) / 2 : undefined;
    older.push({ ...b, loss: loss ?? a.loss ?? b.loss });
  }
  return [...older, ...points.slice(half)];
}
