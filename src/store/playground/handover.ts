import type { WorkerClient } from '../../client/workers';
import type { Snapshot } from '../../protocol/run';
import type { TrainerEvent, TrainerRequest } from '../../protocol/trainer';
import { withMetrics } from './curves';
import type { RunData } from './state';

/** A run that another one took the place of, with all that it goes on from. */
export interface HandedOver {
  readonly run: RunData;
  readonly snapshot: Snapshot;
}

/**
 * Has the trainer hand over the run that it is about to lose. It answers requests in order, so one that is asked for
 * before the next is loaded still comes. Whoever asked holds it, in memory.
 */
export function createHandover(trainer: Pick<WorkerClient<TrainerRequest>, 'post'>) {
  let asked: { run: RunData; resolve: (run: HandedOver | undefined) => void } | undefined;
  const answer = (snapshot: Snapshot | undefined) => {
    asked?.resolve(snapshot && { run: asked.run, snapshot });
    asked = undefined;
  };

  return {
    /** The run once the trainer has handed it over; undefined where it cannot. */
    ask(run: RunData): Promise<HandedOver | undefined> {
      answer(undefined);
      return new Promise((resolve) => {
        asked = { run, resolve };
        trainer.post({ type: 'keep', runId: run.runId });
      });
    },
    onEvent(event: TrainerEvent) {
      if (!asked || event.runId !== asked.run.runId) return;
      if (event.type === 'metrics') {
        asked.run = { ...asked.run, ...withMetrics(asked.run, event.metrics) };
      } else if (event.type === 'kept') answer(event.snapshot);
      else if (event.type === 'problem' && event.fatal) answer(undefined);
    },
    /** The trainer has ended: its run, if one was asked for, does not come. */
    onTrainerEnd(runId?: number) {
      if (runId === undefined || runId === asked?.run.runId) answer(undefined);
    },
  };
}

export type Handover = ReturnType<typeof createHandover>;
