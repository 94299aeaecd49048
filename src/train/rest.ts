/** Between two rests there is at most this and the work until the next question, ms: a frame is 16 ms. */
const BUDGET_MS = 24;

/**
 * For long work in plain loops, which asks this between two parts of it: rests where the work has gone on for long
 * enough, so that waiting messages are heard, and says whether it is still wanted. Cheap: asked every millisecond or so.
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
