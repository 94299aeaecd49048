import type { Language } from '../artificial/language';
import { assertNever } from '../base/assert';
import { macrotask } from '../base/pause';
import { buffersOf } from '../base/trainingState';
import { reasonOf } from '../base/words';
import type { Settings } from '../config/settings';
import { detectDevice } from '../engine/devices';
import { selfTest } from '../engine/selfTest';
import { probeRun } from '../probe/probeRun';
import type {
  ExperimentEval,
  ExperimentRun,
  ExperimentsEvent,
  ExperimentsRequest,
} from '../protocol/experiments';
import type { Floor } from '../protocol/floors';
import type { Problem } from '../protocol/problem';
import { loadTimings, saveTimings } from '../storage/engineChoices';
import { wholeExamId } from '../tokenizer/vocabularyId';
import { createBatches } from '../train/batches';
import type { ExamResult } from '../train/exam';
import { examId, satExam } from '../train/examId';
import { createSession } from '../train/session';
import { createChooser } from './chooseEngine';
import { languageOf, learnedBy } from './experimentLanguages';
import { modelTask } from './modelTask';
import { workerPort } from './port';
import { startEngine } from './startEngine';

/** Entry of the experiments's worker: trains the runs of an experiment, side by side or one after the other. */

const port = workerPort<ExperimentsRequest, ExperimentsEvent>();
const choose = createChooser({
  detect: detectDevice,
  start: startEngine,
  test: selfTest,
  load: loadTimings,
  save: saveTimings,
  now: () => performance.now(),
});

/** The language that the page shows. */
let shown: Language | undefined;
let newestId = 0;
/** The experiment that is going on; another number means that it is to stop. */
let jobId = 0;
/** Runs side by side stay after their end, to be looked at, until others take their place. */
let twins: { jobId: number; runs: Prepared[] } = { jobId: 0, runs: [] };
/** Whether runs of plans are sent with their weights once they are done; it may change meanwhile */
let keepsRuns = false;
/** The run of a plan that is going on, or rests until it is gone on with or another takes its place */
let single: { readonly name: string; readonly run: Prepared } | undefined;

type Runs = Extract<ExperimentsRequest, { type: 'runs' }>;

const problemOf = (error: unknown): Problem => ({
  kind: 'worker',
  what: 'The experiment stopped.',
  why: reasonOf(error),
  advice: 'Start it again. Finished runs are kept.',
});

const notKept = (error: unknown): Problem => ({
  kind: 'storage',
  what: 'A run could not be kept.',
  why: reasonOf(error),
  advice: 'Train it again with a lower learning rate. The others are kept.',
});

/** Makes a language ready; until it is, the one before and its runs stay. */
async function open({ languageId, grammar }: Extract<ExperimentsRequest, { type: 'language' }>) {
  newestId = languageId;
  try {
    const language = await languageOf(grammar);
    if (newestId !== languageId) return; // another was chosen meanwhile
    shown = language;
    void endTwins();
    port.post({ type: 'language', languageId, language: language.summary });
  } catch (error) {
    const problem: Problem = {
      kind: 'text',
      what: 'This grammar cannot be used.',
      why: reasonOf(error),
      advice: 'Correct it and press the button again, or choose a built-in language.',
    };
    port.post({ type: 'wrong', languageId, problem });
  }
}

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

