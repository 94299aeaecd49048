import { shardOf } from '../../../src/engine/compiled/shard';
import type { Engine, TrainableModel } from '../../../src/engine/engine';
import { initialValues } from '../../../src/model/initialValues';
import { parameterLayout } from '../../../src/model/layout';
import { bertConfigOf, type Size, STEP_OPTIONS } from '../../sizes';
import type { Contender } from '../contender';
import { countKernels } from './kernels';

async function startPortable(): Promise<Engine> {
  const [{ startBackend }, { createTfjsEngine }] = await Promise.all([
    import('../../../src/engine/tfjs/backends'),
    import('../../../src/engine/tfjs/engine'),
  ]);
  return createTfjsEngine(await startBackend('webgl'));
}

export type ClozeBackend = 'webgpu' | 'webgl' | 'wasm';

const startHelper = () =>
  new Worker(new URL('../../../src/engine/wasm/helper.ts', import.meta.url), { type: 'module' });

/** Cloze's own engine: compiled on WebGPU and WASM (with so many workers), portable on WebGL. */
export async function startClozeEngine(backend: ClozeBackend, workers = 1): Promise<Engine> {
  if (backend === 'webgl') return startPortable();
  if (backend === 'wasm') {
    const { startWasmEngine } = await import('../../../src/engine/wasm/engine');
    return startWasmEngine(startHelper, workers);
  }
  const { startWebGPUEngine } = await import('../../../src/engine/webgpu/engine');
  return startWebGPUEngine();
}

/** A new model of `size` on `engine`, with the initial values that all contenders share. */
export async function createModel(
  engine: Pick<Engine, 'createModel'>,
  size: Size,
): Promise<TrainableModel> {
  const config = bertConfigOf(size);
  const layout = parameterLayout(config);
  const zeros = () => new Float32Array(layout.length);
  const parameters = initialValues(config, layout, 1);
  return engine.createModel(
    config,
    { parameters, firstMoment: zeros(), secondMoment: zeros(), step: 0 },
    { batchSize: size.B, sequenceLength: size.T },
  );
}

/** The training step of one of Cloze's engines, as the page's trainer uses it. */
export async function startCloze(
  backend: ClozeBackend,
  size: Size,
  workers?: number,
): Promise<Contender> {
  const engine = await startClozeEngine(backend, workers);
  const model = await createModel(engine, size);
  return {
    device: engine.device,
    ...(backend === 'webgl' ? { kernels: countKernels(backend) } : {}),
    step: (batch) => model.train(batch, STEP_OPTIONS),
    sync: async () => (await model.statistics()).losses.at(-1) ?? Number.NaN,
    look: async (batch) => {
      const { batch: first } = shardOf(batch, 0, batch.batchSize);
      await model.infer(first, 'both', { attentions: true });
    },
  };
}
