import type { Counts } from './kernel';
import type { Recorded } from './programs';

/**
 * Longest time that one submit should hold the GPU, ms: the page draws between submits, and browsers
 * end work that holds the GPU for about a second.
 */
const SUBMIT_MS = 50;

/** Cuts a step's dispatches into pieces of about equal work, for a step that takes `milliseconds`. */
export function splitWork(
  dispatches: readonly Recorded[],
  counts: Counts,
  milliseconds: number,
): readonly (readonly Recorded[])[] {
  const wanted = Math.min(dispatches.length, Math.ceil(milliseconds / SUBMIT_MS));
  if (wanted <= 1) return [dispatches];
  const work = dispatches.map((d) => d.work(counts));
  const each = work.reduce((a, b) => a + b, 0) / wanted;
  const pieces: Recorded[][] = [[]];
  let sum = 0;
  dispatches.forEach((dispatch, i) => {
    if (sum >= each * pieces.length) pieces.push([]);
    pieces.at(-1)!.push(dispatch);
    sum += work[i]!;
  });
  return pieces;
}
