import { beforeEach, expect, it, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { createPlayback, PLAY_EVERY_MS } from './playback';
import type { PlaygroundState, WatchState } from './state';
import { testView } from './testView';

beforeEach(() => {
  vi.useFakeTimers();
  return () => vi.useRealTimers();
});

/** Recordings of `count` steps, and a newest look that is none of them. */
function setUp(count: number, patch: Partial<WatchState> = {}) {
  const views = Array.from({ length: count }, (_, step) => testView(step));
  const live = testView(count, { recorded: false });
  const watch = { views, live, shown: 'live', playing: false, ...patch } as WatchState;
  const store = createStore<PlaygroundState>(() => ({ watch }) as PlaygroundState);
  const state = () => store.getState().watch;
  const wait = (moments: number) => {
    vi.advanceTimersByTime(moments * PLAY_EVERY_MS);
    return [state().shown, state().playing];
  };
  return { ...createPlayback(store), state, store, wait };
}

it('plays from the first moment to the newest, and stops there', () => {
  const { play, wait } = setUp(3);
  play();
  expect(wait(0)).toEqual([0, true]);
  expect(wait(1)).toEqual([1, true]);
  expect(wait(1)).toEqual([2, true]);
  expect(wait(1)).toEqual(['live', false]);
  expect(vi.getTimerCount()).toBe(0);
});

it('goes on from the moment shown, and begins again from the newest', () => {
  const middle = setUp(3, { shown: 1 });
  middle.play();
  expect(middle.wait(0)).toEqual([1, true]);
  expect(middle.wait(2)).toEqual(['live', false]);
  const last = setUp(3, { shown: 3 });
  last.play();
  expect(last.wait(0)).toEqual([0, true]);
});

it('plays two moments, but not one', () => {
  const two = setUp(1);
  two.play();
  expect(two.wait(0)).toEqual([0, true]);
  expect(two.wait(1)).toEqual(['live', false]);
  const one = setUp(0);
  one.play();
  expect(one.wait(1)).toEqual(['live', false]);
  expect(vi.getTimerCount()).toBe(0);
});

it('stops when it is asked to, and where it stands', () => {
  const { play, stopPlaying, wait } = setUp(5);
  play();
  wait(2);
  stopPlaying();
  expect(wait(2)).toEqual([2, false]);
});

it('has one clock however often it is started', () => {
  const { play, wait } = setUp(5);
  play();
  play();
  expect(vi.getTimerCount()).toBe(1);
  expect(wait(1)).toEqual([1, true]);
});

it('stops where another sentence or model has ended it, and touches nothing', () => {
  const { play, store, wait } = setUp(5);
  play();
  store.setState((s) => ({ watch: { ...s.watch, playing: false, shown: 4 } }));
  const { watch } = store.getState();
  expect(wait(1)).toEqual([4, false]);
  expect(store.getState().watch).toBe(watch);
  expect(vi.getTimerCount()).toBe(0);
});

it('shows the newest where something else chose that meanwhile', () => {
  const { play, store, wait } = setUp(5);
  play();
  store.setState((s) => ({ watch: { ...s.watch, shown: 'live' } }));
  expect(wait(1)).toEqual(['live', false]);
});
