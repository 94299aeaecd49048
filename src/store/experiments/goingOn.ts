import { formatCount } from '../../base/format';
import type { Death } from '../../client/workers';
import type { ExperimentsEvent } from '../../protocol/experiments';
import type { Problem } from '../../protocol/problem';
import { whatDied } from '../death';

/** Of the tab in which an experiment runs */
const LOCK = 'cloze-experiment';

const ELSEWHERE: Problem = {
  kind: 'worker',
  what: 'An experiment runs in another tab of this browser.',
  why: 'Its results are kept for all tabs, so each run is trained in one of them only.',
  advice: 'Pause it there, or wait until it is done. Then go on with it here.',
};

let letGo: (() => void) | undefined;

/**
 * Has experiments run in this tab and in no other, until `release`. Returns why they cannot: another tab has one. Where the
 * browser has no Web Locks, or does not tell, every tab may run them.
 */
export function hold(): Promise<Problem | undefined> {
  const locks: LockManager | undefined = globalThis.navigator?.locks;
  if (!locks || letGo) return Promise.resolve(undefined);
  return new Promise((resolve) => {
    locks
      .request(LOCK, { ifAvailable: true }, (lock) => {
        resolve(lock ? undefined : ELSEWHERE);
        return lock
          ? new Promise<void>((release) => {
              letGo = release;
            })
          : undefined;
      })
      .catch(() => resolve(undefined));
  });
}

/** No experiment runs here any more. */
export function release(): void {
  letGo?.();
  letGo = undefined;
}

/** That training goes on, and from where. */
export function sayGoesOn(
  { step, lost }: Pick<Extract<ExperimentsEvent, { type: 'goesOn' }>, 'step' | 'lost'>,
  what: 'run' | 'twins',
): string {
  const [who, go, was] =
    what === 'run' ? ['The run', 'goes', 'it was'] : ['The three models', 'go', 'they were'];
  const how =
    step === 0
      ? `${who} had not been saved yet, so training begins again.`
      : `${who} ${go} on from step ${formatCount(step)}, where ${was} saved last.`;
  return [lost, how].filter(Boolean).join(' ');
}

/** That the worker is gone, and what becomes of the experiment that it trained. */
export const sayDeath = (death: Death): string =>
  `${whatDied('The worker for experiments', death)} A new one goes on with the experiment by itself.`;

/** That runs are not saved while they train. */
export const sayUnsaved = ({ why }: Extract<ExperimentsEvent, { type: 'unsaved' }>): string =>
  why === 'no room'
    ? 'The browser has no room to save runs of experiments while they train: if you leave the page, the run that is going on begins again. Delete runs in the Library to make room.'
    : 'This browser does not let the page store anything, so if you leave the page, an experiment begins again.';
