import { macrotask } from '../../base/pause';
import type { Engine } from '../../engine/engine';
import { type Answering, createReader, type Reader } from '../../uses/reader';
import type { Running } from './engines';
import type { Weights } from './weights';

/** Models that are kept ready, and the parameters that they may have together. */
const MOST_MODELS = 3;
const MOST_PARAMETERS = 30_000_000;
/** Nothing is trained: an engine need not make room for that. */
const ONLY_LOOKS = 'it only answers';

/** A model that is ready to be asked. */
export interface Seated extends Running {
  /** @param pause as `createReader` has it */
  reader(pause?: () => Promise<void>): Reader;
  /** A copy, [P] */
  parameters(): Promise<Float32Array>;
}

interface Kept {
  readonly engine: Engine;
  readonly size: number;
  readonly seated: Promise<Seated & { readonly dispose: () => void }>;
  /** Those who are asking it now */
  users: number;
  isDropped: boolean;
}

/** Several may ask a model at once: it answers one after the other, as not every engine can do otherwise. */
function oneByOne() {
  let last: Promise<unknown> = Promise.resolve();
  return <T>(work: () => Promise<T>): Promise<T> => {
    const result = last.then(work);
    last = result.catch(() => {});
    return result;
  };
}

async function seat({ engine, guarded }: Running, weights: Weights) {
  const { vocabulary, settings, config, parameters } = weights;
  const none = new Float32Array(parameters.length);
  const state = { parameters, firstMoment: none, secondMoment: none, step: 0 };
  const model = await engine.createModel(config, state, {
    ...{ batchSize: 1, sequenceLength: config.maxPositionEmbeddings, workers: 1 },
    onlyLooks: ONLY_LOOKS,
  });
  const queued = oneByOne();
  const answering: Answering = {
    ...{ config, anyLength: model.anyLength ?? false },
    infer: (...asked) => queued(() => model.infer(...asked)),
  };
  return {
    ...{ engine, guarded },
    reader: (pause = macrotask) => createReader(answering, vocabulary, settings.context, pause),
    parameters: async () => (await queued(() => model.read())).parameters,
    dispose: () => model.dispose(),
  };
}

/** The models that were asked last, ready to be asked again. */
export function createModels() {
  /** The one asked last is last */
  const kept = new Map<string, Kept>();

  const end = (one: Kept) => {
    if (one.isDropped && one.users === 0)
      one.seated.then(({ dispose }) => dispose()).catch(() => {});
  };
  const drop = (key: string, one: Kept) => {
    if (kept.get(key) === one) kept.delete(key);
    if (one.isDropped) return;
    one.isDropped = true;
    end(one);
  };
  /** Drops the oldest until the rest fits; the newest stays in any case. */
  const makeRoom = () => {
    for (const [key, one] of kept) {
      const sizes = [...kept.values()].map(({ size }) => size);
      const fits = sizes.reduce((a, b) => a + b, 0) <= MOST_PARAMETERS;
      if (kept.size === 1 || (kept.size <= MOST_MODELS && fits)) return;
      drop(key, one);
    }
  };

  return {
    /**
     * Asks a model, which is made of its weights unless it is kept from before.
     *
     * @param name equal for equal weights only
     * @throws what `load` and `work` throw, or where the engine has no room for it or fails
     */
    async asking<T>(
      running: Running,
      name: string,
      load: () => Promise<Weights>,
      work: (model: Seated) => Promise<T>,
    ): Promise<T> {
      const { engine, guarded } = running;
      const key = `${engine.backend} ${name}`;
      let one = kept.get(key);
      if (!one || one.engine !== engine) {
        const weights = await load();
        const seated = seat(running, weights);
        one = { engine, seated, size: weights.parameters.length, users: 0, isDropped: false };
        const before = kept.get(key);
        if (before) drop(key, before);
        const mine = one;
        seated.catch(() => drop(key, mine));
      }
      kept.delete(key);
      kept.set(key, one);
      one.users++;
      makeRoom();
      try {
        const { seated } = one;
        return await guarded(seated.then(work));
      } finally {
        one.users--;
        end(one);
      }
    },
    /** Nothing of a failed engine can be trusted. */
    forget(engine: Engine) {
      for (const [key, one] of kept) if (one.engine === engine) drop(key, one);
    },
  };
}
