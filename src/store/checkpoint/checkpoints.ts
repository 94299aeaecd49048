import type { Backend } from '../../config/settings';
import type { Problem } from '../../protocol/problem';
import type { TrainerEvent } from '../../protocol/trainer';
import type { Link } from '../links/readLink';
import { patcher } from '../slice';
import type { CheckpointParts } from './parts';
import { createRecovery } from './recovery';
import { createReturning } from './returning';
import { createSaving } from './saving';
import { createTabs } from './tabs';
import { createWatchdog } from './watchdog';

/** Another tab waits so long for this one's run to be saved, ms. */
const SAVE_MS = 3000;

/**
 * Runs that outlive the page and the device: they are saved as they train, come back after a failure or another day, and
 * belong to one tab at a time. Loaded with the first run that trains, or with the page where there is one to bring back.
 */
export function createCheckpoints(parts: CheckpointParts) {
  const { page, run, post, heardAt } = parts;
  const set = patcher(page, 'checkpoint');
  const state = () => page.getState().run;
  const tabs = createTabs({
    async onAsked(id) {
      if (state().saveId !== id) return;
      run.giveWay();
      post({ type: 'save', runId: state().runId });
      await new Promise<void>((resolve) => {
        // What was trained last is saved once the run rests.
        const stop = page.subscribe(({ run: { status, step }, checkpoint: { saved } }) => {
          if (status !== 'running' && saved?.step === step) end();
        });
        const end = () => {
          stop();
          clearTimeout(late);
          resolve();
        };
        const late = setTimeout(end, SAVE_MS);
      });
    },
    onTaken(id) {
      const { saveId, step, loaded } = state();
      if (saveId !== id) return;
      run.giveWay();
      const name = loaded?.prepared.source.name ?? '';
      const other = { id, name, step, savedAt: Date.now(), isOpenElsewhere: true };
      set({ other, saved: undefined, back: undefined });
    },
  });
  const saving = createSaving(parts, set, tabs);
  const recover = createRecovery(parts, set, saving);
  const returning = createReturning(parts, set, saving, tabs);

  const fail = (problem: Problem, backend: Backend | undefined) => {
    void recover(problem, { backend }).catch(() => run.stop(problem));
  };
  const watchdog = createWatchdog({
    ...{ run: state, heardAt },
    onHanging(problem) {
      const { backend } = state().backend ?? {};
      run.awaitReturn();
      fail(problem, backend);
    },
    tell: (told) => set({ told }),
  });
  setInterval(watchdog.look, watchdog.tickMs);
  // A page that is hidden may be closed or discarded without another word.
  document.addEventListener('visibilitychange', () => {
    if (document.hidden && state().step > 0 && state().facts) {
      post({ type: 'save', runId: state().runId });
    }
  });

  return {
    /** The run trains: from now on it is this tab's. */
    onRunning() {
      const { saveId } = state();
      if (saveId !== undefined) void tabs.acquire(saveId);
      set({ back: undefined });
    },
    async onSaved({ runId, saved }: Extract<TrainerEvent, { type: 'saved' }>): Promise<void> {
      await saving.onSaved(runId, saved);
    },
    /** Brings the run back that has failed on this backend. */
    fail,
    /** The run that the page was opened for with this link */
    find: (link: Link) => returning.find(link),
    open: returning.open,
  };
}

export type Checkpoints = ReturnType<typeof createCheckpoints>;
