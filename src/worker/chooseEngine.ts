import { BACKENDS, type Backend, type Settings } from '../config/settings';
import type { Engine, TrainableModel } from '../engine/engine';
import { selfTest } from '../engine/selfTest';
import type { BackendReport, Refusal } from '../protocol/messages';

export interface Choice {
  readonly engine: Engine;
  readonly model: TrainableModel;
  readonly report: BackendReport;
}

interface Started {
  readonly engine: Engine;
  readonly selfTestError: number;
}

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/**
 * Chooses the engine of a model. For 'auto' the first of WebGPU, WebGL, WASM and CPU that runs on real
 * hardware, passes the self-test and can hold the model; a forced one as it is, software renderers
 * included, and if it cannot hold the model the next that can. Engines are started once and kept.
 */
export function createChooser(
  start: (backend: Backend) => Promise<Engine>,
  test: (engine: Engine) => Promise<number> = selfTest,
) {
  const started = new Map<Backend, Promise<Started>>();

  const startOnce = (backend: Backend) => {
    const known = started.get(backend);
    if (known) return known;
    const fresh = start(backend).then(async (engine) => ({
      engine,
      selfTestError: await test(engine),
    }));
    started.set(backend, fresh);
    return fresh;
  };

  /** Throws with every reason where none will do. `onTry` is told which is being started. */
  return async (
    setting: Settings['backend'],
    makeModel: (engine: Engine) => Promise<TrainableModel>,
    onTry: (backend: Backend) => void,
  ): Promise<Choice> => {
    const refusals: Refusal[] = [];
    const forced = setting === 'auto' ? undefined : setting;
    let order: readonly Backend[] = forced ? [forced] : BACKENDS;
    for (let i = 0; i < order.length; i++) {
      const backend = order[i]!;
      try {
        if (!started.has(backend)) onTry(backend);
        const { engine, selfTestError } = await startOnce(backend);
        const { device, software } = engine;
        if (software && backend !== forced) {
          throw new Error(`it would run on the CPU in disguise (${device})`);
        }
        const model = await makeModel(engine);
        return { engine, model, report: { backend, device, software, refusals, selfTestError } };
      } catch (error) {
        refusals.push({ backend, reason: reasonOf(error) });
        // It works, but this model is too much for it: what the person asked for cannot be had.
        if (backend === forced && error instanceof RangeError) {
          order = [forced, ...BACKENDS.filter((b) => b !== forced)];
        }
      }
    }
    throw new Error(refusals.map((r) => `${r.backend}: ${r.reason}`).join('; '));
  };
}
