import { knowLanguage } from '../artificial/languageText';
import { assertNever } from '../base/assert';
import { macrotask } from '../base/pause';
import { buffersOf } from '../base/trainingState';
import { reasonOf, sentence } from '../base/words';
import { BACKEND_NAMES } from '../config/choices';
import { EXPERIMENT_MOST_WORDS } from '../config/experiments';
import { makeDataset } from '../dataset/dataset';
import { BY_HAND } from '../dataset/encodedText';
import { loadEncoded } from '../dataset/storedText';
import { probe } from '../engine/devices';
import type { Engine } from '../engine/engine';
import { selfTest } from '../engine/selfTest';
import type { BertConfig } from '../model/config';
import type { Problem } from '../protocol/problem';
import type { TrainerEvent, TrainerRequest } from '../protocol/trainer';
import { loadTimings, saveTimings } from '../storage/engineChoices';
import { createBatches } from '../train/batches';
import { LANGUAGE_BLANKS, makeExam } from '../train/exam';
import { examId, satExam } from '../train/examId';
import { askReference } from '../train/reference';
import { createSession, type Session } from '../train/session';
import { type Choice, createChooser } from './chooseEngine';
import { examRounds } from './examRounds';
import { modelTask } from './modelTask';
import { workerPort } from './port';
import { startEngine } from './startEngine';

/** The training worker: one session at a time, on one backend. */

const port = workerPort<TrainerRequest, TrainerEvent>();
type Load = Extract<TrainerRequest, { type: 'load' }>;
type Reference = Extract<TrainerRequest, { type: 'reference' }>;

let current:
  | {
      runId: number;
      session: Session;
      config: BertConfig;
      takeByHand: (ranges: Uint32Array) => void;
      /** Sends the run as it stands */
      keep: () => Promise<void>;
    }
  | undefined;
let newestReference = 0;
const choose = createChooser({
  probe,
  start: startEngine,
  test: selfTest,
  load: loadTimings,
  save: saveTimings,
  now: () => performance.now(),
});
let newestRunId = 0;
let loading: Promise<void> = Promise.resolve();

function problem(runId: number, error: unknown, fatal: boolean, rest: Partial<Problem> = {}) {
  port.post({
    type: 'problem',
    runId,
    fatal,
    problem: {
      kind: 'worker',
      what: 'The training worker stopped.',
      why: reasonOf(error),
      advice: 'Press Train to start over with a new worker. Your text and settings are kept.',
      ...rest,
    },
  });
}

/** How long a failed step waits for its engine to say why, ms. */
const GRACE_MS = 1000;

/** Engines in use: what each said when it failed is told once. */
const watched = new Set<Engine>();
let told = false;

/** A step fails before its device says that it is lost: then that is what happened. */
async function fail(runId: number, error: unknown) {
  const engines = [...watched].map((engine) => engine.failed);
  await Promise.race([...engines, new Promise((resolve) => setTimeout(resolve, GRACE_MS))]);
  await macrotask();
  if (!told) problem(runId, error, true);
}

function watch({ engine }: Choice) {
  if (watched.has(engine)) return;
  watched.add(engine);
  void engine.failed.then(({ kind, reason, step }) => {
    told = true;
    const name = BACKEND_NAMES[engine.backend];
    const what = {
      lost: `The ${name} device was lost.`,
      'out-of-memory': `The ${name} device ran out of memory.`,
      worker: 'One of the workers that train the model was lost.',
      error: `The ${name} device reported an error.`,
    }[kind];
    const cause = kind === 'lost' ? `The browser took it away: ${reason}` : reason;
    const why = `${sentence(cause)} The last step known to be good is ${step}.`;
    problem(newestRunId, reason, true, { kind: 'device-lost', what, why });
  });
}

/** Marks the tokens of `ranges` (pairs of first and last, exclusive) as chosen by hand, and no others. */
function markByHand(marks: Uint8Array, ranges: Uint32Array) {
  for (let i = 0; i < marks.length; i++) marks[i]! &= ~BY_HAND;
  for (let r = 0; r < ranges.length; r += 2) {
    for (let i = ranges[r]!; i < ranges[r + 1]!; i++) marks[i]! |= BY_HAND;
  }
}

