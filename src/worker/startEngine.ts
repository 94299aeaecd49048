import type { Backend } from '../config/settings';
import type { Engine } from '../engine/engine';
import { loadGpuChoices, saveGpuChoices } from '../storage/gpuChoices';

/** Name of a worker that runs the script of another to help its WASM engine. */
const HELPER_NAME = 'cloze-helper';

/** Starts the running script once more: nearly all that a helper needs is loaded with it. */
const startHelper = () => new Worker(self.location.href, { type: 'module', name: HELPER_NAME });

/** Ends the script of a worker that starts engines: under a helper's name it becomes a helper, else it answers the page. */
export function answerOrHelp(answer: () => void): void {
  if (self.name !== HELPER_NAME) {
    answer();
    return;
  }
  // A rejection in here does not reach whoever waits for the helper: it has to be posted.
  import('../engine/wasm/helper').catch((error) =>
    self.postMessage({ type: 'failed', reason: String(error) }),
  );
}

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
