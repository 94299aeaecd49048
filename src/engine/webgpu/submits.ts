import type { Counts } from '../compiled/counts';
import type { Recorded } from './programs';

/**
 * Longest time that one submit should hold the GPU, ms: the page draws between submits, and browsers
 * end work that holds the GPU for about a second.
 */
const SUBMIT_MS = 50;

/** Until something has been measured: 20 GFLOP/s, less than any GPU that is sold today. */
export const SLOW_MS_PER_WORK = 1e-7;

export const totalWork = (dispatches: readonly Recorded[], counts: Counts): number =>
  dispatches.reduce((sum, d) => sum + d.work(counts), 0);

/** Cuts dispatches into pieces of about equal work, by what one unit of work takes. */
export function splitWork(
  dispatches: readonly Recorded[],
  counts: Counts,
  msPerWork: number,
): readonly (readonly Recorded[])[] {
  const total = totalWork(dispatches, counts);
  const wanted = Math.min(dispatches.length, Math.ceil((total * msPerWork) / SUBMIT_MS));
  if (wanted <= 1) return [dispatches];
  const each = total / wanted;
  const pieces: Recorded[][] = [[]];
  let sum = 0;
  for (const dispatch of dispatches) {
    if (sum >= each * pieces.length) pieces.push([]);
    pieces.at(-1)!.push(dispatch);
    sum += dispatch.work(counts);
  }
  return pieces;
}
