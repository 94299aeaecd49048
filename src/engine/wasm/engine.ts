import { parameterLayout } from '../../model/layout';
import { wholeBatch } from '../compiled/shard';
import type { Engine, EngineFailure } from '../engine';
import { loadProgram } from './loadProgram';
import { createWasmModel } from './model';
import { createReplica } from './replica';
import { usualWorkers } from './team';

const noHelper = () => {
  throw new Error('startWasmEngine: several workers, and nobody to start them');
};

/**
 * The compiled WebAssembly engine. `startHelper` makes a worker that runs helper.ts; without it there are
 * none. `usual` workers, this one included, train a model that does not ask for another number. Throws with the reason
 * where the browser's WebAssembly has no SIMD.
 */
export async function startWasmEngine(
  startHelper?: () => Worker,
  usual: number = startHelper ? usualWorkers() : 1,
): Promise<Engine> {
  const { module, device } = await loadProgram();
  let goodStep = 0;
  let fail: (failure: EngineFailure) => void;
  const failed = new Promise<EngineFailure>((resolve) => {
    fail = resolve;
  });
  return {
    backend: 'wasm',
    device,
    software: false,
    failed,
    createModel(config, state, preparation) {
      goodStep = state.step;
      return createWasmModel(config, state, preparation, {
        module,
        workers: preparation.workers || usual,
        device,
        startHelper: startHelper ?? noHelper,
        onRead: (step) => {
          goodStep = step;
        },
        onFailure: (reason) => fail({ kind: 'worker', reason, step: goodStep }),
      });
    },
    async gradients(config, parameters, batch, options) {
      const zeros = new Float32Array(parameterLayout(config).length);
      const state = { parameters, firstMoment: zeros, secondMoment: zeros };
      const replica = createReplica(module, config, state, batch);
      const lossSum = replica.differentiate(wholeBatch(batch), options);
      const loss = lossSum / batch.positions.length;
      return { loss, gradients: replica.gradients().slice() };
    },
  };
}
