import fc from 'fast-check';
import { expect, it } from 'vitest';
import { hash32 } from './random';
import { createSlots } from './slots';

/** Slots for things that are told apart by a key, numbered by `numberOf`. */
function slotsFor(hashOf: (key: number) => number) {
  const keys = new Map<number, number>();
  let sought = -1;
  const slots = createSlots({
    isSought: (number) => keys.get(number) === sought,
    all(tell) {
      for (const [number, key] of keys) tell(number, hashOf(key));
    },
  });
  const find = (key: number) => {
    sought = key;
    return slots.find(hashOf(key));
  };
  return {
    find,
    add(key: number, number: number) {
      slots.add(number);
      keys.set(number, key);
    },
    replace(from: number, to: number) {
      slots.replace(to);
      keys.set(to, keys.get(from)!);
      keys.delete(from);
    },
    release: slots.release,
  };
}

/** Good hashes, and such as are mostly the same. */
const hashes = [hash32, (key: number) => hash32(key % 3), (key: number) => 2 ** 32 - 1 - (key & 1)];

it('finds what was added, as a map does', () => {
  const keys = fc.array(fc.nat({ max: 300 }), { maxLength: 600 });
  const gaps = fc.constantFrom(1, 2, 1000, 2 ** 20);
  fc.assert(
    fc.property(keys, gaps, fc.constantFrom(...hashes), (sought, gap, hashOf) => {
      const slots = slotsFor(hashOf);
      const known = new Map<number, number>();
      for (const [i, key] of sought.entries()) {
        expect(slots.find(key)).toBe(known.get(key) ?? -1);
        if (known.has(key)) continue;
        slots.add(key, gap * i);
        known.set(key, gap * i);
      }
      for (const [key, number] of known) expect(slots.find(key)).toBe(number);
    }),
  );
});

it('finds the number that was put in the place of another', () => {
  const slots = slotsFor(hash32);
  for (let key = 0; key < 100; key++) {
    slots.find(key);
    slots.add(key, 1000 + key);
  }
  expect(slots.find(40)).toBe(1040);
  slots.replace(1040, 7);
  expect([slots.find(40), slots.find(41)]).toEqual([7, 1041]);
  slots.release();
  expect(slots.find(40)).toBe(-1);
});
