import { newId } from '../../base/newId';
import type { Backend } from '../../config/settings';
import type { Problem } from '../../protocol/problem';
import type { TrainerEvent } from '../../protocol/trainer';
import { noteReached } from '../../storage/reachedStep';
import type { Link } from '../links/readLink';
import { lastStep } from '../playground/selectors';
import { patcher } from '../slice';
import type { CheckpointParts } from './parts';
import { watchPresence } from './presence';
import { createRecovery } from './recovery';
import { createReturning } from './returning';
import { createSaving } from './saving';
import type { SavedRunFacts } from './state';
import { createTabs } from './tabs';
import { createWatchdog } from './watchdog';

/** Whoever takes this run's place waits so long for it to be saved, ms. */
const SAVE_MS = 3000;

/**
 * Runs that outlive the page and the device: they are saved as they train, come back after a failure or another day, and
 * belong to one tab at a time. Loaded with the first run that trains, or with the page where there is one to bring back.
 */
export function createCheckpoints(parts: CheckpointParts) {
  const { page, run, post, heardAt } = parts;
  const set = patcher(page, 'checkpoint');
  const state = () => page.getState().run;
  /** The newest save of this tab's run that another tab's run began from */
  let shared: Pick<SavedRunFacts, 'id' | 'step'> | undefined;
  /** Has the run rest, and waits until what it trained last is saved. */
  const saveAtRest = async () => {
    run.giveWay();
    const { step, facts, runId } = state();
    if (step === 0 || !facts || page.getState().checkpoint.isUnsaved) return;
    const isSaved = () => {
      const { run: now, checkpoint } = page.getState();
      const { id, step: last } = checkpoint.saved ?? shared ?? {};
      return now.status !== 'running' && id === now.saveId && last === now.step;
    };
    if (isSaved()) return;
    post({ type: 'save', runId });
    await new Promise<void>((resolve) => {
      const stop = page.subscribe(() => isSaved() && end());
      const end = () => {
        stop();
        clearTimeout(late);
        resolve();
      };
      const late = setTimeout(end, SAVE_MS);
    });
  };
  /** Another tab has the run: what this one trains from here on is a run of its own, which is saved as any other. */
  const becomeOwn = (): string => {
    const saveId = newId();
    const { saved } = page.getState().checkpoint;
    shared = saved?.id === state().saveId ? saved && { id: saveId, step: saved.step } : undefined;
    page.setState(({ run: now }) => ({ run: { ...now, saveId } }));
    post({ type: 'saveAs', runId: state().runId, owner: saveId });
    set({ saved: undefined, back: undefined });
    return saveId;
  };
  const tabs = createTabs({
    async onAsked(id) {
      if (state().saveId === id) await saveAtRest();
    },
    onTaken(id) {
      const { saveId, step, loaded } = state();
      if (saveId !== id) return;
      run.giveWay();
      const name = loaded?.prepared.source.name ?? '';
      const other = { id, name, step, savedAt: Date.now(), isOpenElsewhere: true };
      set({ other });
      becomeOwn();
    },
  });
  const saving = createSaving(parts, set, tabs);
  const recover = createRecovery(parts, set, saving);
  const returning = createReturning(parts, set, saving, tabs);

  watchPresence(parts);

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
  /** The run that was saved last */
  let savedId: string | undefined;
  /** The next visit can tell what is missing where the page ends before the next save. */
  const noteStep = () => {
    const { saveId, ...now } = state();
    // One that the browser refuses to save now may have been saved before.
    savedId = page.getState().checkpoint.saved?.id ?? savedId;
    if (saveId !== undefined && saveId === savedId) noteReached(saveId, lastStep(now));
  };
  setInterval(() => {
    watchdog.look();
    if (state().status === 'running') noteStep();
  }, watchdog.tickMs);
  // A page that is hidden may be closed or discarded without another word.
  document.addEventListener('visibilitychange', () => {
    if (document.hidden && state().step > 0 && state().facts) {
      noteStep();
      post({ type: 'save', runId: state().runId });
    }
  });

  return {
    /** The run trains: from now on it is this tab's. */
    async onRunning() {
      const { saveId } = state();
      set({ back: undefined });
      if (saveId === undefined || (await tabs.acquire(saveId))) return;
      if (state().saveId === saveId) await tabs.acquire(becomeOwn());
    },
    async onSaved({ runId, saved }: Extract<TrainerEvent, { type: 'saved' }>): Promise<void> {
      await saving.onSaved(runId, saved);
      noteStep();
    },
    /** Brings the run back that has failed on this backend. */
    fail,
    /** The run that the page was opened for with this link */
    find: (link: Link) => returning.find(link),
    async open(id: string): Promise<void> {
      if (id !== state().saveId) await saveAtRest(); // it makes room, and stays among those that saved themselves
      await returning.open(id);
    },
  };
}

export type Checkpoints = ReturnType<typeof createCheckpoints>;
