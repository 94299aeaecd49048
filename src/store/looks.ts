import type { WorkerClient } from '../client/workers';
import type { Look, Reading } from '../protocol/look';
import type { TrainerEvent, TrainerRequest } from '../protocol/trainer';
import type { PlaygroundState } from './playground/state';
import type { Reads } from './slice';

/** A sentence to read, as in `Look`. */
export type Question = Pick<Look, 'inputIds' | 'blanks' | 'answers' | 'count' | 'maps'>;

interface Watched extends Reads<Pick<PlaygroundState, 'run'>> {
  readonly subscribe: (listener: (state: Pick<PlaygroundState, 'run'>) => void) => () => void;
}

/** Questions about sentences that are not the watched one. */
export function createLooks(store: Watched, trainer: Pick<WorkerClient<TrainerRequest>, 'post'>) {
  /** Below zero, so that nobody else who asks takes an answer for their own */
  let requestId = 0;
  const waiting = new Map<number, (readings: readonly Reading[]) => void>();

  return {
    /**
     * What the present model guesses in each of these sentences, all at one step. The watched sentence stays.
     *
     * @throws in words for the page, where there is no model, or another one takes its place meanwhile
     */
    ask(questions: readonly Question[]): Promise<readonly Reading[]> {
      const { runId, facts } = store.getState().run;
      const gone = new Error('The model that was asked is gone. Set the page up again.');
      if (!facts) return Promise.reject(gone);
      requestId--;
      const mine = requestId;
      trainer.post({
        ...{ type: 'looks', runId, requestId: mine },
        looks: questions.map((question) => ({ requestId: mine, ...question })),
      });
      return new Promise((resolve, reject) => {
        const end = () => {
          unsubscribe();
          waiting.delete(mine);
        };
        const unsubscribe = store.subscribe(({ run }) => {
          if (run.runId === runId && run.facts) return;
          end();
          reject(gone);
        });
        waiting.set(mine, (readings) => {
          end();
          resolve(readings);
        });
      });
    },

    onReadings({ requestId: id, readings }: Extract<TrainerEvent, { type: 'readings' }>) {
      waiting.get(id)?.(readings);
    },
  };
}

export type Looks = ReturnType<typeof createLooks>;
