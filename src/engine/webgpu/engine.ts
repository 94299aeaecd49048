import { parameterLayout } from '../../model/layout';
import type { Engine } from '../engine';
import { type Gpu, openGpu } from './device';
import { createCompiledModel, type Shared } from './model';
import { preferencesFor } from './preparedPlan';
import { createPrograms } from './programs';
import { CANDIDATES, type TilingName } from './tilings';
import { type ChoiceStore, createTuner } from './tuner';

/** Lasts only as long as the engine: each start times again. */
const NO_STORE: ChoiceStore = { load: async () => ({}), save: async () => {} };

/**
 * The compiled engine on a device of its own. `storeFor` gives the place for what the tuner measures
 * on an adapter of this name. Throws with the reason where there is no WebGPU.
 */
export async function startWebGPUEngine(
  options: { gpu?: GPU; storeFor?: (adapter: string) => ChoiceStore } = {},
): Promise<Engine> {
  const gpu = await openGpu(options.gpu);
  return createWebGPUEngine(gpu, options.storeFor?.(gpu.name));
}

export function createWebGPUEngine(
  gpu: Gpu,
  store: ChoiceStore = NO_STORE,
  candidates: readonly TilingName[] = CANDIDATES[gpu.software ? 'software' : 'gpu'],
): Engine {
  const programs = createPrograms(gpu.device);
  let goodStep = 0;
  const shared: Shared = {
    gpu,
    programs,
    preferences: preferencesFor(gpu.software),
    tuner: createTuner(gpu.device, programs, candidates, store),
    onRead: (step) => {
      goodStep = step;
    },
  };
  return {
    backend: 'webgpu',
    device: gpu.name,
    software: gpu.software,
    failed: gpu.failed.then((failure) => ({ ...failure, step: goodStep })),
    createModel(config, state, preparation) {
      goodStep = state.step;
      return createCompiledModel(shared, config, state, preparation);
    },
    async gradients(config, parameters, batch, options) {
      const zeros = new Float32Array(parameterLayout(config).length);
      const state = { parameters, firstMoment: zeros, secondMoment: zeros, step: 0 };
      // Not worth timing for one pass.
      const tuner = createTuner(gpu.device, programs, candidates.slice(0, 1), NO_STORE);
      const model = await createCompiledModel({ ...shared, tuner }, config, state, batch);
      try {
        return await model.gradients(batch, options);
      } finally {
        model.dispose();
      }
    },
  };
}
