import { key } from '../base/random';
import { STREAM } from '../base/streams';
import { WORSE_BY } from '../config/best';
import { examEvery, isExam, isRecording, nextExam, nextRecording } from '../config/moments';
import type { SettingKey, Settings } from '../config/settings';
import type { StepOptions, TrainableModel, TrainingState } from '../engine/engine';
import type { Resume, RunMemo } from '../protocol/checkpoint';
import type { Look, Reading, View } from '../protocol/look';
import type { Problem } from '../protocol/problem';
import type { EvalPoint, Metrics, RunState, TrainPoint } from '../protocol/run';
import type { Batches } from './batches';
import { type Exam, type ExamResult, sitExam } from './exam';
import { look } from './look';
import { createRate } from './rate';
import { learningRateAt } from './schedule';
import { notFiniteProblem, nothingHiddenProblem, onlyLooksProblem } from './sessionProblems';
import type { Truth } from './truth';

/** Work queued between two waits for the device, ms: short enough to pause within a blink. */
const CHUNK_MS = 80;
const MAX_CHUNK = 256;
const METRICS_EVERY_MS = 100;

export interface SessionEvents {
  readonly onState: (state: RunState, step: number) => void;
  readonly onMetrics: (metrics: Metrics) => void;
  readonly onView: (view: View) => void;
  readonly onProblem: (problem: Problem) => void;
  /** A sitting of the exam, blank by blank */
  readonly onExam?: (step: number, result: ExamResult) => void;
}

export interface SessionParts {
  readonly model: TrainableModel;
  readonly batches: Pick<Batches, 'at' | 'asksNothing'>;
  readonly exam: Exam;
  readonly settings: Settings;
  readonly events: SessionEvents;
  /** Whether it looks for its best step: it then sits the exam more often early on, and sets the best state aside */
  readonly keepsBest?: boolean;
  /** The language of the text, where it is known exactly */
  readonly truth?: Truth | undefined;
  /** What it goes on from, where it was saved in mid-run; the model has that step's state already */
  readonly resume?: Resume | undefined;
  /** Called between two chunks and where it comes to rest. Training waits for it. */
  readonly onBoundary?: ((boundary: Boundary) => Promise<void>) | undefined;
  /** Lets waiting messages in; a macrotask in a worker. */
  readonly pause: () => Promise<void>;
}

/** A run as it stands between two steps. */
export interface KeptState {
  readonly state: TrainingState;
  readonly settings: Settings;
  /** Settings that were not the same in all of this session's steps */
  readonly changed: readonly SettingKey[];
  readonly result: ExamResult;
}

/** A sitting of the exam, where its loss was finite. */
type Sitting = NonNullable<RunMemo['sat']>;
/** What is known of the state that lies aside. */
type Aside = NonNullable<RunMemo['aside']>;

/** A run between two steps, where it can be saved. */
export interface Boundary {
  readonly step: number;
  /** Step of the state that lies aside */
  readonly aside: number | undefined;
  /** Whether nothing trains until the person wants it to */
  readonly isAtRest: boolean;
  /** What the run goes on from, read from the device; its memo and changes are those of now */
  readonly read: () => Promise<{
    readonly state: TrainingState;
    readonly memo: RunMemo;
    readonly changed: readonly SettingKey[];
  }>;
  readonly readAside: () => Promise<TrainingState | undefined>;
}

/** A call that waits until no step is under way. */
interface Caller {
  readonly work: () => Promise<void>;
  readonly reject: (reason: unknown) => void;
}

/** What the settings ask of the step with 0-based number `step`. */
export function stepOptions(settings: Settings, step: number): StepOptions {
  return {
    ...settings,
    learningRate: learningRateAt(step, settings),
    dropout: { ...settings, key: key(settings.seed, STREAM.dropout, step) },
  };
}

/**
 * One run: trains in chunks, sits the exam, answers looks between chunks, and records the watched sentence at chosen
 * steps (`config/moments.ts`), where chunks end. It can keep the state that did best in the exam, and go back to it at its
 * end or when asked. All work on the model goes through one queue, so none of it overlaps.
 */
