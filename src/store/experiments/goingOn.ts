import type { Problem } from '../../protocol/problem';
import type { ExperimentsState } from './state';

export { keptExperimentRun } from './keptExperimentRun';
export { createOutliving } from './outliving';
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
