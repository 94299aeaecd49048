import type { Backend } from '../config/settings';
import type { Engine } from '../engine/engine';
import { loadGpuChoices, saveGpuChoices } from '../storage/gpuChoices';

/** Name of a worker that runs this same script to help the WASM engine (worker/trainer.ts). */
export const HELPER_NAME = 'cloze-helper';

/** The script that runs now, once more: it is loaded already, and so is nearly all that a helper needs. */
const startHelper = () => new Worker(self.location.href, { type: 'module', name: HELPER_NAME });

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
