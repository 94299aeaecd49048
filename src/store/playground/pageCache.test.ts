import { expect, it, vi } from 'vitest';
import type { UnitSlice } from '../../dataset/readUnits';
import { createPageCache } from './pageCache';

/** 120 pages are kept. */
const KEPT = 120;
const units: readonly UnitSlice[] = [];

function setUp() {
  const ask = vi.fn();
  const cache = createPageCache(ask);
  const fill = (from: number, to: number) => {
    for (let page = from; page < to; page++) cache.put(1, page, units);
  };
  /** Whether it must be asked for */
  const isGone = (page: number) => {
    ask.mockClear();
    cache.get(1, page);
    return ask.mock.calls.length > 0;
  };
  return { ask, cache, fill, isGone };
}

it('asks for a page once, and has it when it has come', () => {
  const { ask, cache } = setUp();
  expect(cache.get(1, 7)).toBeUndefined();
  expect(cache.get(1, 7)).toBeUndefined();
  expect(ask.mock.calls).toEqual([[1, 7]]);
  cache.put(1, 7, units);
  expect(cache.get(1, 7)).toBe(units);
  expect(cache.get(2, 7)).toBeUndefined(); // of another text
  expect(ask.mock.lastCall).toEqual([2, 7]);
});

it('asks again for a page that could not be had', () => {
  const { ask, cache } = setUp();
  cache.get(1, 7);
  cache.forget(1, 7);
  cache.get(1, 7);
  expect(ask).toHaveBeenCalledTimes(2);
});

it('lets the page go first that was not asked for longest', () => {
  const { fill, isGone } = setUp();
  fill(0, KEPT);
  expect(isGone(0)).toBe(false); // and it was asked for just now
  fill(KEPT, KEPT + 1);
  expect(isGone(0)).toBe(false);
  expect(isGone(2)).toBe(false);
  expect(isGone(1)).toBe(true);
});

it('keeps a page that has come again as long as a new one', () => {
  const { cache, fill, isGone } = setUp();
  fill(0, KEPT);
  cache.put(1, 0, units);
  fill(KEPT, KEPT + 1);
  expect(isGone(0)).toBe(false);
  expect(isGone(1)).toBe(true);
});

it('tells its listeners of each page that comes, until they have had enough', () => {
  const { cache } = setUp();
  const listener = vi.fn();
  const before = cache.version();
  const end = cache.subscribe(listener);
  cache.get(1, 0);
  expect([listener.mock.calls.length, cache.version()]).toEqual([0, before]);
  cache.put(1, 0, units);
  expect(listener).toHaveBeenCalledOnce();
  const after = cache.version();
  expect(after).not.toBe(before);
  cache.put(1, 1, units);
  expect([before, after]).not.toContain(cache.version());
  end();
  cache.put(1, 2, units);
  expect(listener).toHaveBeenCalledTimes(2);
});
