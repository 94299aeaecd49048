import { assertNever } from '../base/assert';
import { macrotask } from '../base/pause';
import { buffersOf } from '../base/trainingState';
import { reasonOf, sentence } from '../base/words';
import { backendName } from '../config/choices';
import type { Settings } from '../config/settings';
import type { Engine } from '../engine/engine';
import type { BertConfig } from '../model/config';
import type { BackendReport } from '../protocol/backend';
import type { Problem } from '../protocol/problem';
import type { OtherUse, TrainerEvent, TrainerRequest } from '../protocol/trainer';
import { satExam } from '../train/examId';
import { askGuesses, askReference } from '../train/reference';
import { createSession, type Session } from '../train/session';
import { assembleRun } from './assembleRun';
import { createCheckpointer } from './checkpointer';
import type { Choice } from './chooseEngine';
import { workerPort } from './port';
import { createUsualChooser } from './usualChooser';

/** The training worker: one run at a time, on one backend. */

const port = workerPort<TrainerRequest, TrainerEvent>();
type Load = Extract<TrainerRequest, { type: 'load' }>;
type Question = Extract<TrainerRequest, { type: 'reference' | 'guess' }>;

let current:
  | {
      readonly runId: number;
      readonly session: Session;
      readonly config: BertConfig;
      readonly chooseByHand: (ranges: Uint32Array) => void;
      readonly saveAs: ((owner: string) => void) | undefined;
      /** Sends the run as it stands */
      readonly keep: (other: OtherUse | undefined) => Promise<void>;
    }
  | undefined;
/** The newest question of each kind about another model */
const newest = { reference: 0, guess: 0 };
const choose = createUsualChooser();
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

/** Engines whose failure will be reported */
const watched = new Set<Engine>();
let reported = false;

/** A step fails before its device reports that it is lost: that report, if it comes, says more than the step's error. */
async function fail(runId: number, error: unknown) {
  const engines = [...watched].map((engine) => engine.failed);
  await Promise.race([...engines, new Promise((resolve) => setTimeout(resolve, GRACE_MS))]);
  await macrotask();
  if (!reported) problem(runId, error, true);
}

function watch(engine: Engine) {
  if (watched.has(engine)) return;
  watched.add(engine);
  void engine.failed.then(({ kind, reason, step }) => {
    reported = true;
    const name = backendName(engine.backend);
    const what = {
      lost: `The ${name} device was lost.`,
      'out-of-memory': `The ${name} device ran out of memory.`,
      worker: 'One of the workers that train the model was lost.',
      error: `The ${name} device reported an error.`,
    }[kind];
    const cause = kind === 'lost' ? `The browser took it away: ${reason}` : reason;
    const why = `${sentence(cause)} The last step known to be good is ${step}.`;
    problem(newestRunId, reason, true, {
      kind: kind === 'out-of-memory' ? kind : 'device-lost',
      what,
      why,
    });
  });
}

/** No engine can train this. */
function refuse(runId: number, backend: Settings['backend'], error: unknown) {
  problem(runId, error, true, {
    kind: 'backend',
    what: `Training cannot run on ${backend === 'auto' ? 'any backend' : backendName(backend)} here.`,
    advice:
      backend === 'wasm'
        ? 'Choose another backend. The CPU backend runs everywhere, but slowly.'
        : 'Choose another backend. WASM runs nearly everywhere.',
  });
}

/** Says so where another backend trains the model than was asked for. */
function reportReplacement(
  runId: number,
  wanted: Settings['backend'],
  { backend, refusals }: BackendReport,
) {
  if (wanted === 'auto' || wanted === backend) return;
  const refusal = refusals.find((one) => one.backend === wanted);
  problem(runId, refusal?.reason, false, {
    kind: 'backend',
    what: `${backendName(wanted)} has no room for this model, so ${backendName(backend)} trains it.`,
    advice: 'You can go on as it is. To train where you asked, choose a smaller model or batch.',
  });
}

