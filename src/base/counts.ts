import { hash32 } from './random';
import { release } from './release';

/** Keys that `countPairs` and `joined` name: two whole numbers from 0, below this. */
const BASE = 2 ** 26;
/** Two numbers, of 26 bits each, in one that is still exact. What it gives for a -1 it gives for no two numbers. */
export const joined = (a: number, b: number): number => a * BASE + b;
/** What `joined` gave a name to. */
export const parted = (name: number): [number, number] => [Math.floor(name / BASE), name % BASE];

/** How often each name was added, in the order in which they came first. */
export interface Counts {
  readonly size: number;
  /** The number of a name, from 0; -1 where it was never added */
  indexOf(name: number): number;
  nameAt(index: number): number;
  countAt(index: number): number;
  /** 0 where it was never added */
  countOf(name: number): number;
  /** Returns its number. */
  add(name: number): number;
  /** Gives the memory back; it must not be used again. */
  release(): void;
}

/**
 * Counts whole numbers below 2^52, such as those of `joined`. A Map of a million of them would take three times the
 * memory, and give it back only in time.
 */
export function createCounts(): Counts {
  let room = 1 << 12;
  let names = new Float64Array(room);
  let counts = new Uint32Array(room);
  /** Open addressing: an index + 1, or 0 */
  let slots = new Uint32Array(2 * room);
  let size = 0;

  const slotOf = (name: number) => {
    const mask = slots.length - 1;
    const high = Math.floor(name / BASE);
    for (
      let slot = hash32(hash32(high) ^ (name - high * BASE)) & mask;
      ;
      slot = (slot + 1) & mask
    ) {
      const index = slots[slot]! - 1;
      if (index < 0 || names[index] === name) return slot;
    }
  };
  const grow = () => {
    const old = [names, counts, slots];
    room *= 2;
    const [more, times] = [new Float64Array(room), new Uint32Array(room)];
    more.set(names);
    times.set(counts);
    [names, counts, slots] = [more, times, new Uint32Array(2 * room)];
    release(...old);
    for (let i = 0; i < size; i++) slots[slotOf(names[i]!)] = i + 1;
  };
  const indexOf = (name: number) => slots[slotOf(name)]! - 1;

  return {
    get size() {
      return size;
    },
    indexOf,
    nameAt: (index) => names[index]!,
    countAt: (index) => counts[index]!,
    countOf(name) {
      const index = indexOf(name);
      return index < 0 ? 0 : counts[index]!;
    },
    add(name) {
      const slot = slotOf(name);
      const index = slots[slot]! - 1;
      if (index >= 0) {
        counts[index]!++;
        return index;
      }
      names[size] = name;
      counts[size] = 1;
      slots[slot] = ++size;
      if (size === room) grow();
      return size - 1;
    },
    release: () => release(names, counts, slots),
  };
}
