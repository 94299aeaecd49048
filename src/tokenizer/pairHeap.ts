/** A binary heap of pairs of symbols: the most frequent first, then the smaller key. */
export interface PairHeap {
  readonly size: number;
  /** `pairKey` names the pair; `count` is its frequency now, and may be outdated when the pair is popped. */
  push(pairKey: number, count: number): void;
  /** Returns the key of the first pair and sets `poppedCount`, or returns -1 if the heap is empty. */
  pop(): number;
  readonly poppedCount: number;
}

/** An empty heap. The order is total, so the result never depends on the order of pushes. */
export function createPairHeap(): PairHeap {
  const keys: number[] = [];
  const counts: number[] = [];
  let popped = 0;

  /** True if (count, key) leaves the heap before the entry at `i`. */
  const precedes = (count: number, pairKey: number, i: number): boolean =>
    count > counts[i]! || (count === counts[i]! && pairKey < keys[i]!);

  function place(i: number, pairKey: number, count: number): void {
    keys[i] = pairKey;
    counts[i] = count;
  }

  function push(pairKey: number, count: number): void {
    let i = keys.length;
    place(i, pairKey, count);
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if (!precedes(count, pairKey, parent)) break;
      place(i, keys[parent]!, counts[parent]!);
      i = parent;
    }
    place(i, pairKey, count);
  }

  function pop(): number {
    if (keys.length === 0) return -1;
    const top = keys[0]!;
    popped = counts[0]!;
    const pairKey = keys.pop()!;
    const count = counts.pop()!;
    const size = keys.length;
    if (size === 0) return top;
    let i = 0;
    for (;;) {
      let child = 2 * i + 1;
      if (child >= size) break;
      if (child + 1 < size && precedes(counts[child + 1]!, keys[child + 1]!, child)) child++;
      if (precedes(count, pairKey, child)) break;
      place(i, keys[child]!, counts[child]!);
      i = child;
    }
    place(i, pairKey, count);
    return top;
  }

  return {
    get size() {
      return keys.length;
    },
    get poppedCount() {
      return popped;
    },
    push,
    pop,
  };
}
