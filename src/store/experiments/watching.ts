import type { Problem } from '../../protocol/problem';
import { createWatchdog } from '../checkpoint/watchdog';
import type { ExperimentsState } from './state';

export interface WatchingParts {
  readonly get: () => Pick<ExperimentsState, 'running' | 'twins' | 'runs'>;
  /** When the worker of experiments was heard last, or given something to train, ms */
  readonly heardAt: () => number;
  readonly onHanging: (problem: Problem) => void;
  readonly say: (notice: string) => void;
  readonly now?: () => number;
}

/** Watches over the worker of experiments while it trains, as over that of the playground. Returns what begins it. */
export function createWatching({ get, onHanging, say, ...parts }: WatchingParts): () => void {
  /** Of all runs together when it last looked */
  let stepsBefore = 0;
  /** Whether they have taken steps since it began to watch: before that, programs are compiled */
  let areMoving = false;

  const run = () => {
    const { running, twins, runs } = get();
    const all = running?.kind === 'twins' ? twins : runs;
    const left = all.filter(({ result, isDiverged }) => !result && !isDiverged);
    // Those side by side take turns, and each of their clocks shows the time of all.
    const now = running?.kind === 'twins' ? left : left.slice(0, 1);
    const steps = now.reduce((sum, { step }) => sum + step, 0);
    const seconds = Math.max(0, ...now.map((one) => one.seconds));
    return {
      status: running && left.length > 0 ? ('running' as const) : ('paused' as const),
      step: areMoving ? Math.min(...now.map(({ step }) => step)) : 0,
      runId: 0,
      stepsPerSecond: seconds > 0 ? steps / seconds : undefined,
      steps: all.reduce((sum, { step }) => sum + step, 0),
    };
  };
  let looking: ReturnType<typeof setInterval> | undefined;
  return () => {
    areMoving = false;
    stepsBefore = run().steps;
    clearInterval(looking);
    const dog = createWatchdog({ ...parts, run, onHanging, tell: say });
    looking = setInterval(() => {
      if (!get().running) {
        clearInterval(looking);
        return;
      }
      const { steps } = run();
      if (steps !== stepsBefore) areMoving = steps > stepsBefore; // fewer: they went back to what was saved
      stepsBefore = steps;
      dog.look();
    }, dog.tickMs);
  };
}
