import type { Backend } from '../config/settings';
import type { Engine, EngineFailure } from '../engine/engine';
import { type CountingModelOptions, countingModel } from '../train/testModel';

type Fault = 'cannot start' | 'is too small';

/** What engines are like, until a test says otherwise. */
export const world = {
  faults: new Map<Backend, Fault>(),
  model: {} as CountingModelOptions,
  /** A backend starts once this is settled */
  starting: Promise.resolve() as Promise<void>,
  /** Those that were started, with a way to have each fail */
  engines: [] as { readonly backend: Backend; readonly fail: (failure: EngineFailure) => void }[],
  models: [] as ReturnType<typeof countingModel>[],
};

/** As if no engine had been started, and all were fine. */
export function resetWorld() {
  world.faults.clear();
  world.model = {};
  world.starting = Promise.resolve();
  world.engines.length = 0;
  world.models.length = 0;
}

/** Stands for `startEngine.ts` (`vi.mock('./startEngine', () => ({ startEngine, answerOrHelp }))`): models that only count. */
export async function startEngine(backend: Backend): Promise<Engine> {
  await world.starting;
  if (world.faults.get(backend) === 'cannot start') throw new Error('it is switched off');
  const failed = new Promise<EngineFailure>((fail) => world.engines.push({ backend, fail }));
  return {
    ...{ backend, device: 'a stub', software: false, failed },
    async createModel(config, { step, parameters }, { onProgress }) {
      if (world.faults.get(backend) === 'is too small') throw new RangeError('it has 1 MiB');
      onProgress?.('counting to three');
      const made = countingModel({ ...world.model, config, step, parameters: parameters.length });
      world.models.push(made);
      return made.model;
    },
    gradients: () => Promise.reject(new Error('a stub has none')),
  };
}

/** No script here is a helper. */
export const answerOrHelp = (answer: () => void) => answer();
