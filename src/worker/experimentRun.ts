import { macrotask } from '../base/pause';
import { buffersOf } from '../base/trainingState';
import { probeRun } from '../probe/probeRun';
import type {
  ExperimentEval,
  ExperimentRun,
  ExperimentsEvent,
  ExperimentsRequest,
} from '../protocol/experiments';
import type { Floor } from '../protocol/floors';
import { createBatches } from '../train/batches';
import type { ExamResult } from '../train/exam';
import { examId, satExam } from '../train/examId';
import { createSession } from '../train/session';
import type { Choose } from './chooseEngine';
import { onEngine, trusted } from './engineLoss';
import type { Learnable } from './learnable';
import { type ModelTask, modelTask } from './modelTask';
import type { Port } from './port';
import type { RunSaves } from './runSaves';

type Runs = Extract<ExperimentsRequest, { type: 'runs' }>;

/** Loss and accuracy over the telling blanks. */
function overTelling({ losses, right }: ExamResult, telling: Uint8Array): Floor {
  let [loss, accuracy, count] = [0, 0, 0];
  for (const [m, tells] of telling.entries()) {
    loss += tells * losses[m]!;
    accuracy += tells * right[m]!;
    count += tells;
  }
  return { loss: loss / count, accuracy: accuracy / count };
}

/** What a run needs of the worker that trains it. */
export interface ExperimentHost {
  readonly post: Port<unknown, ExperimentsEvent>['post'];
  readonly choose: Choose;
  /** Whether this experiment goes on: it was neither stopped nor replaced */
  readonly isCurrent: (jobId: number) => boolean;
  /** Whether runs of plans are sent with their weights once they are done; it may change meanwhile */
  readonly keepsRuns: () => boolean;
  /** Ends the experiment that goes on */
  readonly stop: () => void;
  /** Where runs are saved while they train */
  readonly saves: RunSaves;
}

/** How often it says that it is still probed, ms. */
const TELL_EVERY_MS = 1000;

/** By which a saved run is known again: equal for what is trained alike, whatever trains it. */
export function nameOf(
  { id, exam }: Pick<Learnable, 'id' | 'exam'>,
  run: ExperimentRun,
  { probe }: Pick<Runs, 'probe'>,
): string {
  const { backend: _, workers: __, ...settings } = run.settings;
  return JSON.stringify([id, examId(exam), { ...run, settings }, probe]);
}

/**
 * One run of an experiment, ready to start, or to go on from where it was saved; undefined where the experiment was stopped
 * meanwhile.
 *
 * @param lost why the run does not go on where it was trained before
 */
