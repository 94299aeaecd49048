import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createFirstSeen, loadFirstSeen, readFirstSeen, storeFirstSeen } from './firstSeen';
import { createLongList } from './longList';
import { createNumbers } from './numbers';

/** Numbers in the order in which they are first needed; where `none` is drawn, -1. */
const numbersOf = (draws: readonly number[], none: boolean) => {
  let count = 0;
  return draws.map((draw) => {
    const value = (draw % (count + (none ? 2 : 1))) - (none ? 1 : 0);
    if (value === count) count++;
    return value;
  });
};
const draws = fc.array(fc.nat(), { maxLength: 300 });

it('reads what was put in, in any order', () => {
  fc.assert(
    fc.property(draws, fc.boolean(), fc.boolean(), (drawn, none, quick) => {
      const values = numbersOf(drawn, none);
      const list = createFirstSeen(quick ? createNumbers(32) : createLongList());
      for (const value of values) list.push(value);
      const places = drawn.map((draw) => draw % values.length);
      expect(places.map((i) => list.at(i))).toEqual(places.map((i) => values[i]));
      expect([...list]).toEqual(values);
      expect([list.length, list.count]).toEqual([values.length, Math.max(-1, ...values) + 1]);
    }),
  );
});

it('comes back from a Blob, where a new number takes a byte', async () => {
  await fc.assert(
    fc.asyncProperty(draws, async (drawn) => {
      const values = numbersOf(drawn, false);
      const loaded = await loadFirstSeen(storeFirstSeen(Uint32Array.from(values)));
      expect([...loaded]).toEqual(values);
      loaded.putAside();
      expect(loaded.length).toBe(values.length);
      const bytes = new Uint8Array(await loaded.coded().arrayBuffer());
      const cursor = { place: 0, count: 0 };
      expect(values.map(() => readFirstSeen(bytes, cursor))).toEqual(values);
    }),
  );
  expect(storeFirstSeen(Uint32Array.from({ length: 1000 }, (_, i) => i)).size).toBe(1000);
});

it('refuses a number that leaves a gap', () => {
  const list = createFirstSeen(createLongList());
  expect(() => list.push(1)).toThrow('1 is not one of 0 or the next');
  list.push(0);
  list.push(-1);
  expect([...list]).toEqual([0, -1]);
});
