import { assertNever } from '../base/assert';
import { reasonOf } from '../base/words';
import type { ExperimentsEvent, ExperimentsRequest, Subject } from '../protocol/experiments';
import type { Problem } from '../protocol/problem';
import { wholeExamId } from '../tokenizer/vocabularyId';
import { examId } from '../train/examId';
import { languageOf, learnableLanguage } from './experimentLanguages';
import { createExperimentRun, type ExperimentHost, type RunTrainer } from './experimentRun';
import { learnableText } from './experimentText';
import type { Learnable } from './learnable';
import { workerPort } from './port';
import { createRecovery, type Recovery } from './recovery';
import { createRunSaves } from './runSaves';
import { savedTwins } from './savedTwins';
import { createUsualChooser } from './usualChooser';

/** Entry of the experiments' worker: trains the runs of an experiment, side by side or one after the other. */

const port = workerPort<ExperimentsRequest, ExperimentsEvent>();
const choose = createUsualChooser();

/** What the page shows. */
let shown: Learnable | undefined;
let newestId = 0;
/** The experiment that goes on; 0 where none does */
let jobId = 0;
/** Runs side by side. After their end they stay, to be looked at, until others take their place */
let twins: { jobId: number; readonly runs: RunTrainer[] } = { jobId: 0, runs: [] };
/** The job in which runs side by side are being brought back, or have been; 0 where others have taken their place */
let backId = 0;
/** What was shown before a lesson, with its runs side by side */
let aside: { readonly shown: typeof shown; readonly twins: typeof twins } | undefined;
/** Whether runs of plans are sent with their weights once they are done; it may change meanwhile */
let keepsRuns = false;
/** The run of a plan that trains, or that was stopped and waits to go on until another takes its place */
let single: { readonly name: string; readonly run: RunTrainer } | undefined;

type Runs = Extract<ExperimentsRequest, { type: 'runs' }>;

const problemOf = (error: unknown): Problem => ({
  kind: 'worker',
  what: 'The experiment stopped.',
  why: reasonOf(error),
  advice: 'Start it again. Finished runs are kept.',
});

const notBack = (error: unknown): Problem => ({
  kind: 'worker',
  what: 'The three models could not be brought back.',
  why: reasonOf(error),
  advice: 'Train them again.',
});

const notKept = (error: unknown): Problem => ({
  kind: 'storage',
  what: 'A run could not be kept.',
  why: reasonOf(error),
  advice: 'Train it again with a lower learning rate. The others are kept.',
});

async function learnableOf(subject: Subject): Promise<Learnable> {
  if ('text' in subject) return learnableText(subject.text);
  const { grammar } = subject;
  return learnableLanguage(grammar, await languageOf(grammar));
}

/** What cannot be learned, and what to do. */
const refusalOf = (subject: Subject, error: unknown): Problem => ({
  kind: 'text',
  why: reasonOf(error),
  ...('text' in subject
    ? {
        what: 'This text cannot be learned here.',
        advice: 'Change it in the playground, or choose a language.',
      }
    : {
        what: 'This grammar cannot be used.',
        advice: 'Correct it and press the button again, or choose a built-in language.',
      }),
});

/** Makes a language or a text ready. Until it is, the one before and its runs stay. */
async function open({ languageId, subject }: Extract<ExperimentsRequest, { type: 'language' }>) {
  newestId = languageId;
  try {
    const learnable = await learnableOf(subject);
    if (newestId !== languageId) return; // another was chosen meanwhile
    shown = learnable;
    void dropTwins();
    port.post({ type: 'language', languageId, language: learnable.summary });
  } catch (error) {
    port.post({ type: 'wrong', languageId, problem: refusalOf(subject, error) });
  }
}

/** Stops training. The runs stay: they can be looked at, or go on later. */
function stop() {
  jobId = 0;
  for (const { session } of twins.runs) session.pause();
  single?.run.session.pause();
}

/** Frees the runs side by side: nobody can look at them any more. What was saved of them stays. */
async function endTwins() {
  const old = twins.runs;
  twins = { jobId: 0, runs: [] };
  await Promise.all(old.map(({ session }) => session.dispose()));
}

/** The same, and those are not wanted any more either that were on their way back. */
function dropTwins() {
  backId = 0;
  return endTwins();
}

/** What a lesson shows must not end what was there before it. */
function putAside() {
  aside = { shown, twins };
  twins = { jobId: 0, runs: [] };
}

function bringBack() {
  if (!aside) return;
  newestId = 0; // a language that is being made ready is no longer wanted
  void endTwins();
  ({ shown, twins } = aside);
  aside = undefined;
}

/** Frees the run of a plan that rests or has ended. */
async function endSingle() {
  const ended = single;
  single = undefined;
  await ended?.run.session.dispose();
}

const saves = createRunSaves((why) => port.post({ type: 'unsaved', why }));

