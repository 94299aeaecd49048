/** The page is told of progress at most so often, ms. */
export const TELL_EVERY_MS = 100;

/** How far a request has come, told at most ten times a second: never back, and never past the end. */
export function progressOf(tell: (fraction: number) => void): (fraction: number) => void {
  let at = Number.NEGATIVE_INFINITY;
  let most = 0;
  return (fraction) => {
    if (!(fraction > most)) return;
    most = Math.min(1, fraction);
    const now = performance.now();
    if (now - at < TELL_EVERY_MS) return;
    at = now;
    tell(most);
  };
}

/** Steps a second over the last two seconds; undefined until there are some. */
export function paceOf(): (step: number) => number | undefined {
  const WINDOW_MS = 2000;
  let seen: { readonly at: number; readonly step: number }[] = [];
  return (step) => {
    const now = performance.now();
    seen.push({ at: now, step });
    // One from before the window stays, to count from.
    const first = seen.findIndex(({ at }) => now - at < WINDOW_MS);
    seen = seen.slice(Math.max(0, first - 1));
    const { at, step: from } = seen[0]!;
    return now > at && step > from ? ((step - from) * 1000) / (now - at) : undefined;
  };
}
