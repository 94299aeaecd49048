import { nameForWorker } from '../base/embedded';
import type { Backend } from '../config/settings';
import type { Engine } from '../engine/engine';
import type { WorkerName } from '../protocol/workers';
import { loadGpuChoices, saveGpuChoices } from '../storage/gpuChoices';

const HELPER: WorkerName = 'cloze-helper';

/** Another worker with this worker's script, which the browser has already. */
const startHelper = () =>
  new Worker(self.location.href, { type: 'module', name: nameForWorker(HELPER) });

/**
 * The engine of a backend, loaded only when asked for. Throws with the reason where the browser lacks
 * what it needs.
 */
export async function startEngine(backend: Backend): Promise<Engine> {
  if (backend === 'webgpu') {
    const { startWebGPUEngine } = await import('../engine/webgpu/engine');
    return startWebGPUEngine({
      storeFor: (adapter) => ({
        load: () => loadGpuChoices(adapter),
        save: (choices) => saveGpuChoices(adapter, choices),
      }),
    });
  }
  if (backend === 'wasm') {
    const { startWasmEngine } = await import('../engine/wasm/engine');
    return startWasmEngine(startHelper);
  }
  const [{ startBackend }, { createTfjsEngine }] = await Promise.all([
    import('../engine/tfjs/backends'),
    import('../engine/tfjs/engine'),
  ]);
  return createTfjsEngine(await startBackend(backend));
}
