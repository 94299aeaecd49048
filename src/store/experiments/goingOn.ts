import { formatCount } from '../../base/format';
import type { Death } from '../../client/workers';
import type { Plan } from '../../config/experiments';
import type { ExperimentsEvent } from '../../protocol/experiments';
import type { Problem } from '../../protocol/problem';
import { whatDied } from '../death';
import type { ExperimentRunView, ExperimentsState } from './state';

export { keptExperimentRun } from './keptExperimentRun';
export { cannotRead, cannotStart, NOT_KEPT, NOT_WRITTEN } from './planWords';

/** Of the tab in which an experiment runs */
const LOCK = 'cloze-experiment';

const ELSEWHERE: Problem = {
  kind: 'worker',
  what: 'An experiment runs in another tab of this browser.',
  why: 'Its results are kept for all tabs, so each run is trained in one of them only.',
  advice: 'Pause it there, or wait until it is done. Then go on with it here.',
};

/** How often it looks whether anything is trained here still, ms. */
const LOOK_EVERY_MS = 250;

let letGo: (() => void) | undefined;

/**
 * Has experiments run in this tab and in no other, as long as any is running. Returns why they cannot: another tab has one.
 * Where the browser has no Web Locks, or refuses, every tab may run them.
 */
export function hold(get: () => Pick<ExperimentsState, 'running'>): Promise<Problem | undefined> {
  const locks: LockManager | undefined = globalThis.navigator?.locks;
  if (!locks || letGo) return Promise.resolve(undefined);
  return new Promise((resolve) => {
    locks
      .request(LOCK, { ifAvailable: true }, (lock) => {
        resolve(lock ? undefined : ELSEWHERE);
        if (!lock) return undefined;
        return new Promise<void>((release) => {
          // Between one experiment and the next nothing runs for a moment.
          const looking = setInterval(() => {
            if (!get().running) letGo?.();
          }, LOOK_EVERY_MS);
          letGo = () => {
            clearInterval(looking);
            letGo = undefined;
            release();
          };
        });
      })
      .catch(() => resolve(undefined));
  });
}

type Told<T> = Omit<Extract<ExperimentsEvent, { type: T }>, 'jobId' | 'runId'>;

/** That training goes on, and from where. */
function sayGoesOn({ step, lost = died, together }: Told<'goesOn'>): string {
  died = undefined;
  const [who, go, was] = together
    ? ['The three models', 'go', 'they were']
    : ['The run', 'goes', 'it was'];
  const how =
    step === 0
      ? `${who} had not been saved yet, so training begins again.`
      : `${who} ${go} on from step ${formatCount(step)}, where ${was} saved last.`;
  return [lost, how].filter(Boolean).join(' ');
}

/** That the worker died, until it is told from where the next one goes on */
let died: string | undefined;
/** Workers that died in a row, and how far the runs had come by then */
let deaths = { count: 0, done: 0, step: 0 };
/** So many may die before a run has come any further. */
const MOST_DEATHS = 2;

type Progress = Pick<ExperimentRunView, 'result' | 'isDiverged' | 'step'>;

/** Has an experiment go on with a new worker, and says so; not where that would end, too. */
export function onDeath(
  death: Death,
  running: ExperimentsState['running'],
  runs: readonly Progress[],
  {
    say,
    run,
  }: {
    readonly say: (notice: string) => void;
    readonly run: (experimentId: string, plan: Plan) => void;
  },
): void {
  if (running?.kind !== 'plan') return;
  const left = runs.filter(({ result, isDiverged }) => !result && !isDiverged);
  const [done, step] = [runs.length - left.length, left[0]?.step ?? 0];
  const isFurther = done > deaths.done || step > deaths.step;
  deaths = { count: isFurther ? 1 : deaths.count + 1, done, step: Math.max(step, deaths.step) };
  if (isFurther) deaths.step = step;
  if (death.atStart || deaths.count > MOST_DEATHS) return;
  died = whatDied('The worker for experiments', death);
  run(running.experimentId, running.plan);
  say(`${died} A new one goes on with the experiment by itself.`);
}

const UNSAVED = {
  'no room':
    'The browser has no room to save runs of experiments while they train: if you leave the page, the run that is going on begins again. Delete runs in the Library to make room.',
  'no storage':
    'This browser does not let the page store anything, so if you leave the page, an experiment begins again.',
} as const;

/** What the page says of runs that go on, or are not saved while they train. */
export const told = (event: Told<'goesOn'> | Told<'unsaved'>): string =>
  event.type === 'unsaved' ? UNSAVED[event.why] : sayGoesOn(event);
