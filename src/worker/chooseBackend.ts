import { BACKENDS, type Backend, type Settings } from '../config/settings';
import type { Engine } from '../engine/engine';
import { selfTest } from '../engine/selfTest';
import { startBackend } from '../engine/tfjs/backends';
import { createTfjsEngine } from '../engine/tfjs/engine';
import type { BackendReport, Refusal } from '../protocol/messages';

export interface Choice {
  readonly engine: Engine;
  readonly report: BackendReport;
}

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

async function tryBackend(backend: Backend, allowSoftware: boolean) {
  const ready = await startBackend(backend);
  if (ready.software && !allowSoftware) {
    throw new Error(`it would run on the CPU in disguise (${ready.device})`);
  }
  const engine = createTfjsEngine(ready);
  return { engine, selfTestError: await selfTest(engine) };
}

/**
 * Starts a backend: a forced one as it is, software renderers included; for 'auto' the first of
 * WebGPU, WebGL, WASM and CPU that runs on real hardware and passes the self-test.
 * Throws with every reason where none does.
 */
export async function chooseBackend(
  choice: Settings['backend'],
  onTry: (backend: Backend) => void,
): Promise<Choice> {
  const refusals: Refusal[] = [];
  for (const backend of choice === 'auto' ? BACKENDS : [choice]) {
    onTry(backend);
    try {
      const { engine, selfTestError } = await tryBackend(backend, choice !== 'auto');
      const { device, software } = engine;
      return { engine, report: { backend, device, software, refusals, selfTestError } };
    } catch (error) {
      refusals.push({ backend, reason: reasonOf(error) });
    }
  }
  throw new Error(refusals.map((r) => `${r.backend}: ${r.reason}`).join('; '));
}
