import type { NumberList } from './ascending';
import { doubled } from './numbers';
import { release } from './release';

/** How many of the 32 bits of an integer are 1. */
export function countBits(word: number): number {
  let sum = word - ((word >>> 1) & 0x55555555);
  sum = (sum & 0x33333333) + ((sum >>> 2) & 0x33333333);
  return Math.imul((sum + (sum >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** A list of numbers of a bit or two. */
export interface Bits extends NumberList {
  push(value: number): void;
  at(i: number): number;
  /** Sets these bits of element `i`. */
  set(i: number, bits: number): void;
  /** Gives all memory back; the list is empty then. */
  release(): void;
}

/** A list of `length` zeros, of so many bits each, that grows. */
export function createBits(width: 1 | 2 = 1, length = 0): Bits {
  /** Numbers of a byte: 2^3 or 2^2 */
  const shift = 4 - width;
  const place = (1 << shift) - 1;
  const mask = (1 << width) - 1;
  let bytes: Uint8Array<ArrayBuffer> = new Uint8Array(
    Math.max(16, Math.ceil(length / (place + 1))),
  );
  let size = length;
  const set = (i: number, bits: number) => {
    bytes[i >>> shift]! |= bits << (width * (i & place));
  };
  const at = (i: number) => (bytes[i >>> shift]! >>> (width * (i & place))) & mask;
  return {
    get length() {
      return size;
    },
    push(value) {
      if (size >>> shift === bytes.length) bytes = doubled(bytes);
      set(size++, value);
    },
    at,
    set,
    *[Symbol.iterator]() {
      for (let i = 0; i < size; i++) yield at(i);
    },
    release() {
      release(bytes);
      size = 0;
    },
  };
}
