import { getKernelsForBackend } from '@tensorflow/tfjs-core';

/**
 * Counts the kernels that TensorFlow.js runs on a backend, as `tf.profile` would, but for the price of
 * an addition. A kernel may be several draw calls (packing, unpacking), or none (a reshape). The
 * registry is one for all copies of TensorFlow.js in a worker.
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
