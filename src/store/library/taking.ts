import type { WorkerClient } from '../../client/workers';
import type { Problem } from '../../protocol/problem';
import type { Source } from '../../protocol/texts';
import type { TrainerEvent, TrainerRequest } from '../../protocol/trainer';
import type { KeptRun, SavedRun } from '../../storage/keptRun';
import type { Subject } from '../../takeaway/messages';
import { toSaved } from '../playground/savedRun';
import type { PlaygroundState } from '../playground/state';
import type { Reads } from '../slice';
import { libraryProblem } from './state';

export interface TakingParts {
  readonly playground: Reads<PlaygroundState>;
  readonly trainer: Pick<WorkerClient<TrainerRequest>, 'post'>;
  readonly chosenIn: (source: Source) => PlaygroundState['byHand'];
  /** The run with the name that it would have in the Library */
  readonly named: (saved: SavedRun, source: Source) => KeptRun;
}

const problem = (why: string, advice: string) =>
  libraryProblem('This run cannot be taken away.', why, advice);

/** Takes down the playground's run as it stands, also while it trains, to make files of it. The Library does not keep it. */
export function createTaking({ playground, trainer, chosenIn, named }: TakingParts) {
  let asked:
    | { readonly runId: number; readonly resolve: (taken: Subject | Problem) => void }
    | undefined;
  const answer = (taken: Subject | Problem) => {
    asked?.resolve(taken);
    asked = undefined;
  };
  const onEnd = () =>
    answer(problem('Its model is gone: the worker that trained it has ended.', 'Train again.'));

  return {
    /** The run with its weights, or why it cannot be had. */
    take: (): Promise<Subject | Problem> =>
      new Promise((resolve) => {
        onEnd(); // for who asked before
        const { facts, step, runId } = playground.getState().run;
        asked = { runId, resolve };
        if (facts && step > 0) trainer.post({ type: 'keep', runId, other: 'files' });
        else onEnd();
      }),

    onTaken({ runId, snapshot }: Extract<TrainerEvent, { type: 'kept' }>) {
      if (runId !== asked?.runId) return;
      const { run } = playground.getState();
      if (run.runId !== runId || !run.loaded) {
        onEnd();
        return;
      }
      const saved = snapshot && toSaved(run, snapshot, chosenIn);
      if (saved) {
        answer({ run: named(saved, run.loaded.prepared.source), state: snapshot.state });
      } else if (run.facts?.examBlanks === 0) {
        answer(
          problem('Its held-out sentences are all unknown tokens.', 'Train on a longer text.'),
        );
      } else {
        answer(problem('Its loss is not a number.', 'Reset it, and set a lower learning rate.'));
      }
    },

    /** The trainer was ended: what it was asked for does not come. */
    onEnd,
  };
}

export type Taking = ReturnType<typeof createTaking>;
