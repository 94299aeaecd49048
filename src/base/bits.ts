import type { NumberList } from './ascending';
import { doubled } from './numbers';
import { release } from './release';

/** A list of zeros and ones, of which each takes a bit. */
export interface Bits extends NumberList {
  push(bit: number): void;
  at(i: number): number;
  /** Gives all memory back; the list is empty then. */
  release(): void;
}

/** An empty list. */
export function createBits(): Bits {
  let bytes: Uint8Array<ArrayBuffer> = new Uint8Array(16);
  let length = 0;
  const at = (i: number) => (bytes[i >>> 3]! >>> (i & 7)) & 1;
  return {
    get length() {
      return length;
    },
    push(bit) {
      if (length >>> 3 === bytes.length) bytes = doubled(bytes);
      bytes[length >>> 3]! |= bit << (length & 7);
      length++;
    },
    at,
    *[Symbol.iterator]() {
      for (let i = 0; i < length; i++) yield at(i);
    },
    release() {
      release(bytes);
      length = 0;
    },
  };
}
