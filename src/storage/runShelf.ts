import {
  createStore,
  delMany,
  get,
  getMany,
  keys,
  promisifyRequest,
  setMany,
  type UseStore,
} from 'idb-keyval';
import type { TrainingState } from '../base/trainingState';
import type { KeptRun } from './keptRun';

/** The storage of kept runs. Each call may be refused. */
export interface RunShelf {
  list(): Promise<readonly KeptRun[]>;
  state(id: string): Promise<TrainingState | undefined>;
  /** Writes both or neither. */
  put(run: KeptRun, state: TrainingState): Promise<void>;
  /** Rewrites a run but not its weights. Resolves to false if it is gone: another tab may have deleted it. */
  describe(run: KeptRun): Promise<boolean>;
  remove(id: string): Promise<void>;
}

/** Weights have a key of their own, so that listing the runs does not read them. */
const RUN = 'run:';
const runKey = (id: string) => `${RUN}${id}`;
const stateKey = (id: string) => `state:${id}`;

/** IndexedDB, in a database of its own. */
export function storedRuns(): RunShelf {
  let opened: UseStore | undefined;
  const db = () => {
    opened ??= createStore('cloze-runs', 'runs');
    return opened;
  };
  return {
    async list() {
      const names = (await keys<string>(db())).filter((name) => name.startsWith(RUN));
      const runs = await getMany<KeptRun>(names, db());
      return runs.filter((run) => run !== undefined);
    },
    state: async (id) => get<TrainingState>(stateKey(id), db()),
    // One transaction: without room for the weights, the run is not written either.
    put: async (run, state) =>
      setMany(
        [
          [runKey(run.id), run],
          [stateKey(run.id), state],
        ],
        db(),
      ),
    // One transaction: otherwise another tab might delete the run between the question and the write.
    describe: async (run) =>
      db()('readwrite', async (store) => {
        const isThere = (await promisifyRequest(store.count(runKey(run.id)))) > 0;
        if (isThere) store.put(run, runKey(run.id));
        await promisifyRequest(store.transaction);
        return isThere;
      }),
    remove: async (id) => delMany([runKey(id), stateKey(id)], db()),
  };
}
