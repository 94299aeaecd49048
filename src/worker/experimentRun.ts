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
import { satExam } from '../train/examId';
import { createSession } from '../train/session';
import type { Choose } from './chooseEngine';
import type { Learnable } from './learnable';
import { modelTask } from './modelTask';
import type { Port } from './port';

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
}

/** One run of an experiment, ready to start; undefined where the experiment was stopped meanwhile. */
export async function createExperimentRun(
  { post, choose, isCurrent, keepsRuns, stop }: ExperimentHost,
  forJob: number,
  run: ExperimentRun,
  learnable: Learnable,
  { probe: withProbe, together }: Pick<Runs, 'probe' | 'together'>,
) {
  /** The experiment that this run is part of: another, once that one goes on with it */
  let id = forJob;
  const { id: runId } = run;
  const of = await learnable.materialFor(run);
  if (!isCurrent(id)) return undefined;
  const { settings, telling } = of;
  const batches = createBatches(of.dataset, of.vocabSize);
  const onPhase = (phase: string) => post({ type: 'phase', jobId: id, phase });
  const task = modelTask(settings, of.vocabSize, batches, onPhase, of.begin);
  const { model, report } = await choose(settings.backend, task);
  if (!isCurrent(id)) {
    model.dispose();
    return undefined;
  }
  post({ type: 'backend', jobId: id, report });
  /** Over the telling blanks, by step: each comes just before the metrics of its step */
  const told = new Map<number, Floor>();
  /** All sittings so far, for another experiment that goes on with this run */
  const sat: ExperimentEval[] = [];
  /** Trained before it last rested, ms */
  let spent = 0;
  /** Since when it trains, ms; undefined while it rests */
  let began: number | undefined;
  const seconds = () => (spent + (began === undefined ? 0 : performance.now() - began)) / 1000;
  const rest = () => {
    spent = 1000 * seconds();
    began = undefined;
  };
  /** By step: a run that goes back to its best step has the result of that */
  const results = new Map<number, ExamResult>();
  const session = createSession({
    ...{ model, batches, exam: of.exam, settings, truth: of.truth },
    keepsBest: of.keepsBest,
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
        told.set(step, overTelling(result, telling));
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
  let isKept = false;
  const finish = async () => {
    const mine = id;
    const isWanted = () => isCurrent(mine);
    const end = () => {
      if (mine === id) rest(); // else another experiment goes on with it already
    };
    began = performance.now();
    await session.start();
    if (!isWanted()) return end();
    const exam = results.get(model.step);
    if (session.state !== 'done' || !exam) {
      post({ type: 'diverged', jobId: id, runId, step: model.step });
      return;
    }
    if (keepsRuns() && !together && !isKept) {
      isKept = true; // once, though it may be stopped while it is probed and come here again
      await keep(); // before 'done', after which it is no longer part of the experiment
    }
    const probed = withProbe
      ? await probeRun(model.config, await model.read(), of, settings, macrotask, isWanted)
      : undefined;
    if (!isWanted()) return end();
    const { right, groups, converged } = probed ?? {};
    const read = { probe: right, probeGroups: groups, probeConverged: converged };
    const result = { step: model.step, ...exam, ...read, seconds: seconds() };
    post({ type: 'done', jobId: id, runId, result });
  };
  /** Becomes part of another experiment, which goes on with it, and reports how far it has come. */
  const goOver = (next: number) => {
    rest();
    id = next;
    post({ type: 'backend', jobId: id, report });
    const progress = { step: model.step, evals: [...sat], seconds: seconds() };
    post({ type: 'progress', jobId: id, runId, ...progress });
  };
  return { session, finish, keep, goOver };
}

export type RunTrainer = NonNullable<Awaited<ReturnType<typeof createExperimentRun>>>;