/** What a run needs of this worker, after these losses of engines. */
const hostAfter = ({ chooser }: Recovery): ExperimentHost => ({
  post: port.post,
  choose: chooser(choose),
  isCurrent: (id) => id === jobId || id === backId,
  keepsRuns: () => keepsRuns,
  stop,
  saves,
});

async function trainTogether({ jobId: id, runs, from, ...what }: Runs, of: Learnable) {
  if (twins.jobId === from && twins.runs.length === runs.length) {
    backId = 0;
    twins.jobId = id;
    for (const { goOver } of twins.runs) goOver(id);
  } else await dropTwins();
  const recovery = createRecovery();
  await recovery.again(
    async () => {
      if (id !== jobId) return;
      if (twins.jobId !== id) {
        const goesOn = from !== undefined || recovery.lost() !== undefined;
        const mine: RunTrainer[] = [];
        twins = { jobId: id, runs: mine };
        for (const run of runs) {
          const host = hostAfter(recovery);
          const lost = recovery.lost();
          const how = { ...what, isAnew: !goesOn, isQuiet: true };
          const prepared = await createExperimentRun(host, id, run, of, how, lost);
          if (!prepared) return;
          recovery.reach(run.id, prepared.step());
          mine.push(prepared);
        }
        if (goesOn) {
          const step = Math.min(...mine.map((one) => one.step()));
          port.post({ type: 'goesOn', jobId: id, step, lost: recovery.lost(), together: true });
        }
      }
      await Promise.all(twins.runs.map(({ finish }) => finish()));
    },
    () => {
      if (twins.jobId === id) void endTwins();
    },
  );
}

/** Has runs side by side stand as they were saved, whatever else trains. They can be looked at, kept, or go on. */
async function bringTwins(request: Extract<ExperimentsRequest, { type: 'bringTwins' }>) {
  const { jobId: id, subject, group, machine } = request;
  backId = id;
  const mine: RunTrainer[] = [];
  try {
    const of = await learnableOf(subject);
    const saved = await savedTwins(saves, of, group, machine);
    if (id !== backId) return;
    port.post({ type: 'back', jobId: id, runs: saved });
    if (saved.length === 0) return;
    const before = endTwins();
    twins = { jobId: id, runs: mine };
    await before;
    const host = hostAfter(createRecovery());
    const how = { probe: false, together: true, group, isQuiet: true };
    for (const { run } of saved) {
      const back = await createExperimentRun(host, id, run, of, how);
      if (!back) return;
      mine.push(back);
    }
    for (const { isDone, finish } of mine) if (isDone()) await finish();
  } catch (error) {
    if (id !== backId) return;
    port.post({ type: 'back', jobId: id, runs: [] });
    port.post({ type: 'problem', jobId: id, problem: notBack(error) });
    if (twins.runs === mine) await dropTwins();
  }
}

async function trainInTurn({ jobId: id, runs, ...what }: Runs, of: Learnable) {
  for (const run of runs) {
    const name = JSON.stringify([of.id, run, what.probe]);
    const recovery = createRecovery();
    if (single?.name === name) single.run.goOver(id);
    else await endSingle();
    await recovery.again(
      async () => {
        if (id !== jobId) return;
        if (!single) {
          const host = hostAfter(recovery);
          const prepared = await createExperimentRun(host, id, run, of, what, recovery.lost());
          if (!prepared) return;
          recovery.reach(run.id, prepared.step());
          single = { name, run: prepared };
        }
        await single.run.finish();
      },
      () => {
        if (id === jobId) void endSingle(); // else it may be another's by now
      },
    );
    if (id !== jobId) return;
    await endSingle();
  }
}

async function start(request: Runs) {
  stop();
  const { jobId: id, subject, together } = request;
  jobId = id;
  keepsRuns = request.keep;
  try {
    const of = await learnableOf(subject);
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
    stop(); // if one run cannot be trained, neither can its experiment
    await endSingle();
  }
}

function lookAt(specimen: number) {
  const sentence = shown?.summary.specimens[specimen];
  if (!sentence) return;
  const { inputIds, blank, answer, exact } = sentence;
  // All tokens where each has an exact probability to be seen beside, however small.
  const count = exact && shown!.vocabulary.tokens.length;
  const look = { requestId: specimen, inputIds, blanks: [blank], answers: [answer], count };
  for (const { session } of twins.runs) session.look(look).catch(() => {}); // a run that failed has reported it
}

function answer(request: ExperimentsRequest) {
  switch (request.type) {
    case 'language':
      void open(request);
      break;
    case 'runs':
      void start(request);
      break;
    case 'bringTwins':
      void bringTwins(request);
      break;
    case 'stop':
      stop();
      break;
    case 'forget':
      void saves.forget(request);
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
    case 'putAside':
      putAside();
      break;
    case 'bringBack':
      bringBack();
      break;
    default:
      assertNever(request);
  }
}

port.listen(answer);
