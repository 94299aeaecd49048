import type { NumberList } from './ascending';
import { countBits } from './bits';
import { type CodedCursor, createCodedWriter, forEachCoded, readCoded } from './coded';
import { createLongList } from './longList';
import { doubled } from './numbers';
import { release } from './release';

/**
 * Numbers that were given in the order in which they were needed: each is the next new one (0, 1, 2, …) or one that came
 * before. A new one takes two bits, another what `others` takes.
 */
export interface FirstSeen extends NumberList {
  /** How many different numbers it has: all are below. */
  readonly count: number;
  /** Adds a number, at most `count`; or -1, which stands for none. */
  push(value: number): void;
  at(i: number): number;
  /** Moves all numbers out of the heap, where there is no -1: from now on they are read by `coded` only. */
  putAside(): void;
  /** The numbers of a list that is put aside, as `readFirstSeen` reads them. */
  coded(): Blob;
  /** Gives all memory back; the list is empty then. */
  release(): void;
}

/** What keeps the numbers that came before */
interface Others {
  readonly length: number;
  push(value: number): void;
  at(i: number): number;
  release(): void;
}

/**
 * An empty list.
 *
 * @param others where those that came before are kept: a `LongList` is small, `createNumbers(32)` quick in any order
 */
export function createFirstSeen(others: Others): FirstSeen {
  /** A bit for each number: whether it is new */
  let bits: Uint32Array<ArrayBuffer> = new Uint32Array(32);
  /** How many are new before each 32 */
  let ranks: Uint32Array<ArrayBuffer> = new Uint32Array(32);
  let length = 0;
  let count = 0;
  let blob: Blob | undefined;
  const at = (i: number): number => {
    const word = bits[i >>> 5]!;
    const rank = ranks[i >>> 5]! + countBits(word & ((1 << (i & 31)) - 1));
    return (word >>> (i & 31)) & 1 ? rank : others.at(i - rank) - 1;
  };
  const drop = () => {
    release(bits, ranks);
    others.release();
  };
  const list: FirstSeen = {
    get length() {
      return length;
    },
    get count() {
      return count;
    },
    push(value) {
      if (!(value >= -1 && value <= count)) {
        throw new RangeError(`createFirstSeen: ${value} is not one of ${count} or the next`);
      }
      if ((length & 31) === 0) {
        if (length >>> 5 === bits.length) {
          bits = doubled(bits);
          ranks = doubled(ranks);
        }
        ranks[length >>> 5] = count;
      }
      if (value === count) {
        bits[length >>> 5]! |= 1 << (length & 31);
        count++;
      } else others.push(value + 1);
      length++;
    },
    at,
    *[Symbol.iterator]() {
      for (let i = 0; i < length; i++) yield at(i);
    },
    putAside() {
      blob = storeFirstSeen(list);
      drop();
    },
    coded: () => blob!,
    release() {
      drop();
      length = 0;
    },
  };
  return list;
}

/** Such numbers in a Blob, outside the memory of the page: a byte for each new one. There is no -1 among them. */
export function storeFirstSeen(list: NumberList): Blob {
  const codes = createCodedWriter();
  let count = 0;
  for (let i = 0; i < list.length; i++) {
    const value = list.at(i)!;
    codes.push(value === count ? 0 : value + 1);
    if (value === count) count++;
  }
  return codes.blob();
}

/** Where such a Blob's bytes were read, from the first on: `count` numbers were new so far. */
export interface FirstSeenCursor extends CodedCursor {
  count: number;
}

/** The number at `cursor.place`, which moves on behind it. */
export function readFirstSeen(bytes: Uint8Array, cursor: FirstSeenCursor): number {
  const code = readCoded(bytes, cursor);
  return code === 0 ? cursor.count++ : code - 1;
}

/** The list that was stored in a Blob. */
export async function loadFirstSeen(blob: Blob): Promise<FirstSeen> {
  const list = createFirstSeen(createLongList());
  await forEachCoded(blob, (code) => list.push(code === 0 ? list.count : code - 1));
  return list;
}
