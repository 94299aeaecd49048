/** Longest time without a rest, ms, give or take one part of the work; a frame is 16 ms. */
const BUDGET_MS = 24;

/**
 * For long work in plain loops. Call the function it returns between two parts of the work, every millisecond or so: it
 * rests where the work has gone on for long enough, so that waiting messages are handled, and says whether the work is
 * still wanted.
 *
 * @param pause gives way to other work, for example one macrotask
 * @param isWanted asked after every rest
 */
export function createRest(
  pause: () => Promise<void>,
  isWanted: () => boolean,
): () => Promise<boolean> {
  let last = performance.now();
  return async () => {
    if (performance.now() - last < BUDGET_MS) return true;
    await pause();
    last = performance.now();
    return isWanted();
  };
}