async function load({ runId, settings, resume, saveAs, avoid, ...rest }: Load): Promise<void> {
  await current?.session.dispose();
  current = undefined;
  if (runId !== newestRunId) return; // a newer load waits behind this one
  const onPhase = (phase: string) => port.post({ type: 'phase', runId, phase });
  const run = await assembleRun({ settings, ...rest }, onPhase, resume?.memo.workers);
  let choice: Choice;
  try {
    choice = await choose(settings.backend, run.task, avoid);
  } catch (error) {
    refuse(runId, settings.backend, error);
    return;
  }
  const { engine, model, report } = choice;
  watch(engine);
  port.post({ type: 'backend', runId, report });
  const { batches, exam, truth, chooseByHand } = run;
  const checkpointer =
    saveAs === undefined
      ? undefined
      : createCheckpointer({
          owner: saveAs,
          satExam: (result) => satExam(exam, result),
          onSaved: (saved, states) =>
            port.post({ type: 'saved', runId, saved }, states.flatMap(buffersOf)),
        });
  const session = createSession({
    ...{ model, batches, exam, settings, truth, keepsBest: true, resume },
    pause: macrotask,
    onBoundary: checkpointer?.onBoundary,
    events: {
      onState: (state, step) => port.post({ type: 'state', runId, state, step }),
      onMetrics: (metrics) => port.post({ type: 'metrics', runId, metrics }),
      onExam: (step, { losses, right }) => port.post({ type: 'exam', runId, step, losses, right }),
      onView: (view) => port.post({ type: 'view', runId, view }, [view.attentions.buffer]),
      onProblem: (what) => port.post({ type: 'problem', runId, problem: what, fatal: false }),
    },
  });
  const keep = async (other: OtherUse | undefined) => {
    const kept = await session.keep();
    if (!kept) {
      port.post({ type: 'kept', runId, snapshot: undefined, other });
      return;
    }
    const { state, changed, result } = kept;
    const snapshot = { state, changed, settings: kept.settings, exam: satExam(exam, result) };
    port.post({ type: 'kept', runId, snapshot, other }, buffersOf(state));
  };
  const { config } = model;
  current = { runId, session, config, chooseByHand, keep, saveAs: checkpointer?.saveAs };
  if (!avoid?.length) reportReplacement(runId, settings.backend, report);
  port.post({ type: 'loaded', runId, facts: run.facts });
}

/** What another model looks at, or guesses, in a sentence. The newest question wins, whichever run it is about. */
async function refer({ type, runId, model, look }: Question, present: BertConfig) {
  const mine = ++newest[type];
  const isWanted = () => mine === newest[type] && current?.runId === runId;
  const pacing = { pause: macrotask, isWanted };
  if (type === 'guess') {
    const answer = await askGuesses(model, look, present, pacing);
    if (answer) port.post({ type, runId, answer });
    return;
  }
  const answer = await askReference(model, look, present, pacing);
  if (!answer) return;
  port.post({ type, runId, answer }, 'maps' in answer ? [answer.maps.attentions.buffer] : []);
}

function answer(request: TrainerRequest) {
  const failed = (error: unknown) => fail(request.runId, error);
  if (request.type === 'load') {
    newestRunId = request.runId;
    loading = loading.then(() => load(request)).catch(failed);
    return;
  }
  if (current?.runId !== request.runId) return; // about a run that is gone
  const { session, config, chooseByHand, keep, saveAs } = current;
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
    case 'goTo':
      session.goTo(request.step).catch(failed);
      break;
    case 'settings':
      session.update(request.settings);
      break;
    case 'keep':
      keep(request.other).catch(failed);
      break;
    case 'save':
      session.save().catch(failed);
      break;
    case 'saveAs':
      saveAs?.(request.owner);
      break;
    case 'byHand':
      chooseByHand(request.byHand);
      break;
    case 'look':
      session.look(request.look).catch(failed);
      break;
    case 'looks': {
      const { runId, requestId, looks } = request;
      session.readAll(looks).then((readings) => {
        port.post({ type: 'readings', runId, requestId, readings });
      }, failed);
      break;
    }
    case 'reference':
    case 'guess':
      refer(request, config).catch((error) => {
        // The run itself goes on.
        const refusal = `It could not be computed: ${reasonOf(error)}`;
        const reply = { requestId: request.look.requestId, refusal };
        port.post({ type: request.type, runId: request.runId, answer: reply });
      });
      break;
    default:
      assertNever(request);
  }
}

port.listen(answer);
