import { parameterLayout } from '../../model/layout';
import type { Engine } from '../engine';
import { type Gpu, openGpu } from './device';
import { createCompiledModel, type ModelChoices } from './model';
import { createPrograms } from './programs';
import { usualTiling } from './tilings';

/** The compiled engine on a device of its own. Throws with the reason where there is no WebGPU. */
export async function startWebGPUEngine(gpu?: GPU): Promise<Engine> {
  return createWebGPUEngine(await openGpu(gpu));
}

export function createWebGPUEngine(gpu: Gpu): Engine {
  const programs = createPrograms(gpu.device);
  const choices: ModelChoices = {
    chooseTiling: usualTiling(gpu.software),
    lanes: gpu.software ? 1 : 32,
    attentionRows: gpu.software ? 2 : 1,
    slabs: ({ sequences, sequenceLength }, { vocabSize }) =>
      gpu.software
        ? { weights: 1, vocabulary: 1 }
        : {
            weights: Math.max(1, Math.min(8, Math.floor((sequences * sequenceLength) / 128))),
            vocabulary: Math.max(1, Math.min(16, Math.floor(vocabSize / 256))),
          },
  };
  return {
    backend: 'webgpu',
    device: gpu.name,
    software: gpu.software,
    lost: gpu.failed.then(({ reason }) => reason),
    createModel: (config, state, preparation) =>
      createCompiledModel(gpu, programs, config, state, preparation, choices),
    async gradients(config, parameters, batch, options) {
      const P = parameterLayout(config).length;
      const zeros = new Float32Array(P);
      const model = await createCompiledModel(
        gpu,
        programs,
        config,
        { parameters, firstMoment: zeros, secondMoment: zeros, step: 0 },
        batch,
        choices,
      );
      try {
        return await model.gradients(batch, options);
      } finally {
        model.dispose();
      }
    },
  };
}
