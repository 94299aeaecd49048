import { createStore } from 'zustand/vanilla';
import { createUsesWorker, type UsesWorker } from '../../client/uses';
import type { App } from '../app';
import { createAsking } from './asking';
import { createExamining } from './examining';
import { problemOf } from './failure';
import { createModels } from './models';
import { NO_USES, patchUse, stateOf, type UsesState } from './state';
import { createTrainingHere } from './trainingHere';

/** What does not work at this size: its figures come from the worker as those of a use, but it is none. */
export const DOES_NOT_WORK = 'doesNotWork';

/** All that the part Uses knows and does. It is loaded with the part, and lasts as long as the page. */
export function createUsesSession(app: App, worker: UsesWorker = createUsesWorker()) {
  const store = createStore<UsesState>(() => NO_USES);
  const models = createModels(app);
  const backend = () => app.store.getState().settings.backend;
  const parts = { store, worker, models, backend };
  const patch = patchUse(parts);
  const asking = createAsking(parts);
  /** What is being asked of the worker, and need not be asked again */
  const begun = new Set<string>();
  /** Does it once; if it fails, the next call tries again. */
  const once = async (what: string, act: () => Promise<void>) => {
    if (begun.has(what)) return;
    begun.add(what);
    try {
      await act();
    } catch (error) {
      begun.delete(what);
      throw error;
    }
  };

  return {
    store,
    ...asking,
    ...createExamining(parts),
    ...createTrainingHere({ ...parts, seat: app.uses }),

    /** The part is shown: asks which uses there are. */
    async open() {
      store.setState({ problem: undefined });
      void app.library.visit();
      void app.models.list();
      try {
        await once('list', async () => {
          store.setState({ list: await worker.list() });
        });
      } catch (error) {
        store.setState({ problem: problemOf(error) });
      }
    },

    /** A use is shown: reads what was measured of it, and asks an example, so that a result is in sight. */
    async visit(use: string) {
      void once(`results ${use}`, async () =>
        patch(use, { results: { of: await worker.results(use) } }),
      ).catch((error) => patch(use, { examProblem: problemOf(error) }));
      if (use !== DOES_NOT_WORK && !stateOf(store.getState(), use).answer) {
        await (stateOf(store.getState(), use).values ? asking.ask(use) : asking.another(use));
      }
    },
  };
}

export type UsesSession = ReturnType<typeof createUsesSession>;
