import { release } from './release';

/** Values of one part. */
const PART = 1 << 16;
const SHIFT = 16;

const KINDS = { 8: Uint8Array, 16: Uint16Array, 32: Uint32Array } as const;
type Made<B extends keyof typeof KINDS> = {
  8: Uint8Array<ArrayBuffer>;
  16: Uint16Array<ArrayBuffer>;
  32: Uint32Array<ArrayBuffer>;
}[B];

/** A list of unsigned numbers of so many bits that grows, and becomes an array of its exact length. */
export interface Numbers<A> {
  readonly length: number;
  push(value: number): void;
  /** Element `i`, of those pushed and not yet taken. */
  at(i: number): number;
  /** Adds `by` to element `i`. */
  increase(i: number, by: number): void;
  /** All values in one array; the list is empty then. It takes hardly more memory than the array itself. */
  take(): A;
  /** Gives the memory back; the list is empty then. */
  release(): void;
}

/** A plain array of millions of numbers would be copied as it grows, and its memory comes back only in time. */
export function createNumbers<B extends keyof typeof KINDS>(bits: B): Numbers<Made<B>> {
  const Kind = KINDS[bits];
  let parts: Made<B>[] = [];
  let length = 0;
  return {
    get length() {
      return length;
    },
    push(value) {
      if ((length & (PART - 1)) === 0) parts.push(new Kind(PART) as Made<B>);
      parts[length >>> SHIFT]![length & (PART - 1)] = value;
      length++;
    },
    at: (i) => parts[i >>> SHIFT]![i & (PART - 1)]!,
    increase(i, by) {
      parts[i >>> SHIFT]![i & (PART - 1)]! += by;
    },
    take() {
      const all = new Kind(length) as Made<B>;
      parts.forEach((part, p) => {
        all.set(part.subarray(0, Math.min(PART, length - p * PART)), p * PART);
        release(part);
      });
      parts = [];
      length = 0;
      return all;
    },
    release() {
      release(...parts);
      parts = [];
      length = 0;
    },
  };
}

/** The same values in an array of twice the length; the old one is given back. */
export function doubled<
  A extends
    | Uint32Array<ArrayBuffer>
    | Int32Array<ArrayBuffer>
    | Float64Array<ArrayBuffer>
    | Uint8Array<ArrayBuffer>,
>(old: A): A {
  const larger = new (old.constructor as new (length: number) => A)(2 * old.length);
  larger.set(old);
  release(old);
  return larger;
}
