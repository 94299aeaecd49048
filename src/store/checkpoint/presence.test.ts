import { beforeEach, expect, it, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { DEFAULT_SETTINGS } from '../../config/settings';
import type { Source } from '../../protocol/texts';
import type { TrainerRequest } from '../../protocol/trainer';
import { notedRun, noteRun, wasPutAside } from '../../storage/runHint';
import { stubLocalStorage } from '../../storage/testLocalStorage';
import { NO_RUN, newPlayground, type PlaygroundState, type RunData } from '../playground/state';
import { FACTS } from '../testApp';
import { watchPresence } from './presence';
import { type CheckpointSlice, newCheckpoint } from './state';

const text = (words: string): Source => ({ name: 'Mine', text: words, characters: words.length });
const FIRST = text('Aldo mends the kettle.');

const runOf = (source: Source, saveId: string, runId: number, step: number): RunData => ({
  ...NO_RUN,
  ...{ status: step > 0 ? 'paused' : 'ready', runId, step, saveId, facts: { ...FACTS } },
  loaded: { prepared: { source } } as NonNullable<RunData['loaded']>,
});

/** A tab with a run of 9 steps that has saved itself at the last of them. */
function tab() {
  const page = createStore<PlaygroundState & CheckpointSlice>(() => ({
    ...{ ...newPlayground(DEFAULT_SETTINGS), ...newCheckpoint() },
    source: FIRST,
    run: runOf(FIRST, 'first', 1, 9),
    checkpoint: { ...newCheckpoint().checkpoint, saved: { id: 'first', step: 9, savedAt: 1 } },
  }));
  const posted: TrainerRequest[] = [];
  watchPresence({ page, post: (request) => posted.push(request) });
  noteRun('first');
  return { page, posted };
}

beforeEach(() => {
  stubLocalStorage();
  const local = globalThis.localStorage;
  stubLocalStorage();
  vi.stubGlobal('sessionStorage', globalThis.localStorage);
  vi.stubGlobal('localStorage', local);
  return () => vi.unstubAllGlobals();
});

it('puts a run aside that makes room for another text, or for a fresh run', () => {
  for (const change of [
    { source: text('Berit paints a ladder.') },
    { source: text('Aldo mends the kettles.') },
    { run: runOf(FIRST, 'second', 2, 0) },
  ]) {
    const { page } = tab();
    expect(wasPutAside('first')).toBe(false);
    page.setState(change);
    expect(wasPutAside('first')).toBe(true);
    expect(notedRun()).toBeUndefined();
    page.setState({ source: FIRST, run: runOf(FIRST, 'first', 3, 9) });
    expect(wasPutAside('first')).toBe(false);
    expect(notedRun()).toBe('first');
  }
});

it('does not put a run aside that another tab takes over, nor for the same text under another name', () => {
  const { page } = tab();
  page.setState(({ run }) => ({ run: { ...run, saveId: 'own' } }));
  page.setState({ source: { ...FIRST, name: 'Ours' } });
  expect(wasPutAside('first')).toBe(false);
  expect(wasPutAside('own')).toBe(false);
});

it('has a run saved that comes back as it was after its last save', () => {
  const { page, posted } = tab();
  page.setState({ run: runOf(FIRST, 'first', 2, 9) });
  expect(posted).toEqual([]); // as it was saved
  page.setState({ run: runOf(FIRST, 'second', 3, 0) });
  expect(posted).toEqual([]); // nothing to save
  page.setState({ run: runOf(FIRST, 'first', 4, 12) });
  expect(posted).toEqual([{ type: 'save', runId: 4 }]);
});
