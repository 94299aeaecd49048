import { getKernelsForBackend } from '@tensorflow/tfjs-core';

/**
 * Counts the kernels that TensorFlow.js runs on a backend, as `tf.profile` does, but at the cost of one addition. A
 * kernel can be several draw calls (packing, unpacking) or none (a reshape). All copies of TensorFlow.js in a worker
 * share one registry.
 */
export function countKernels(backend: string): () => number {
  let count = 0;
  for (const kernel of getKernelsForBackend(backend)) {
    const run = kernel.kernelFunc;
    kernel.kernelFunc = (call) => {
      count++;
      return run(call);
    };
  }
  return () => count;
}
