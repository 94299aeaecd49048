import { release } from './release';

/** Values of one part, 4 MB. */
const PART = 1 << 20;

/**
 * A list of unsigned 32-bit integers for tens of millions of them: it grows by parts, so nothing is copied, and
 * can be put aside where it takes no memory of the heap (a `Blob`, which browsers keep outside the page's
 * process, on disk where they must).
 */
export interface LongList {
  readonly length: number;
  push(value: number): void;
  /** Element `i`; only until it is put aside. */
  at(i: number): number;
  /** Moves all values out of the heap: from now on they are read by `parts` only, and none is added. */
  putAside(): void;
  /** The values of a list that is put aside, in order, a part at a time. */
  parts(): AsyncIterable<Uint32Array<ArrayBuffer>>;
}

export function createLongList(): LongList {
  let parts: Uint32Array<ArrayBuffer>[] = [];
  let blobs: Blob[] = [];
  let length = 0;
  return {
    get length() {
      return length;
    },
    push(value) {
      if (length % PART === 0) parts.push(new Uint32Array(PART));
      parts[length >>> 20]![length & (PART - 1)] = value;
      length++;
    },
    at: (i) => parts[i >>> 20]![i & (PART - 1)]!,
    putAside() {
      blobs = parts.map(
        (part, p) => new Blob([part.subarray(0, Math.min(PART, length - p * PART))]),
      );
      release(...parts);
      parts = [];
    },
    async *parts() {
      for (const blob of blobs) yield new Uint32Array(await blob.arrayBuffer());
    },
  };
}
