import { inject } from 'vitest';
import { type ReadyBackend, startBackend } from '../backends';

/**
 * WebGL made TensorFlow.js' backend, for `const webgl = await testWebGL()` on a test file's top level
 * and `describe.skipIf(!webgl)`. Undefined, with a warning that says why, in Node, which has no WebGL,
 * and in a browser that need not have it; where the project requires a GPU it throws.
 */
export async function testWebGL(): Promise<ReadyBackend | undefined> {
  const absent = (reason: string) => {
    console.warn(`testWebGL: ${reason}, so these tests are skipped.`);
    return undefined;
  };
  if (typeof WebGL2RenderingContext === 'undefined') return absent('there is no WebGL 2 in Node');
  try {
    return await startBackend('webgl');
  } catch (error) {
    if (inject('adapterRequired')) throw error;
    return absent(error instanceof Error ? error.message : String(error));
  }
}
