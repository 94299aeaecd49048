import { assertNever } from '../base/assert';
import { macrotask } from '../base/pause';
import { probe } from '../engine/devices';
import { selfTest } from '../engine/selfTest';
import type { LabEvent, LabRequest, LabRun } from '../protocol/lab';
import type { Problem } from '../protocol/messages';
import { loadTimings, saveTimings } from '../storage/engineChoices';
import { createBatches } from '../train/batches';
import type { ExamResult } from '../train/exam';
import { type Language, type LanguageOptions, makeLanguage } from '../train/language';
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

/** What runs are trained on: a language, or one whose words are cut, of which less is known. */
type Learned = Pick<Language, 'dataset' | 'vocabSize' | 'exam' | 'labels'> & {
  readonly truth: Language['truth'] | undefined;
};

let language: Language | undefined;
let options: LanguageOptions | undefined;
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
    language = await makeLanguage(request);
    options = request;
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

/** A run that is ready to start; nothing where the experiment was stopped meanwhile. */
async function prepare(id: number, run: LabRun, of: Learned, withProbe: boolean) {
  const { id: runId } = run;
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
  let exam: (ExamResult & { step: number }) | undefined;
  const session = createSession({
    ...{ model, batches, exam: of.exam, settings, truth: of.truth },
    pause: macrotask,
    events: {
      onState: () => {},
      onMetrics: ({ step, evals }) =>
        port.post({ type: 'progress', labId: id, runId, step, evals }),
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
      },
    },
  });
  live.set(runId, session);
  return async () => {
    const began = performance.now();
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
  const { labId: id, runs, together, probe: withProbe, pieces } = request;
  if (!language || !options) return;
  labId = id;
  try {
    const of: Learned = pieces === undefined ? language : await makePieces(options, pieces);
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
