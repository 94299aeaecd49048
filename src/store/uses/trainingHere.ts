import type { Settings } from '../../config/settings';
import { problemOf } from './failure';
import { patchUse, stateOf, type TrainedHere, type UsesParts } from './state';

export interface TrainingParts extends UsesParts {
  /** The machine is shared: see store/uses/seat.ts */
  readonly seat: { readonly begin: (onGiveWay: () => void) => void; readonly end: () => void };
  readonly backend: () => Settings['backend'];
}

const BEGUN: TrainedHere = {
  step: 0,
  of: undefined,
  backend: undefined,
  stepsPerSecond: undefined,
  points: [],
  takeOff: null,
  isThere: false,
};

/** The shipped models have the seeds from 1 on; one that is trained here is another one. */
const FIRST_SEED = 101;

/** Trains the model of a use on this page, one at a time. */
export function createTrainingHere(parts: TrainingParts) {
  const { store, worker, seat, backend } = parts;
  const patch = patchUse(parts);
  let seed = FIRST_SEED;

  return {
    async train(use: string) {
      if (store.getState().training !== undefined) return;
      seat.begin(worker.stop);
      store.setState({ training: use });
      let here = BEGUN;
      const tell = (change: Partial<TrainedHere>) => {
        here = { ...here, ...change };
        patch(use, { here });
      };
      tell({});
      // What answered and sat before was another model.
      const { model, sat } = stateOf(store.getState(), use);
      patch(use, {
        model: model === 'here' ? 'shipped' : model,
        sat: sat.filter(({ key }) => key !== 'here'),
      });
      try {
        const { step } = await worker.train({ use, backend: backend(), seed: seed++ }, (event) => {
          const { type: _, id: __, points, ...rest } = event;
          tell({ ...rest, points: [...here.points, ...points] });
        });
        tell({ step, isThere: step > 0, stepsPerSecond: undefined });
      } catch (error) {
        tell({ problem: problemOf(error), stepsPerSecond: undefined });
      }
      store.setState({ training: undefined });
      seat.end();
    },
    /** Ends it; what there is by then can be asked. */
    stop: worker.stop,
  };
}
