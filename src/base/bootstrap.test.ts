import { describe, expect, it } from 'vitest';
import { pairedBootstrap } from './bootstrap';
import { key, normalAt } from './random';

/** S rows of I normal values, with an effect of the item and of the seed that both conditions share. */
function conditions(world: number, S: number, I: number, difference: number) {
  const make = (which: number, shift: number) =>
    Array.from({ length: S }, (_, s) =>
      Array.from(
        { length: I },
        (_, i) =>
          3 * normalAt(key(world, 1), i) +
          0.2 * normalAt(key(world, 2), s) +
          normalAt(key(world, 3 + which, s), i) +
          shift,
      ),
    );
  return { a: make(0, difference), b: make(1, 0) };
}

describe('pairedBootstrap', () => {
  it('has an interval that holds the truth about as often as it says', () => {
    let held = 0;
    const worlds = 150;
    for (let world = 0; world < worlds; world++) {
      const { a, b } = conditions(world, 1, 60, 0.3);
      const { low, high } = pairedBootstrap(a, b, world);
      if (low <= 0.3 && 0.3 <= high) held++;
    }
    // 95 % of 150 is 142.5 with a deviation of 2.7; the percentile interval is known to fall a little short.
    expect(held).toBeGreaterThan(133);
    expect(held).toBeLessThan(150);
  });

  it.each([
    [2, 'items that differ more than seeds', 0.02],
    [3, 'seeds that differ as much as those of a small model do', 0.1],
    [3, 'seeds that differ far more than items', 1],
    [5, 'the same with more of them', 1],
  ])(
    'tells two equal conditions apart one time in twenty at most: %d seeds, %s',
    (S, _, spread) => {
      let told = 0;
      const worlds = 200;
      for (let world = 0; world < worlds; world++) {
        // What a seed does to one condition and not to the other: pairing does not take that away.
        const make = (which: number) =>
          Array.from({ length: S }, (_, s) =>
            Array.from(
              { length: 100 },
              (_, i) =>
                normalAt(key(world, which, s), i) + spread * normalAt(key(world, 10 + which), s),
            ),
          );
        const { low, high } = pairedBootstrap(make(0), make(1), world);
        if (low > 0 || high < 0) told++;
      }
      // 5 % of 200 are 10, with a deviation of 3.1.
      expect(told).toBeLessThan(18);
    },
  );

  it('still tells conditions apart that differ by more than their seeds', () => {
    const { a, b } = conditions(11, 3, 400, 0.5);
    expect(pairedBootstrap(a, b, 1).low).toBeGreaterThan(0);
  });

  it('is narrower for pairs than for each alone, as what both share cancels out', () => {
    const { a, b } = conditions(7, 3, 200, 0.5);
    const pair = pairedBootstrap(a, b, 1);
    const alone = pairedBootstrap(a, undefined, 1);
    expect(pair.high - pair.low).toBeLessThan((alone.high - alone.low) / 2);
    expect(pair.low).toBeGreaterThan(0);
    expect(Math.abs(pair.mean - 0.5)).toBeLessThan(0.2); // three deviations of 600 differences
  });

  it('gives the same again under the same key, and nothing to doubt where nothing varies', () => {
    const { a, b } = conditions(3, 2, 50, 0);
    expect(pairedBootstrap(a, b, 5)).toEqual(pairedBootstrap(a, b, 5));
    expect(pairedBootstrap([[1, 1]], [[0, 0]], 1)).toEqual({ mean: 1, low: 1, high: 1 });
  });

  it('refuses what is not paired', () => {
    expect(() => pairedBootstrap([[1, 2]], [[1]], 1)).toThrow('not the same in all rows');
    expect(() => pairedBootstrap([], undefined, 1)).toThrow('0 seeds');
  });

  it('is as unsure as the number of groups says, not of the items in them', () => {
    const groups = Array.from({ length: 400 }, (_, i) => i % 20);
    const row = groups.map((group) => normalAt(key(5), group)); // equal within a group
    const width = ({ low, high }: { low: number; high: number }) => high - low;
    const wide = width(pairedBootstrap([row], undefined, 1, groups));
    const alone = width(pairedBootstrap([row.slice(0, 20)], undefined, 1));
    const narrow = width(pairedBootstrap([row], undefined, 1));
    expect(wide).toBeCloseTo(alone, 10);
    // Twenty times as many items that say nothing new: the root of it too narrow.
    expect(wide / narrow).toBeGreaterThan(3.5);
    expect(wide / narrow).toBeLessThan(5.5);
  });

  it('weighs groups by their size, and needs one for each item', () => {
    const { mean, low, high } = pairedBootstrap([[1, 1, 1, 5]], undefined, 1, [7, 7, 7, 9]);
    expect(mean).toBe(2);
    expect([low, high]).toEqual([1, 5]);
    expect(() => pairedBootstrap([[1, 2]], undefined, 1, [1])).toThrow(/2 items/);
  });
});