export async function createExperimentRun(
  { post, choose, isCurrent, keepsRuns, stop, saves }: ExperimentHost,
  forJob: number,
  run: ExperimentRun,
  learnable: Learnable,
  what: Pick<Runs, 'probe' | 'together' | 'group'> & {
    /** Whether what was saved of it is not wanted any more */
    readonly isAnew?: boolean;
    /** Whether it is not told that it goes on: it rests, or others go on with it */
    readonly isQuiet?: boolean;
  },
  lost?: string,
) {
  const { probe: withProbe, together, group } = what;
  const name = nameOf(learnable, run, what);
  /** The experiment that this run is part of: another, once that one goes on with it */
  let id = forJob;
  const { id: runId } = run;
  const of = await learnable.materialFor(run);
  const { settings, telling } = of;
  const batches = createBatches(of.dataset, of.vocabSize);
  const onPhase = (phase: string) => post({ type: 'phase', jobId: id, phase });
  const taskFrom = (begin = of.begin, workers?: number) =>
    modelTask(settings, of.vocabSize, batches, onPhase, begin, workers);
  if (what.isAnew) await saves.forget({ name });
  let found = await saves.find(name);
  if (!isCurrent(id)) return undefined;
  let task: ModelTask;
  try {
    task = taskFrom(found?.state, found?.save.memo.workers);
  } catch (error) {
    if (!found) throw error;
    found = undefined; // an earlier version of the page saved it, with a model of another size
    task = taskFrom();
  }
  const { engine, model, report } = await choose(settings.backend, task);
  if (!isCurrent(id)) {
    model.dispose();
    return undefined;
  }
  post({ type: 'backend', jobId: id, report });
  /** Over the telling blanks, by step: each comes just before the metrics of its step */
  const told = new Map<number, Floor>();
  /** All sittings so far, for another experiment that goes on with this run */
  const sat: ExperimentEval[] = [...(found?.save.evals ?? [])];
  /** Those too that the page has not been told of yet */
  const examined = [...sat];
  /** Trained before it last rested, ms */
  let spent = found?.save.milliseconds ?? 0;
  let isDone = found?.save.isDone ?? false;
  /** Since when it trains, ms; undefined while it rests */
  let began: number | undefined;
  const seconds = () => (spent + (began === undefined ? 0 : performance.now() - began)) / 1000;
  const rest = () => {
    spent = 1000 * seconds();
    began = undefined;
  };
  /** By step: a run that goes back to its best step has the result of that */
  const results = new Map<number, ExamResult>();
  const known = found?.save.memo;
  for (const one of [known?.sat, known?.aside?.sat]) if (one) results.set(one.step, one.result);
  const createSaver = () =>
    saves.saver({
      ...{ name, group, satExam: (result) => satExam(of.exam, result) },
      evals: () => examined,
      milliseconds: () => 1000 * seconds(),
      isDone: () => session.state === 'done',
      trusted: () => trusted(engine),
    });
  let save = createSaver();
  const session = createSession({
    ...{ model, batches, exam: of.exam, settings, truth: of.truth },
    keepsBest: of.keepsBest,
    resume: found && { memo: found.save.memo, aside: found.aside },
    // The result of a plan's run is kept by the page; runs side by side stay to be looked at.
    onBoundary: async (boundary) => {
      if (together || session.state !== 'done') await save(boundary);
    },
    pause: macrotask,
    events: {
      onState: () => {},
      onMetrics: ({ step, evals }) => {
        const both = evals.map((one) => ({ ...one, telling: told.get(one.step)! }));
        told.clear();
        sat.push(...both);
        post({
          ...{ type: 'progress', jobId: id, runId },
          ...{ step, evals: both, seconds: seconds() },
        });
      },
      onView: ({ requestId: specimen, step, guesses, answers, exact }) =>
        post({
          type: 'guesses',
          jobId: id,
          ...{ runId, step, specimen },
          guesses: guesses[0] ?? [],
          answer: answers?.[0],
          divergence: exact?.[0]?.divergence,
        }),
      onProblem: (problem) => {
        // A run of a plan goes without a result, and the others go on.
        if (problem.kind === 'not-finite' && !together) return;
        const advice =
          'Train again with another backend, another language, or a lower learning rate for a text.';
        post({ type: 'problem', jobId: id, problem: { ...problem, advice } });
        stop(); // if one run cannot be trained, neither can its experiment
      },
      onExam: (step, result) => {
        results.set(step, result);
        const overThese = overTelling(result, telling);
        told.set(step, overThese);
        const { loss, accuracy } = result;
        examined.push({ step, context: settings.context, loss, accuracy, telling: overThese });
      },
    },
  });
  /** Sends the run as it stands. Throws where its loss is not a number. */
  const keep = async () => {
    const kept = await session.keep();
    if (!kept) throw new Error('its loss is not a number');
    const { state, changed, result } = kept;
    const snapshot = { state, changed, settings: kept.settings, exam: satExam(of.exam, result) };
    const { vocabulary } = of;
    post({ type: 'kept', jobId: id, runId, snapshot, vocabulary }, buffersOf(state));
  };
  /** The page sees that it goes on, though no step is taken. */
  const pauseOfProbe = () => {
    let toldAt = performance.now();
    return async () => {
      const now = performance.now();
      if (now - toldAt > TELL_EVERY_MS) {
        toldAt = now;
        post({
          ...{ type: 'progress', jobId: id, runId },
          ...{ step: model.step, evals: [], seconds: seconds() },
        });
      }
      await macrotask();
    };
  };
  let isKept = false;
  const finish = async () => {
    const mine = id;
    const isWanted = () => isCurrent(mine);
    const end = () => {
      if (mine === id) rest(); // else another experiment goes on with it already
    };
    began = performance.now();
    if (!isDone) {
      await onEngine(engine, session.start());
      await trusted(engine);
    }
    if (!isWanted()) return end();
    isDone ||= session.state === 'done';
    const exam = results.get(model.step);
    if (!isDone || !exam) {
      post({ type: 'diverged', jobId: id, runId, step: model.step });
      await saves.forget({ name });
      return;
    }
    if (keepsRuns() && !together && !isKept) {
      isKept = true; // once, though it may be stopped while it is probed and come here again
      await keep(); // before 'done', after which it is no longer part of the experiment
    }
    const probed = withProbe
      ? await probeRun(model.config, await model.read(), of, settings, pauseOfProbe(), isWanted)
      : undefined;
    if (!isWanted()) return end();
    const { right, groups, converged } = probed ?? {};
    const read = { probe: right, probeGroups: groups, probeConverged: converged };
    const result = { step: model.step, ...exam, ...read, seconds: seconds() };
    post({ type: 'done', jobId: id, runId, result });
    rest();
    if (!together) await saves.forget({ name });
  };
  const tellProgress = () => {
    const progress = { step: model.step, evals: [...sat], seconds: seconds(), isAll: true };
    post({ type: 'progress', jobId: id, runId, ...progress });
  };
  /** Becomes part of another experiment, which goes on with it, and reports how far it has come. */
  const goOver = (next: number) => {
    rest();
    id = next;
    save = createSaver();
    post({ type: 'backend', jobId: id, report });
    tellProgress();
  };
  if (found || lost !== undefined) {
    if (!what.isQuiet) post({ type: 'goesOn', jobId: id, step: model.step, lost, together });
    tellProgress();
  }
  return { session, finish, keep, goOver, step: () => model.step, isDone: () => isDone };
}

export type RunTrainer = NonNullable<Awaited<ReturnType<typeof createExperimentRun>>>;
