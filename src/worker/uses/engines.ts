import type { Backend, Settings } from '../../config/settings';
import type { Engine } from '../../engine/engine';
import { startEngine } from '../startEngine';
import { lost, noEngine } from './problems';

/** An engine that is at work, and a promise that only ever rejects: once it fails. */
export interface Running {
  readonly engine: Engine;
  /** @throws {Refusal} as soon as the engine fails, whatever `work` does then; else what `work` throws */
  readonly guarded: <T>(work: Promise<T>) => Promise<T>;
}

/**
 * The engines, each started when it is first needed. One that has failed is forgotten, so that the next request starts
 * afresh.
 *
 * @param onLost told of an engine that has failed
 */
export function createEngines(onLost: (engine: Engine) => void) {
  const running = new Map<Backend, Promise<Running>>();

  async function begin(backend: Backend): Promise<Running> {
    const engine = await startEngine(backend);
    const failure = engine.failed.then((why): never => {
      running.delete(backend);
      onLost(engine);
      throw lost(backend, why);
    });
    failure.catch(() => {}); // thrown where it is awaited
    return { engine, guarded: (work) => Promise.race([failure, work]) };
  }

  const started = (backend: Backend): Promise<Running> => {
    const known = running.get(backend);
    if (known) return known;
    const starting = begin(backend);
    running.set(backend, starting);
    starting.catch(() => running.delete(backend));
    return starting;
  };

  /**
   * Small models and short questions need no GPU, and none is taken from a run: WASM, unless the person chose.
   *
   * @throws {Refusal} where it cannot be started
   */
  return async (wanted: Settings['backend']): Promise<Running> => {
    try {
      if (wanted !== 'auto') return await started(wanted);
      return await started('wasm').catch(() => started('cpu'));
    } catch (error) {
      throw noEngine(wanted, error);
    }
  };
}
