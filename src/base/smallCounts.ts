import { createNumbers } from './numbers';

/** A list of counts, of which most are below 256: those take a byte each. A count is below 2^32. */
export interface SmallCounts {
  readonly length: number;
  push(value: number): void;
  at(i: number): number;
  /** Adds `by`, at least 0, to element `i`. */
  increase(i: number, by: number): void;
  /** Gives all memory back; the list is empty then. */
  release(): void;
}

export function createSmallCounts(): SmallCounts {
  /** The lowest eight bits of each */
  const low = createNumbers(8);
  /** The rest of those that have more */
  const high = new Map<number, number>();
  const carry = (i: number, sum: number) => {
    if (sum > 255) high.set(i, (high.get(i) ?? 0) + Math.floor(sum / 256));
  };
  return {
    get length() {
      return low.length;
    },
    push(value) {
      carry(low.length, value);
      low.push(value);
    },
    at: (i) => (high.size === 0 ? low.at(i) : low.at(i) + 256 * (high.get(i) ?? 0)),
    increase(i, by) {
      carry(i, low.at(i) + by);
      low.increase(i, by);
    },
    release() {
      low.release();
      high.clear();
    },
  };
}