/** A run that is ready to start; nothing where the experiment was stopped meanwhile. */
async function prepare(
  forExperiments: number,
  run: ExperimentRun,
  whole: Language,
  { probe: withProbe, together }: Pick<Runs, 'probe' | 'together'>,
) {
  /** The experiment that this run is of: another, once one goes on with it */
  let id = forExperiments;
  const { id: runId } = run;
  const of = await learnedBy(run, whole);
  if (id !== jobId) return undefined;
  const settings: Settings = {
    ...run.settings,
    maxPositionEmbeddings: of.dataset.sequenceLength,
    // Said of it in the Library; its text is cut already.
    ...(run.pieces !== undefined && { tokenizer: 'wordpiece', vocabSize: run.pieces }),
  };
  const batches = createBatches(of.dataset, of.vocabSize);
  const onPhase = (phase: string) => port.post({ type: 'phase', jobId: id, phase });
  const task = modelTask(settings, of.vocabSize, batches, onPhase);
  const { model, report } = await choose(settings.backend, task);
  if (id !== jobId) {
    model.dispose();
    return undefined;
  }
  port.post({ type: 'backend', jobId: id, report });
  const { telling } = of.summary;
  /** By step, as they come just before the figures that are told of it */
  const told = new Map<number, Floor>();
  /** All sittings so far, for who goes on with it */
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
  let exam: (ExamResult & { step: number }) | undefined;
  const session = createSession({
    ...{ model, batches, exam: of.exam, settings, truth: of.truth },
    pause: macrotask,
    events: {
      onState: () => {},
      onMetrics: ({ step, evals }) => {
        const both = evals.map((one) => ({ ...one, telling: told.get(one.step)! }));
        told.clear();
        sat.push(...both);
        port.post({
          ...{ type: 'progress', jobId: id, runId },
          ...{ step, evals: both, seconds: seconds() },
        });
      },
      onView: ({ requestId: specimen, step, guesses, exact }) =>
        port.post({
          type: 'guesses',
          jobId: id,
          ...{ runId, step, specimen },
          guesses: guesses[0] ?? [],
          divergence: exact?.[0]?.divergence,
        }),
      onProblem: (problem) => {
        // A run of a plan goes without a result, and the others go on.
        if (problem.kind === 'not-finite' && !together) return;
        const advice = 'Train again with another backend or another language.';
        port.post({ type: 'problem', jobId: id, problem: { ...problem, advice } });
        stop(); // what one run cannot do, its experiment cannot
      },
      onExam: (step, result) => {
        exam = { step, ...result };
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
    port.post({ type: 'kept', jobId: id, runId, snapshot, vocabulary }, buffersOf(state));
  };
  let isKept = false;
  const finish = async () => {
    const mine = id;
    const isWanted = () => mine === jobId;
    const end = () => {
      if (mine === id) rest(); // else somebody goes on with it already
    };
    began = performance.now();
    await session.start();
    if (!isWanted()) return end();
    if (session.state !== 'done' || exam?.step !== model.step) {
      port.post({ type: 'diverged', jobId: id, runId, step: model.step });
      return;
    }
    if (keepsRuns && !together && !isKept) {
      isKept = true; // also where it rests while it is probed, and comes here again
      await keep(); // before it is done: then it is of this experiment no longer
    }
    const probed = withProbe
      ? await probeRun(model.config, await model.read(), of, settings, macrotask, isWanted)
      : undefined;
    if (!isWanted()) return end();
    const { right, groups, converged } = probed ?? {};
    const read = { probe: right, probeGroups: groups, probeConverged: converged };
    const result = { ...exam, ...read, seconds: seconds() };
    port.post({ type: 'done', jobId: id, runId, result });
  };
  /** Goes over to another experiment, which goes on with it, and tells it how far it came. */
  const goOver = (next: number) => {
    rest();
    id = next;
    port.post({ type: 'backend', jobId: id, report });
    const progress = { step: model.step, evals: [...sat], seconds: seconds() };
    port.post({ type: 'progress', jobId: id, runId, ...progress });
  };
  return { session, finish, keep, goOver };
}

type Prepared = NonNullable<Awaited<ReturnType<typeof prepare>>>;

/** Ends what is trained. All of it rests: it can be looked at, or gone on with. */
function stop() {
  jobId = 0;
  for (const { session } of twins.runs) session.pause();
  single?.run.session.pause();
}

/** Frees the runs side by side: nobody can look at them any more. */
async function endTwins() {
  const old = twins.runs;
  twins = { jobId: 0, runs: [] };
  await Promise.all(old.map(({ session }) => session.dispose()));
}

/** Frees the run of a plan that rests or has ended. */
async function endSingle() {
  const ended = single;
  single = undefined;
  await ended?.run.session.dispose();
}

async function trainTogether({ jobId: id, runs, ...what }: Runs, of: Language) {
  await endTwins();
  if (id !== jobId) return;
  const mine: Prepared[] = [];
  twins = { jobId: id, runs: mine };
  for (const run of runs) {
    const prepared = await prepare(id, run, of, what);
    if (!prepared) return;
    mine.push(prepared);
  }
  await Promise.all(mine.map(({ finish }) => finish()));
}

async function trainInTurn({ jobId: id, runs, grammar, ...what }: Runs, of: Language) {
  for (const run of runs) {
    const name = JSON.stringify([grammar, run, what.probe]);
    if (single?.name === name) single.run.goOver(id);
    else {
      await endSingle();
      const prepared = await prepare(id, run, of, what);
      if (!prepared) return;
      single = { name, run: prepared };
    }
    await single.run.finish();
    if (id !== jobId) return;
    await endSingle();
  }
}

async function start(request: Runs) {
  stop();
  const { jobId: id, grammar, together } = request;
  jobId = id;
  keepsRuns = request.keep;
  try {
    const of = await languageOf(grammar);
    if (id !== jobId) return;
    const { telling, groups, floors, tellingFloors } = of.summary;
    const wholeId = wholeExamId(examId(of.exam), of.vocabulary);
    const exam = { id: wholeId, telling, groups, floors, tellingFloors };
    port.post({ type: 'exam', jobId: id, exam });
    if (together) await trainTogether(request, of);
    else await trainInTurn(request, of);
  } catch (error) {
    if (id !== jobId) return;
    port.post({ type: 'problem', jobId: id, problem: problemOf(error) });
    stop(); // what one run cannot do, its experiment cannot
    await endSingle();
  }
}

function lookAt(specimen: number) {
  const sentence = shown?.summary.specimens[specimen];
  if (!sentence) return;
  const { inputIds, blank } = sentence;
  // All of them: the page shows what a model makes of the right answer, however unlikely it takes it to be.
  const look = { requestId: specimen, inputIds, blanks: [blank], count: shown!.vocabSize };
  for (const { session } of twins.runs) session.look(look).catch(() => {}); // it was stopped
}

function answer(request: ExperimentsRequest) {
  switch (request.type) {
    case 'language':
      void open(request);
      break;
    case 'runs':
      void start(request);
      break;
    case 'stop':
      stop();
      break;
    case 'keepRuns':
      keepsRuns = request.keep;
      break;
    case 'keep':
      if (request.jobId !== twins.jobId) break;
      for (const { keep } of twins.runs) {
        const { jobId: id } = request;
        keep().catch((error) => port.post({ type: 'problem', jobId: id, problem: notKept(error) }));
      }
      break;
    case 'look':
      if (request.jobId === twins.jobId) lookAt(request.specimen);
      break;
    default:
      assertNever(request);
  }
}

port.listen(answer);
