import { afterAll, expect, inject } from 'vitest';
import { type ReadyBackend, startBackend } from '../backends';

/**
 * TensorFlow.js' WebGPU backend, for `const webgpu = await testWebGPU()` on a test file's top level and
 * `describe.skipIf(!webgpu)`. Whatever its device complains of fails the file. Undefined, with a warning that says why,
 * in Node, where TensorFlow.js does not start it, and in a browser that need not have it; where the project requires a
 * GPU it throws.
 */
export async function testWebGPU(): Promise<ReadyBackend | undefined> {
  const absent = (reason: string) => {
    console.warn(`testWebGPU: ${reason}, so these tests are skipped.`);
    return undefined;
  };
  if (typeof window === 'undefined') return absent('TensorFlow.js has WebGPU in browsers only');
  try {
    const ready = await startBackend('tfjs-webgpu');
    let failure: unknown;
    void ready.failed.then((first) => {
      failure = first;
    });
    afterAll(() => expect(failure).toBeUndefined());
    return ready;
  } catch (error) {
    if (inject('adapterRequired')) throw error;
    return absent(error instanceof Error ? error.message : String(error));
  }
}
