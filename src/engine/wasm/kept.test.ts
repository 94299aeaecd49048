import { expect, it } from 'vitest';
import { createKept } from './kept';

/** A state of two numbers, and what is kept of it. */
function setUp() {
  const state = [Float32Array.of(0), Float32Array.of(0)];
  const set = (value: number) => state.forEach((array) => void array.fill(value));
  return { set, now: () => state.map(([value]) => value), kept: createKept(() => state) };
}

it('keeps the newest two marks, and goes back to either', () => {
  for (const [which, want] of [['last', 5] as const, ['previous', 4] as const]) {
    const { set, now, kept } = setUp();
    for (const value of [1, 2, 3, 4, 5]) {
      set(value);
      kept.mark();
    }
    set(9);
    kept.restore(which);
    expect(now()).toEqual([want, want]);
    // The other one is forgotten.
    set(9);
    kept.restore('previous');
    expect(now()).toEqual([want, want]);
    kept.mark();
    set(8);
    kept.restore('last');
    expect(now()).toEqual([want, want]);
  }
});

it('keeps one state aside, as it was, and forgets marks where the two change places', () => {
  const { set, now, kept } = setUp();
  kept.swapAside();
  kept.restore('last');
  expect(now()).toEqual([0, 0]);
  expect(kept.aside()).toBeUndefined();
  for (const value of [1, 2]) {
    set(value);
    kept.setAside();
  }
  kept.mark();
  set(3);
  kept.swapAside();
  expect(now()).toEqual([2, 2]);
  kept.putAside([Float32Array.of(6), Float32Array.of(7)]);
  expect(now()).toEqual([2, 2]);
  kept.swapAside();
  kept.restore('last');
  expect(now()).toEqual([6, 7]);
});