export function createSession({ model, batches, exam, events, pause, ...parts }: SessionParts) {
  let settings = parts.settings;
  let isWanted = false;
  /** The loop of `run` is going round: wanted again, it just goes on. */
  let isLooping = false;
  let waitingLook: Look | undefined;
  /** The sentence that is recorded */
  let pinned: Look | undefined;
  let recordedAt: number | undefined;
  let queue: Promise<void> = Promise.resolve();
  let msPerStep: number | undefined;
  let train: TrainPoint[] = [];
  let evals: EvalPoint[] = [];
  let lastSent = Number.NEGATIVE_INFINITY;
  const { memo } = parts.resume ?? {};
  /** The newest sitting of the exam, where its loss was finite */
  let sat: Sitting | undefined = memo?.sat;
  let examinedAt: number | undefined = sat?.step;
  /** Of the newest step; none before the first */
  let trainedWith = memo?.trainedWith ?? (model.step > 0 ? settings : undefined);
  const changed = new Set<SettingKey>();
  const keepsBest = parts.keepsBest === true && exam.blanks > 0;
  /** The best state so far, or the last one while the model stands at the best */
  let aside: Aside | undefined;
  if (parts.resume?.aside && memo?.aside) {
    model.putAside(parts.resume.aside);
    aside = memo.aside;
  }
  /** The last step that it has come to: one that ended at its best step has ended, too. */
  const reached = Math.max(model.step, aside?.step ?? 0);
  const rested = reached >= settings.maxSteps ? 'done' : 'paused';
  let state: RunState = reached === 0 ? 'ready' : rested;
  /** Saved in mid-run, it goes on as if it had never stopped: what is the best so far is known. */
  let isResumed = memo !== undefined;
  /** While it trains they wait until the end of a chunk */
  let callers: Caller[] = [];
  const rate = createRate();

  /** After a failure nobody knows what state the model is in: nothing more is done, and every call fails with it. */
  const fail = (error: unknown): never => {
    isWanted = false;
    const waiting = callers;
    callers = [];
    for (const { reject } of waiting) reject(error);
    throw error;
  };
  const exclusive = (work: () => Promise<void>) => {
    queue = queue.then(work).catch(fail);
    return queue;
  };
  const become = (next: RunState) => {
    state = next;
    events.onState(next, model.step);
  };

  const send = (force: boolean) => {
    const now = performance.now();
    if (!force && now - lastSent < METRICS_EVERY_MS) return;
    lastSent = now;
    const metrics = { step: model.step, train, evals, aside: aside?.step, changed: [...changed] };
    events.onMetrics({ ...metrics, ...rate.perSecond() });
    train = [];
    evals = [];
  };

  /** Notes which settings changed between two steps: the last settings alone do not describe such a run. */
  const noteChanges = () => {
    const before = trainedWith ?? settings;
    for (const name of Object.keys(settings) as SettingKey[]) {
      if (before[name] !== settings[name]) changed.add(name);
    }
    trainedWith = settings;
  };

  /** Queues up to `count` steps and waits for them. False if a loss was not finite. */
  const chunk = async (count: number): Promise<boolean> => {
    const first = model.step;
    const began = performance.now();
    const rates: number[] = [];
    /** Blanks of each step's batch: with none there is no loss, whatever number the engine gives. */
    const blanks: number[] = [];
    noteChanges();
    let tokens = 0;
    model.mark();
    for (let i = 0; i < count; i++) {
      const step = model.step;
      const batch = batches.at(step, settings);
      const options = stepOptions(settings, step);
      rates.push(options.learningRate);
      blanks.push(batch.positions.length);
      for (const real of batch.attentionMask) tokens += real;
      model.train(batch, options);
    }
    const { losses, gradNorms } = await model.statistics();
    const lossOf = (i: number) => (blanks[i]! > 0 ? losses[i]! : undefined);
    const bad = blanks.findIndex((_, i) => !Number.isFinite((lossOf(i) ?? 0) + gradNorms[i]!));
    for (let i = 0; i < (bad < 0 ? count : bad); i++) {
      train.push({
        step: first + i + 1,
        loss: lossOf(i),
        learningRate: rates[i]!,
        gradNorm: gradNorms[i]!,
      });
    }
    if (bad >= 0) {
      // The loss of a chunk's first step comes from the weights at the mark: if it is bad, so are they.
      model.restore(bad === 0 ? 'previous' : 'last');
      examinedAt = undefined;
      recordedAt = undefined;
      sat = undefined;
      if (aside && aside.step > model.step) aside = undefined; // its step is not one of this run any more
      isWanted = false;
      events.onProblem(notFiniteProblem(first + bad + 1, model.step, settings));
      return false;
    }
    const elapsed = performance.now() - began;
    msPerStep = elapsed / count;
    rate.add(count, tokens);
    return true;
  };

  const nothingToAsk = () => {
    isWanted = false;
    events.onProblem(nothingHiddenProblem(settings));
  };

  /** The model fits into memory, and what training needs does not: the exam is all there is. */
  const onlyExam = async (reason: string) => {
    become('running');
    await examine();
    send(true);
    await answer();
    events.onProblem(onlyLooksProblem(reason));
    become('paused');
  };

  const examine = async () => {
    if (exam.blanks === 0) return; // it has no loss
    if (examinedAt === model.step) return;
    examinedAt = model.step;
    const step = model.step;
    // With the settings of its last step, which may have changed since.
    const { context, batchSize } = trainedWith ?? settings;
    // One that only looks has room for a sentence at a time.
    const most = model.onlyLooks === undefined ? batchSize : 1;
    const result = await sitExam(model, exam, context, most, pause);
    if (!Number.isFinite(result.loss)) return;
    sat = { step, context, result };
    evals.push({ step, context, loss: result.loss, accuracy: result.accuracy });
    events.onExam?.(step, result);
    // Losses of two contexts cannot be compared. Nothing was learned at step 0.
    const best = aside?.sat;
    const isBest = best?.context !== context || result.loss < best.result.loss;
    if (keepsBest && step > 0 && isBest) setAside();
  };

  const setAside = () => {
    model.setAside();
    aside = { step: model.step, sat, trainedWith };
  };

  /** Has the model and the state that lies aside change places. */
  const swap = ({ sat: there, trainedWith: with_ }: Aside) => {
    const here = sat?.step === model.step ? sat : undefined;
    aside = { step: model.step, sat: here, trainedWith };
    model.swapAside();
    sat = there;
    examinedAt = there?.step;
    trainedWith = with_;
    recordedAt = undefined;
  };

  /** Before it trains on: where it went back, what came after is given up, and the present state is the best so far. */
  const beginAtBest = async () => {
    const goesOn = isResumed && (aside?.step ?? 0) <= model.step;
    isResumed = false;
    if (!keepsBest || model.step === 0 || goesOn || (aside && aside.step <= model.step)) return;
    aside = undefined;
    await examine(); // sets it aside, unless it sat before
    if (!aside && sat?.step === model.step) setAside();
  };

  /** At the last step: goes back to the best state, if that is wanted and it did better. */
  const endAtBest = (): boolean => {
    const best = aside?.sat;
    if (!settings.loadBestModelAtEnd || !aside || !best || best.step >= model.step) return false;
    if (sat?.step !== model.step || sat.context !== best.context) return false;
    if (sat.result.loss - best.result.loss < WORSE_BY) return false;
    swap(aside);
    return true;
  };

  /** Answers the look that waits, if any, and takes the recording that is due at this step, if any: one view for both. */
  const answer = async () => {
    const chosen = isRecording(model.step, settings.maxSteps);
    const request = waitingLook ?? (chosen && recordedAt !== model.step ? pinned : undefined);
    waitingLook = undefined;
    if (!request) return;
    const recorded = chosen && request.record === true;
    if (recorded) recordedAt = model.step;
    events.onView({ ...(await look(model, request, settings, parts.truth)), recorded });
  };

  /** The present state with its sitting of the exam, and the curves up to it. */
  const snapshot = async (): Promise<KeptState | undefined> => {
    await examine();
    send(true);
    if (sat?.step !== model.step) return undefined;
    const state = await model.read();
    return { state, settings: trainedWith ?? settings, changed: [...changed], result: sat.result };
  };

  const hand = async () => {
    const waiting = callers;
    callers = [];
    for (const { work } of waiting) await work();
  };

  /** Does this where no step is under way. Where it fails, its caller is told, and the session goes on. */
  const between = <T>(work: () => Promise<T>) =>
    new Promise<T>((resolve, reject) => {
      callers.push({ work: () => work().then(resolve, reject), reject });
      if (!isWanted) exclusive(hand).catch(() => {}); // `reject` was called
    });

  /** Lets whoever saves the run do so. */
  const reachBoundary = async (isAtRest: boolean) =>
    parts.onBoundary?.({
      ...{ step: model.step, aside: aside?.step, isAtRest },
      async read() {
        send(true); // who saves the run has its curves up to here
        const now = {
          memo: { workers: model.workers, trainedWith, sat, aside },
          changed: [...changed],
        };
        return { state: await model.read(), ...now };
      },
      readAside: () => model.readAside(),
    });

  const run = async () => {
    become('running');
    rate.restart();
    if (model.step === 0) {
      await examine();
      send(true);
      await answer(); // before the first step: later it is too late
    }
    await beginAtBest();
    const isDue = () =>
      keepsBest
        ? isExam(model.step, settings.maxSteps)
        : model.step % examEvery(settings.maxSteps) === 0;
    isLooping = true;
    while (isWanted && model.step < settings.maxSteps) {
      if (batches.asksNothing(settings)) {
        nothingToAsk();
        break;
      }
      const fits = msPerStep === undefined ? 1 : Math.floor(CHUNK_MS / msPerStep);
      // Recordings are due at the exam's usual steps too, and at the last.
      const recording = nextRecording(model.step, settings.maxSteps);
      const due = keepsBest ? nextExam(model.step, settings.maxSteps) : recording;
      const most = Math.min(recording, due) - model.step;
      const fine = await chunk(Math.max(1, Math.min(fits, MAX_CHUNK, most)));
      await answer();
      await hand();
      if (fine && isDue()) await examine();
      send(false);
      await reachBoundary(false);
      await pause();
    }
    isLooping = false;
    isWanted = false; // from here on, `start` has to queue another run
    await rest();
  };

  /** Says how far it came, and at the last step goes back to the best state. */
  const rest = async () => {
    const isOver = model.step >= settings.maxSteps;
    if (isOver) await examine();
    send(true);
    await answer(); // a recording may be due, of this step
    if (isOver && endAtBest()) send(true);
    await hand();
    become(isOver ? 'done' : 'paused');
    await reachBoundary(true);
  };

  return {
    get state() {
      return state;
    },
    start() {
      const { onlyLooks } = model;
      if (onlyLooks !== undefined) return exclusive(() => onlyExam(onlyLooks));
      if (isWanted) return queue;
      isWanted = true;
      return isLooping ? queue : exclusive(run);
    },
    pause() {
      isWanted = false;
    },
    /** One step, then rest. */
    step() {
      isWanted = false;
      const { onlyLooks } = model;
      if (onlyLooks !== undefined) return exclusive(() => onlyExam(onlyLooks));
      return exclusive(async () => {
        if (model.step >= settings.maxSteps) return;
        if (batches.asksNothing(settings)) {
          nothingToAsk();
          send(true); // so that the page does not wait for the step
          return;
        }
        become('running');
        if (model.step === 0) await examine();
        await beginAtBest();
        rate.restart();
        if (await chunk(1)) await examine();
        await rest();
      });
    },
    /** Goes to the state that lies aside, if that is the one of `step`; not while it trains. */
    goTo(step: number) {
      if (isWanted) return queue;
      return exclusive(async () => {
        if (aside?.step !== step) return;
        swap(aside);
        send(true);
        become(state);
        await answer();
        await reachBoundary(true);
      });
    },
    /** Takes over all settings but the seed. Those of the text and of the model's shape need a new session. */
    update(next: Settings) {
      settings = { ...next, seed: settings.seed };
    },
    /** The newest look wins; answered at once when at rest, else between two chunks. */
    look(request: Look) {
      waitingLook = request;
      if (request.record) pinned = request;
      return isWanted ? queue : exclusive(answer);
    },
    /** Lets whoever saves the run do so soon: at once at rest, else between two chunks. */
    save: (): Promise<void> => between(() => reachBoundary(true)),
    /**
     * Everything that training goes on from, and the exam blank by blank; while it trains, between two steps.
     * Undefined where the exam's loss is not a number.
     */
    keep: (): Promise<KeptState | undefined> => between(snapshot),
    /** What it guesses in these sentences, all at one step. Does not touch the sentence that is recorded. */
    readAll: (requests: readonly Look[]): Promise<Reading[]> =>
      between(async () => {
        const readings: Reading[] = [];
        for (const request of requests) {
          const seen = await look(model, request, settings, parts.truth);
          const { step, context, guesses, answers, exact } = seen;
          const { length, layers, heads, attentions } = seen;
          readings.push({
            ...{ step, context, guesses, exact, ...(answers && { answers }) },
            ...(request.maps && { maps: { length, layers, heads, attentions } }),
          });
        }
        return readings;
      }),
    /** Frees the model once nothing is under way, whether it failed or not. */
    async dispose() {
      isWanted = false;
      waitingLook = undefined;
      await queue.catch(() => {}); // whoever asked for that work has been told
      model.dispose();
    },
  };
}

export type Session = ReturnType<typeof createSession>;
