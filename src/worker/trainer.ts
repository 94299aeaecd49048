import { assertNever } from '../base/assert';
import { macrotask } from '../base/pause';
import type { Settings } from '../config/settings';
import { bertConfig } from '../model/config';
import { initialValues } from '../model/initialValues';
import { parameterLayout } from '../model/layout';
import type { Problem, TrainerEvent, TrainerRequest } from '../protocol/messages';
import { makeDataset } from '../text/dataset';
import { createBatches } from '../train/batches';
import { makeExam } from '../train/exam';
import { createSession, type Session } from '../train/session';
import { type Choice, chooseBackend } from './chooseBackend';
import { workerPort } from './port';

/** Entry of the training worker: one session at a time, on one backend. */

const port = workerPort<TrainerRequest, TrainerEvent>();
type Load = Extract<TrainerRequest, { type: 'load' }>;

let current: { runId: number; session: Session } | undefined;
let chosen: { setting: Settings['backend']; choice: Choice } | undefined;
let newestRunId = 0;
let loading: Promise<void> = Promise.resolve();

function problem(runId: number, error: unknown, fatal: boolean, rest: Partial<Problem> = {}) {
  const why = error instanceof Error ? error.message : String(error);
  port.post({
    type: 'problem',
    runId,
    fatal,
    problem: {
      kind: 'worker',
      what: 'The training worker stopped.',
      why: `${why}.`,
      advice: 'Press Train to start over with a new worker. Your text and settings are kept.',
      ...rest,
    },
  });
}

async function backendFor(request: Load): Promise<Choice> {
  const setting = request.settings.backend;
  if (chosen?.setting === setting) return chosen.choice;
  const { runId } = request;
  chosen = undefined;
  const choice = await chooseBackend(setting, (backend) =>
    port.post({ type: 'phase', runId, phase: `Starting ${backend} and testing its arithmetic` }),
  );
  chosen = { setting, choice };
  void choice.engine.lost.then((reason) => {
    if (chosen?.choice !== choice) return; // no longer in use
    problem(newestRunId, reason, true, {
      kind: 'device-lost',
      what: `The ${choice.report.backend} device was lost.`,
      why: `The browser took it away: ${reason}.`,
    });
  });
  return choice;
}

async function load(request: Load): Promise<void> {
  const { runId, settings, vocabSize, encoded } = request;
  await current?.session.dispose();
  current = undefined;
  if (runId !== newestRunId) return; // a newer load waits behind this one
  let choice: Choice;
  try {
    choice = await backendFor(request);
  } catch (error) {
    problem(runId, error, true, {
      kind: 'backend',
      what: `Training cannot run on ${settings.backend === 'auto' ? 'any backend' : settings.backend} here.`,
      advice: 'Choose another backend; WASM runs nearly everywhere.',
    });
    return;
  }
  port.post({ type: 'backend', runId, report: choice.report });
  const dataset = makeDataset(encoded, settings.maxPositionEmbeddings);
  const config = bertConfig(settings, vocabSize);
  const layout = parameterLayout(config);
  const exam = makeExam(dataset, vocabSize);
  const batches = createBatches(dataset, vocabSize);
  const model = await choice.engine.createModel(
    config,
    {
      parameters: initialValues(config, layout, settings.seed),
      firstMoment: new Float32Array(layout.length),
      secondMoment: new Float32Array(layout.length),
      step: 0,
    },
    {
      batchSize: settings.batchSize,
      sequenceLength: settings.maxPositionEmbeddings,
      onProgress: (phase) => port.post({ type: 'phase', runId, phase }),
    },
  );
  const session = createSession({
    model,
    batches,
    exam,
    settings,
    pause: macrotask,
    events: {
      onState: (state, step) => port.post({ type: 'state', runId, state, step }),
      onMetrics: (metrics) => port.post({ type: 'metrics', runId, metrics }),
      onView: (view) => port.post({ type: 'view', runId, view }, [view.attentions.buffer]),
      onProblem: (what) => port.post({ type: 'problem', runId, problem: what, fatal: false }),
    },
  });
  current = { runId, session };
  port.post({
    type: 'loaded',
    runId,
    facts: {
      parameterCount: layout.parameterCount,
      examSentences: exam.sentences,
      examBlanks: exam.blanks,
      knowsNothing: exam.knowsNothing,
      knowsFrequencies: exam.knowsFrequencies,
    },
  });
}

port.listen((request) => {
  const fail = (error: unknown) => problem(request.runId, error, true);
  if (request.type === 'load') {
    newestRunId = request.runId;
    loading = loading.then(() => load(request)).catch(fail);
    return;
  }
  const session = current?.runId === request.runId ? current.session : undefined;
  if (!session) return; // about a run that is gone
  switch (request.type) {
    case 'train':
      session.start().catch(fail);
      break;
    case 'pause':
      session.pause();
      break;
    case 'step':
      session.step().catch(fail);
      break;
    case 'settings':
      session.update(request.settings);
      break;
    case 'look':
      session.look(request.look).catch(fail);
      break;
    default:
      assertNever(request);
  }
});
