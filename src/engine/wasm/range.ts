/** Parameters from `start` up to `end`, places in the flat vector. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** Floats for which one word says whether they decay (compiled/decayBits.ts): where a range may begin. */
const BLOCK = 64 * 32;

/**
 * The parameters that worker `rank` of `count` updates: all workers' ranges are about equal and fill the vector [P] without a
 * gap. Of a very small model some are empty.
 */
export function rangeOf(P: number, rank: number, count: number): Range {
  const blocks = Math.ceil(P / BLOCK);
  const cut = (i: number) => Math.min(P, Math.floor((blocks * i) / count) * BLOCK);
  return { start: cut(rank), end: cut(rank + 1) };
}
