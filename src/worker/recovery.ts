import type { Backend } from '../config/settings';
import type { Choose } from './chooseEngine';
import { EngineLost } from './engineLoss';

/** Losses of engines in a row, without a run having come further in between, after which it is given up. */
const MOST_LOSSES = 4;

/**
 * Goes on with runs whose engine is lost, from where they were saved last. The engine is started anew; one that does not
 * start, or is lost twice before the run has come any further, makes way for the next.
 */
export function createRecovery() {
  /** In a row */
  let losses: EngineLost[] = [];
  /** The step from which each run went on last */
  const reached = new Map<string, number>();

  return {
    /** Why it goes on where it does; undefined before the first loss. */
    lost: () => losses.at(-1)?.message,

    /** A run goes on from this step. */
    reach(runId: string, step: number) {
      const before = reached.get(runId);
      reached.set(runId, step);
      if (before !== undefined && step > before) losses = losses.slice(-1);
    },

    /** Chooses as `choose` does, but not what is lost again and again. */
    chooser:
      (choose: Choose): Choose =>
      async (setting, task) => {
        const lost = losses.map(({ backend }) => backend);
        const twice = lost.filter((backend, i) => lost.indexOf(backend) < i);
        try {
          return await choose(setting, task, twice);
        } catch (error) {
          const others: readonly Backend[] = lost.filter((backend) => !twice.includes(backend));
          if (others.length === 0) throw error;
          return choose(setting, task, lost);
        }
      },

    /**
     * Does this, and once more after each loss of an engine.
     *
     * @param giveUp frees what the lost engine trained; it is not waited for
     * @throws what `work` throws for another reason, and the loss where there are too many
     */
    async again(work: () => Promise<void>, giveUp: () => void): Promise<void> {
      for (;;) {
        try {
          return await work();
        } catch (error) {
          if (!(error instanceof EngineLost)) throw error;
          losses.push(error);
          giveUp();
          if (losses.length > MOST_LOSSES) throw error;
        }
      }
    },
  };
}

export type Recovery = ReturnType<typeof createRecovery>;
