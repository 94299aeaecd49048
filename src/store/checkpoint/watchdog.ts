import { formatDuration } from '../../base/format';
import type { Problem } from '../../protocol/problem';
import type { RunData } from '../playground/state';

/** How often it looks, ms. */
const TICK_MS = 2000;
/** A worker that trains says something ten times a second; it may be silent so long, ms, */
const PATIENCE_MS = 20_000;
/** or for so many steps, where these take long; before the first step it compiles programs. */
const PATIENT_STEPS = 20;
const FIRST_STEP_MS = 120_000;
/** If so much more than a tick has passed, the browser has paused the page, ms. */
const PAUSED_MS = 10_000;
/** A pause that is worth a word, ms. */
const WORTH_TELLING_MS = 60_000;

export interface WatchdogParts {
  readonly run: () => Pick<RunData, 'status' | 'step' | 'runId' | 'stepsPerSecond'>;
  /** When the worker was heard last, ms */
  readonly heardAt: () => number;
  readonly onHanging: (problem: Problem) => void;
  readonly tell: (sentence: string) => void;
  readonly now?: () => number;
}

const HANGS: Problem = {
  kind: 'worker',
  what: 'The training worker stopped answering.',
  why: 'It said nothing for much longer than a step takes.',
  advice: 'Press Train to start over with a new worker. Your text and settings are kept.',
};

/** Sees when the training worker hangs, and when the browser has paused the page. */
export function createWatchdog({
  run,
  heardAt,
  onHanging,
  tell,
  now = () => performance.now(),
}: WatchdogParts) {
  let tickedAt = now();
  let stepBefore = 0;
  /** Until then silence means nothing */
  let graceUntil = 0;

  const patience = ({ stepsPerSecond, step }: ReturnType<typeof run>): number => {
    if (step === 0) return FIRST_STEP_MS;
    const long = stepsPerSecond ? (PATIENT_STEPS * 1000) / stepsPerSecond : FIRST_STEP_MS;
    return Math.max(PATIENCE_MS, long);
  };

  const look = () => {
    const time = now();
    const gap = time - tickedAt;
    const state = run();
    if (gap > PAUSED_MS) {
      graceUntil = time + PATIENCE_MS;
      const isStill = state.status === 'running' && state.step === stepBefore;
      if (isStill && gap > WORTH_TELLING_MS) {
        tell(
          `The browser paused this tab for ${formatDuration(gap / 1000)}, so nothing was trained meanwhile. Training goes on.`,
        );
      }
    } else if (state.status === 'running' && time > graceUntil) {
      if (time - heardAt() > patience(state)) onHanging(HANGS);
    }
    tickedAt = time;
    stepBefore = state.step;
  };

  return { look, tickMs: TICK_MS };
}