async function load(request: Load): Promise<void> {
  const { runId, settings, vocabSize } = request;
  await current?.session.dispose();
  current = undefined;
  if (runId !== newestRunId) return; // a newer load waits behind this one
  const tell = (phase: string) => port.post({ type: 'phase', runId, phase });
  const encoded = await loadEncoded(request.stored);
  markByHand(encoded.marks, request.byHand);
  const sequenceLength = settings.maxPositionEmbeddings;
  const dataset = makeDataset(encoded, { ...settings, sequenceLength });
  const exam = makeExam(dataset, vocabSize, request.language && LANGUAGE_BLANKS);
  const known =
    request.language &&
    knowLanguage({ ...request.language, maxWords: EXPERIMENT_MOST_WORDS, exam, settings });
  const batches = createBatches(dataset, vocabSize);
  const task = modelTask(settings, vocabSize, batches, tell, request.state);
  let choice: Choice;
  try {
    choice = await choose(settings.backend, task);
  } catch (error) {
    problem(runId, error, true, {
      kind: 'backend',
      what: `Training cannot run on ${settings.backend === 'auto' ? 'any backend' : BACKEND_NAMES[settings.backend]} here.`,
      advice:
        settings.backend === 'wasm'
          ? 'Choose another backend. The CPU backend runs everywhere, but slowly.'
          : 'Choose another backend. WASM runs nearly everywhere.',
    });
    return;
  }
  const { model, report } = choice;
  watch(choice);
  port.post({ type: 'backend', runId, report });
  const session = createSession({
    model,
    batches,
    exam,
    settings,
    truth: known?.truth,
    pause: macrotask,
    events: {
      onState: (state, step) => port.post({ type: 'state', runId, state, step }),
      onMetrics: (metrics) => port.post({ type: 'metrics', runId, metrics }),
      onView: (view) => port.post({ type: 'view', runId, view }, [view.attentions.buffer]),
      onProblem: (what) => port.post({ type: 'problem', runId, problem: what, fatal: false }),
    },
  });
  const takeByHand = (ranges: Uint32Array) => {
    markByHand(encoded.marks, ranges);
    batches.onByHand();
  };
  const keep = async () => {
    const kept = await session.keep();
    if (!kept) {
      port.post({ type: 'kept', runId, snapshot: undefined });
      return;
    }
    const { state, changed, result } = kept;
    const sat = satExam(exam, result);
    port.post(
      { type: 'kept', runId, snapshot: { state, settings: kept.settings, changed, exam: sat } },
      buffersOf(state),
    );
  };
  current = { runId, session, config: model.config, takeByHand, keep };
  if (settings.backend !== 'auto' && report.backend !== settings.backend) {
    const refusal = report.refusals.find(({ backend }) => backend === settings.backend);
    problem(runId, refusal?.reason ?? 'It cannot hold this model', false, {
      kind: 'backend',
      what: `This model is trained on ${BACKEND_NAMES[report.backend]}, not on ${BACKEND_NAMES[settings.backend]}.`,
      advice: 'Make the model smaller as said, or choose another backend.',
    });
  }
  port.post({
    type: 'loaded',
    runId,
    facts: {
      parameterCount: task.parameterCount,
      examSentences: exam.sentences,
      examBlanks: exam.blanks,
      examShare: exam.share,
      examRounds: examRounds(exam, dataset),
      knowsNothing: exam.knowsNothing,
      knowsFrequencies: exam.knowsFrequencies,
      examId: examId(exam),
      language: known && (known.truth ? known.facts : { reason: known.reason }),
    },
  });
}

/** Another model at the watched sentence. The newest question wins, whatever run it is about. */
async function refer({ runId, model, look }: Reference, present: BertConfig) {
  const mine = ++newestReference;
  const isWanted = () => mine === newestReference && current?.runId === runId;
  const found = await askReference(model, look, present, macrotask, isWanted);
  if (!found) return;
  const transfer = 'maps' in found ? [found.maps.attentions.buffer] : [];
  port.post({ type: 'reference', runId, answer: found }, transfer);
}

function answer(request: TrainerRequest) {
  const failed = (error: unknown) => fail(request.runId, error);
  if (request.type === 'load') {
    newestRunId = request.runId;
    loading = loading.then(() => load(request)).catch(failed);
    return;
  }
  if (current?.runId !== request.runId) return; // about a run that is gone
  const { session, config, takeByHand } = current;
  switch (request.type) {
    case 'train':
      session.start().catch(failed);
      break;
    case 'pause':
      session.pause();
      break;
    case 'step':
      session.step().catch(failed);
      break;
    case 'settings':
      session.update(request.settings);
      break;
    case 'keep':
      current?.keep().catch(failed);
      break;
    case 'byHand':
      takeByHand(request.byHand);
      break;
    case 'look':
      session.look(request.look).catch(failed);
      break;
    case 'reference':
      refer(request, config).catch((error) => {
        // The run itself goes on.
        const refusal = `It could not be computed: ${reasonOf(error)}`;
        const reply = { requestId: request.look.requestId, refusal };
        port.post({ type: 'reference', runId: request.runId, answer: reply });
      });
      break;
    default:
      assertNever(request);
  }
}

port.listen(answer);
