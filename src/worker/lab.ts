import { assertNever } from '../base/assert';
import { macrotask } from '../base/pause';
import { LAB_SENTENCES, LAB_SETTINGS } from '../config/lab';
import { probe } from '../engine/devices';
import { selfTest } from '../engine/selfTest';
import type { Floor } from '../protocol/floors';
import type { LabEvent, LabRequest, LabRun } from '../protocol/lab';
import type { Problem } from '../protocol/messages';
import { loadTimings, saveTimings } from '../storage/engineChoices';
import { createBatches } from '../train/batches';
import type { ExamResult } from '../train/exam';
import { type Language, makeLanguage } from '../train/language';
import { makePieces } from '../train/pieces';
import { probeRun } from '../train/probeRun';
import { createSession, type Session } from '../train/session';
import { createChooser } from './chooseEngine';
import { modelTask } from './modelTask';
import { workerPort } from './port';
import { answerOrHelp, startEngine } from './startEngine';

/** Entry of the lab's worker: trains the runs of an experiment, side by side or one after the other. */

const port = workerPort<LabRequest, LabEvent>();
const choose = createChooser({
  probe,
  start: startEngine,
  test: selfTest,
  load: loadTimings,
  save: saveTimings,
  now: () => performance.now(),
});

let language: Language | undefined;
/** The language with its words cut, by the size of the vocabulary that was asked for */
const cut = new Map<number, Promise<Language>>();
/** The experiment that is going on; another number means that it is to stop. */
let labId = 0;
const live = new Map<string, Session>();

const reasonOf = (error: unknown) =>
  `${(error instanceof Error ? error.message : String(error)).replace(/[.\s]+$/, '')}.`;

const problemOf = (error: unknown): Problem => ({
  kind: 'worker',
  what: 'The experiment stopped.',
  why: reasonOf(error),
  advice: 'Start it again; what is finished is kept.',
});

async function open(request: Extract<LabRequest, { type: 'language' }>) {
  const { languageId } = request;
  try {
    language = undefined;
    cut.clear();
    language = await makeLanguage({
      grammar: request.grammar,
      sentences: LAB_SENTENCES,
      seed: 1,
      sequenceLength: LAB_SETTINGS.maxPositionEmbeddings,
    });
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

/** What a run learns from. */
async function learnedBy({ pieces, sentences }: LabRun, whole: Language): Promise<Language> {
  let of = whole;
  if (pieces !== undefined) {
    const making = cut.get(pieces) ?? makePieces(whole, pieces);
    cut.set(pieces, making);
    of = await making;
  }
  if (sentences === undefined) return of;
  const { firstUnit, lastUnit } = of.dataset.trainWindows;
  const trainWindows = {
    firstUnit: firstUnit.subarray(0, sentences),
    lastUnit: lastUnit.subarray(0, sentences),
  };
  return { ...of, dataset: { ...of.dataset, trainWindows } };
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
async function prepare(id: number, run: LabRun, whole: Language, withProbe: boolean) {
  const { id: runId } = run;
  const of = await learnedBy(run, whole);
  if (id !== labId) return undefined;
  const settings = { ...run.settings, maxPositionEmbeddings: of.dataset.sequenceLength };
  const batches = createBatches(of.dataset, of.vocabSize);
  const onPhase = (phase: string) => port.post({ type: 'phase', labId: id, phase });
  const task = modelTask(settings, of.vocabSize, batches, onPhase);
  const { model, report } = await choose(settings.backend, task);
  if (id !== labId) {
    model.dispose();
    return undefined;
  }
  port.post({ type: 'backend', labId: id, report });
  const { telling } = of.summary;
  /** By step, as they come just before the figures that are told of it */
  const told = new Map<number, Floor>();
  let began = performance.now();
  let exam: (ExamResult & { step: number }) | undefined;
  const session = createSession({
    ...{ model, batches, exam: of.exam, settings, truth: of.truth },
    pause: macrotask,
    events: {
      onState: () => {},
      onMetrics: ({ step, evals }) => {
        const both = evals.map((sat) => ({ ...sat, telling: told.get(sat.step)! }));
        told.clear();
        const seconds = (performance.now() - began) / 1000;
        port.post({ type: 'progress', labId: id, runId, step, evals: both, seconds });
      },
      onView: ({ requestId: specimen, step, guesses, exact }) =>
        port.post({
          type: 'guesses',
          labId: id,
          ...{ runId, step, specimen },
          guesses: guesses[0] ?? [],
          divergence: exact?.[0]?.divergence,
        }),
      onProblem: (problem) => {
        port.post({ type: 'problem', labId: id, problem });
        void stop(); // what one run cannot do, its experiment cannot
      },
      onExam: (step, result) => {
        exam = { step, ...result };
        told.set(step, overTelling(result, telling));
      },
    },
  });
  live.set(runId, session);
  return async () => {
    began = performance.now();
    await session.start();
    if (session.state !== 'done' || !exam || id !== labId) return;
    const probed = withProbe ? probeRun(model.config, await model.read(), of, settings) : undefined;
    const seconds = (performance.now() - began) / 1000;
    port.post({ type: 'done', labId: id, runId, result: { ...exam, probe: probed, seconds } });
  };
}

async function stop() {
  labId = 0;
  const sessions = [...live.values()];
  live.clear();
  await Promise.all(sessions.map((session) => session.dispose()));
}

async function start(request: Extract<LabRequest, { type: 'runs' }>) {
  await stop();
  const { labId: id, runs, together, probe: withProbe } = request;
  const of = language;
  if (!of) return;
  labId = id;
  try {
    if (together) {
      const ready = [];
      for (const run of runs) ready.push(await prepare(id, run, of, withProbe));
      await Promise.all(ready.map((go) => go?.()));
      return; // they stay, to be looked at
    }
    for (const run of runs) {
      const go = await prepare(id, run, of, withProbe);
      if (!go) return;
      await go();
      const session = live.get(run.id);
      live.delete(run.id);
      await session?.dispose();
    }
  } catch (error) {
    if (id === labId) port.post({ type: 'problem', labId: id, problem: problemOf(error) });
  }
}

function lookAt(specimen: number) {
  const shown = language?.summary.specimens[specimen];
  if (!shown) return;
  const { inputIds, blank } = shown;
  for (const session of live.values()) {
    session.look({ requestId: specimen, inputIds, blanks: [blank] }).catch(() => {}); // it was stopped
  }
}

function answer(request: LabRequest) {
  switch (request.type) {
    case 'language':
      void open(request);
      break;
    case 'runs':
      void start(request);
      break;
    case 'stop':
      void stop();
      break;
    case 'look':
      if (request.labId === labId) lookAt(request.specimen);
      break;
    default:
      assertNever(request);
  }
}

answerOrHelp(() => port.listen(answer));
