import { describe, expect, it } from 'vitest';
import { createArena } from './arena';
import { usualWorkers } from './team';

describe('an arena', () => {
  it('gives out zeros that do not overlap, at multiples of 256 bytes, and slack behind them', () => {
    const arena = createArena(1000);
    const sizes = [1, 64, 65, 100_000];
    const places = sizes.map((floats) => arena.allocate(floats));
    arena.commit();
    places.forEach((address, i) => {
      expect(address % 256).toBe(0);
      expect(address).toBeGreaterThan(0);
      expect(arena.floats(address, sizes[i]!).every((x) => x === 0)).toBe(true);
      arena.floats(address, sizes[i]!).fill(i + 1);
    });
    places.forEach((address, i) => {
      expect(arena.floats(address, sizes[i]!).every((x) => x === i + 1)).toBe(true);
    });
    const end = places.at(-1)! + 4 * sizes.at(-1)!;
    expect(arena.memory.buffer.byteLength).toBeGreaterThanOrEqual(end + 1000);
  });

  it('refuses what 32 bits cannot address, with how much it would be and what needs less', () => {
    const arena = createArena(0);
    for (let i = 0; i < 5; i++) arena.allocate(2 ** 28);
    expect(() => arena.commit()).toThrow(RangeError);
    expect(() => arena.commit()).toThrow(/would take 5121 MiB.* a smaller model, batch/);
  });
});

describe('usualWorkers', () => {
  it('leaves the page a core, and stops at eight', () => {
    expect([1, 2, 3, 4, 8, 9, 64].map((cores) => usualWorkers(cores))).toEqual([
      1, 1, 2, 3, 7, 8, 8,
    ]);
  });
});
