import type { TrainingState } from '../base/trainingState';
import type { SavedState, StateRef } from '../protocol/checkpoint';
import type { SatExam } from '../protocol/run';
import { refusalOf, writeState } from '../storage/checkpointStates';
import type { ExamResult } from '../train/exam';
import type { Boundary } from '../train/session';

/** A run saves itself this often at most, and first after it has trained so long, ms. */
const LEAST_MS = 3000;
/** So long a run may go on without being saved, unless that would cost too much, ms. */
const MOST_MS = 20_000;
/** The time between two savings grows with the run: a tenth of how long it has trained. */
const SHARE_OF_AGE = 0.1;
/**
 * In the long run, saving takes this share of the time of training at most. A first minute costs more, because of what it
 * has in advance, and because not all of the cost is counted here: under 2 % in all (`npm run bench -- saving`).
 */
const SHARE_OF_TIME = 0.005;
/** So much of that time is there from the start, ms: else a slow machine would go unsaved for half a minute. */
const ADVANCE_MS = 250;

export interface CheckpointerParts {
  /** Names the run in the storage */
  readonly owner: string;
  readonly onSaved: (saved: SavedState, handOver: readonly TrainingState[]) => void;
  /** The exam with a sitting of it, as the Library keeps them */
  readonly satExam: (result: ExamResult) => SatExam;
  readonly write?: typeof writeState;
  readonly now?: () => number;
  /** Time for saving that the run has from its start, ms: 0 where many short runs follow one another */
  readonly advanceMs?: number;
}

/** Whether all numbers of a state can be gone on from: what is not a number would spoil what was saved before. */
const isSound = ({ parameters, firstMoment, secondMoment }: TrainingState): boolean =>
  [parameters, firstMoment, secondMoment].every((array) => {
    let sum = 0;
    for (let i = 0; i < array.length; i++) sum += array[i]! * 0; // NaN from the first such number on
    return sum === 0;
  });

/**
 * Saves a run by itself while it trains: between two chunks, when it is due, and whenever it comes to rest. Training waits
 * only while the numbers are read from the device and handed to the browser, which then writes them. What the browser does
 * not take goes to the page, which holds it in memory.
 */
export function createCheckpointer({
  owner: named,
  onSaved,
  satExam,
  write = writeState,
  now = () => performance.now(),
  advanceMs = ADVANCE_MS,
}: CheckpointerParts) {
  let owner = named;
  /** How long it has trained, ms: the page may have shown it for minutes before somebody pressed Train */
  let age = 0;
  let savedAge = 0;
  /** When it was seen last, if it trained on from there */
  let seenAt: number | undefined;
  /** What saving has cost so far, ms */
  let spent = 0;
  let isUrgent = false;
  /** What was saved last */
  let last: { readonly step: number; readonly aside: number | undefined } | undefined;
  /** The state aside as it was saved last: it changes only at an exam */
  let lastAside: StateRef | undefined;
  let writing: Promise<void> | undefined;

  const save = async ({ step, aside: asideStep, read, readAside }: Boundary) => {
    const from = now();
    const { state, memo, changed } = await read();
    if (!isSound(state)) return;
    const isNewAside = asideStep !== undefined && asideStep !== lastAside?.step;
    const aside = isNewAside && asideStep !== step ? await readAside() : undefined;
    const exam = memo.sat && satExam(memo.sat.result);
    const readMs = now() - from;
    const saved = { step, memo, changed, exam };
    spent += readMs;
    savedAge = age;
    isUrgent = false;
    const stateWritten = write(owner, state);
    const asideWritten = aside && write(owner, aside);
    writing = Promise.all([stateWritten, asideWritten])
      .then(([one, other]) => {
        if (asideStep === undefined) lastAside = undefined;
        else if (asideStep === step) lastAside = one.ref;
        else if (other) lastAside = other.ref;
        last = { step, aside: asideStep };
        const writeMs = one.milliseconds + (other?.milliseconds ?? 0);
        spent += writeMs;
        const milliseconds = readMs + writeMs;
        onSaved({ ...saved, milliseconds, where: { state: one.ref, aside: lastAside } }, []);
      })
      .catch(async (error: unknown) => {
        await Promise.allSettled([stateWritten, asideWritten]);
        lastAside = undefined;
        last = { step, aside: asideStep };
        const refusal = refusalOf(error);
        const where = { refusal, state, aside };
        onSaved({ ...saved, milliseconds: readMs, where }, aside ? [state, aside] : [state]);
      })
      .finally(() => {
        writing = undefined;
      });
  };
  const isDue = () => {
    const interval = Math.min(MOST_MS, Math.max(LEAST_MS, SHARE_OF_AGE * age));
    return isUrgent || age >= Math.max(savedAge + interval, (spent - advanceMs) / SHARE_OF_TIME);
  };

  return {
    /** Once it has trained on, the run is saved under another name, with nothing in common with what was saved before. */
    saveAs(name: string) {
      owner = name;
      lastAside = undefined;
      isUrgent = true;
    },
    /** Saves the run here if it is due, or if it rests here. */
    async onBoundary(boundary: Boundary): Promise<void> {
      const { step, aside, isAtRest } = boundary;
      const at = now();
      if (seenAt !== undefined) age += at - seenAt;
      seenAt = isAtRest ? undefined : at;
      if (isAtRest) await writing;
      if (step === 0 || (last?.step === step && last.aside === aside)) return;
      if (!isAtRest && (writing || !isDue())) return;
      await save(boundary);
      if (isAtRest) await writing;
    },
  };
}
