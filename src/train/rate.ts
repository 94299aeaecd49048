const WINDOW_MS = 4000;

/**
 * Steps and tokens per second over the last seconds of a run, by the wall clock. Time for the exam and for looks counts;
 * time while the run is paused does not.
 */
export function createRate(now: () => number = () => performance.now()) {
  let marks: { at: number; steps: number; tokens: number }[] = [];
  let steps = 0;
  let tokens = 0;

  return {
    /** Call when a run starts or goes on. */
    restart() {
      marks = [{ at: now(), steps, tokens }];
    },
    add(moreSteps: number, moreTokens: number) {
      steps += moreSteps;
      tokens += moreTokens;
      const at = now();
      marks.push({ at, steps, tokens });
      while (marks.length > 2 && at - marks[0]!.at > WINDOW_MS) marks.shift();
    },
    perSecond(): { stepsPerSecond: number | undefined; tokensPerSecond: number | undefined } {
      const first = marks[0];
      const last = marks.at(-1);
      const seconds = first && last ? (last.at - first.at) / 1000 : 0;
      if (!first || !last || seconds <= 0 || last.steps === first.steps) {
        return { stepsPerSecond: undefined, tokensPerSecond: undefined };
      }
      return {
        stepsPerSecond: (last.steps - first.steps) / seconds,
        tokensPerSecond: (last.tokens - first.tokens) / seconds,
      };
    },
  };
}
