import { release } from './release';

/** Slots grow when so much of them is taken, ... */
const MOST_TAKEN = 0.8;
/** ... by this: not to twice as many, as most would then be empty. */
const GROWTH = 1.5;
const LEAST = 64;

/**
 * Finds numbers by their hashes, for ten million of them: a slot of four bytes each, of which 53 to 80 % are taken. It
 * holds the number and what bits of the hash are left, so that other numbers are hardly ever looked at.
 */
export interface Slots {
  /** The number under this 32-bit hash that is the one looked for; -1 if there is none. */
  find(hash: number): number;
  /** Puts a number under the hash that was looked for last, and not found. */
  add(number: number): void;
  /** Puts a smaller number in the place of the one found last, which no longer is among them. */
  replace(number: number): void;
  /** Gives all memory back: there are no numbers then. */
  release(): void;
}

/** What slots ask of those who own the numbers. */
interface Owner {
  /** Whether this number, which has nearly the same hash, is the one looked for */
  isSought(number: number): boolean;
  /** Tells each number added so far, with its hash: they are put into more slots. */
  all(tell: (number: number, hash: number) => void): void;
}

const bitLength = (value: number) => 32 - Math.clz32(value);

export function createSlots({ isSought, all }: Owner): Slots {
  /** Of each slot: the number + 1 in the lower bits, the lower bits of its hash above; 0 = empty */
  let slots = new Uint32Array(LEAST);
  let size = LEAST;
  let taken = 0;
  /** Bits of a number, and those of a slot that hold a part of the hash */
  let bits = 8;
  let tagged = -1 << bits;
  /** Where the last search ended, and for what hash */
  let slot = 0;
  let sought = 0;

  /** The slot that a search for this hash begins at: its higher bits decide. */
  const home = (hash: number) => (hash * (size / 2 ** 32)) >>> 0;
  const put = (number: number, hash: number) => {
    let at = home(hash);
    while (slots[at] !== 0) if (++at === size) at = 0;
    slots[at] = (hash << bits) | (number + 1);
  };
  return {
    find(hash) {
      sought = hash;
      slot = home(hash);
      for (let entry = slots[slot]!; entry !== 0; entry = slots[slot]!) {
        if (((entry ^ (hash << bits)) & tagged) === 0) {
          const number = (entry & ~tagged) - 1;
          if (isSought(number)) return number;
        }
        if (++slot === size) slot = 0;
      }
      return -1;
    },
    add(number) {
      const isFull = taken >= MOST_TAKEN * size;
      const isLong = number + 1 > ~tagged;
      if (isFull) size = Math.ceil(GROWTH * size);
      if (isFull || isLong) {
        // Numbers that follow one another stay below `size`. Others may leave gaps.
        bits = Math.max(bits, bitLength(size), isLong ? bitLength(number + 1) + 1 : 0);
        tagged = -1 << bits;
        release(slots);
        slots = new Uint32Array(size);
        all(put);
        put(number, sought);
      } else slots[slot] = (sought << bits) | (number + 1);
      taken++;
    },
    replace(number) {
      slots[slot] = (sought << bits) | (number + 1);
    },
    release() {
      release(slots);
      slots = new Uint32Array(1);
      size = 1;
      taken = 0;
    },
  };
}
