import { expect, it, onTestFinished, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { DEFAULT_SETTINGS } from '../../config/settings';
import type { TrainerRequest } from '../../protocol/trainer';
import { missingAfter } from '../../storage/reachedStep';
import { stubLocalStorage } from '../../storage/testLocalStorage';
import { NO_RUN, newPlayground, type PlaygroundState } from '../playground/state';
import { FACTS } from '../testApp';
import { createCheckpoints } from './checkpoints';
import { type CheckpointSlice, newCheckpoint } from './state';

/** A tab with a run that has taken steps. Another tab has the runs that `theirs` names. */
function tab(theirs: string[] = []) {
  const held: string[] = [];
  const query = async () => ({ held: theirs.map((id) => ({ name: `cloze-run:${id}` })) });
  const request = async (name: string, _: LockOptions, then: (lock: object | null) => unknown) => {
    await undefined; // as in a browser, it is answered later
    const id = name.replace('cloze-run:', '');
    if (theirs.includes(id)) return then(null);
    held.push(id);
    await then({});
    held.splice(held.indexOf(id), 1);
  };
  vi.stubGlobal('navigator', { locks: { query, request } });
  vi.stubGlobal('document', { addEventListener() {} });
  vi.stubGlobal('BroadcastChannel', EventTarget);
  vi.useFakeTimers();
  onTestFinished(() => {
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });
  const page = createStore<PlaygroundState & CheckpointSlice>(() => ({
    ...{ ...newPlayground(DEFAULT_SETTINGS), ...newCheckpoint() },
    run: { ...NO_RUN, status: 'paused', runId: 1, step: 346, saveId: 'first', facts: FACTS },
  }));
  const posted: TrainerRequest[] = [];
  const none = {} as never;
  const checkpoints = createCheckpoints({
    ...{ page, text: none, settings: none, reopenings: none, sayNoText() {}, heardAt: () => 0 },
    run: { load() {}, stop() {}, giveWay: () => false, awaitReturn() {} },
    ...{ chosenIn: () => new Map(), address: () => '', post: (one) => posted.push(one) },
  });
  return { page, held, posted, checkpoints, saveId: () => page.getState().run.saveId };
}

it('trains the run that it has, where no other tab has that', async () => {
  const { checkpoints, held, posted, saveId } = tab(['another']);
  await checkpoints.onRunning();
  expect(saveId()).toBe('first');
  expect(held).toEqual(['first']);
  expect(posted).toEqual([]);
});

it('trains a run of its own where another tab has the one that it had', async () => {
  const { checkpoints, held, posted, saveId } = tab(['first']);
  await checkpoints.onRunning();
  const own = saveId()!;
  expect(own).not.toBe('first');
  expect(held).toEqual([own]);
  expect(posted).toEqual([{ type: 'saveAs', runId: 1, owner: own }]);
});

it('notes how far a run has come that was saved, also once the browser refuses to save it', () => {
  const { page } = tab();
  stubLocalStorage();
  const at = (step: number, saved?: { id: string; step: number; savedAt: number }) => {
    page.setState(({ run, checkpoint }) => ({
      run: { ...run, status: 'running', step },
      checkpoint: { ...checkpoint, saved, isUnsaved: !saved },
    }));
    vi.advanceTimersByTime(10_000);
    return missingAfter('first', 0);
  };
  expect(at(100)).toBe(0); // of a run that was never saved nothing comes back
  expect(at(200, { id: 'first', step: 150, savedAt: 1 })).toBe(200);
  expect(at(300)).toBe(300);
});
