/**
 * Two kernels of TensorFlow.js' WebGPU backend add up with atomics, in an order that differs from run to run. These
 * take their place, so that a run repeats bit for bit.
 */
import type { WebGPUBackend, WebGPUProgram, webgpu_util } from '@tensorflow/tfjs-backend-webgpu';
import * as tf from '@tensorflow/tfjs-core';
import { readersOf } from '../rows';

const SCATTER_ROWS = 'ClozeScatterRows';
const WORKGROUP = 64;

/** dy [N, D] and who reads which row (`readersOf`) -> [rows, D]; one invocation a number, in the readers' order. */
function scatterProgram(shape: [number, number]): WebGPUProgram {
  return {
    variableNames: ['dy', 'lists'],
    outputShape: shape,
    workgroupSize: [WORKGROUP, 1, 1],
    dispatchLayout: { x: [0, 1] },
    dispatch: [Math.ceil((shape[0] * shape[1]) / WORKGROUP), 1, 1],
    size: true,
    shaderKey: SCATTER_ROWS,
    getUserCode: () => `
fn main(index : i32) {
  if (index < uniforms.size) {
    let at = getCoordsFromIndex(index);
    let end = lists[at.x + 1];
    var sum = 0.0;
    for (var i = lists[at.x]; i < end; i++) { sum += getDy(lists[i], at.y); }
    setOutputAtIndex(index, sum);
  }
}`,
  };
}

/** The gradient of a table [rows, D] whose rows at `indices` [N] got dy [N, D]. */
export function scatterRows(dy: tf.Tensor2D, indices: Int32Array, rows: number): tf.Tensor2D {
  const lists = tf.tensor1d(readersOf(indices, rows), 'int32');
  return tf.engine().runKernel(SCATTER_ROWS, { dy, lists }, { rows }) as tf.Tensor2D;
}

/** From this length on TensorFlow.js may cut the sums of a product into parts, which atomics add up. */
const LONG_SUMS = 2000;
/** Products with at most so many numbers keep a GPU busier in small tiles. */
const FEW_SUMS = 16 * 32 * 32;

/** The way to compute a product of these shapes that has one order of additions; -1 for TensorFlow.js' own choice. */
function matMulProgram(
  a: readonly number[],
  b: readonly number[],
  { transposeA, transposeB }: { transposeA?: unknown; transposeB?: unknown },
  types: typeof webgpu_util.MatMulProgramType,
): number {
  const rows = a.at(transposeA ? -1 : -2)!;
  const length = a.at(transposeA ? -2 : -1)!;
  const columns = b.at(transposeB ? -2 : -1)!;
  if (length < LONG_SUMS || rows * columns <= 128) return -1;
  return rows * columns <= FEW_SUMS
    ? types.MatMulSmallOutputSizeProgram
    : types.MatMulPackedProgram;
}

/** Copies the kernels that TensorFlow.js has for 'webgpu' to the backend of this name, with ours among them. */
export function registerKernels(
  backendName: string,
  types: typeof webgpu_util.MatMulProgramType,
): void {
  if (tf.getKernel(SCATTER_ROWS, backendName)) return;
  for (const kernel of tf.getKernelsForBackend('webgpu')) {
    if (kernel.kernelName !== tf.BatchMatMul) tf.registerKernel({ ...kernel, backendName });
  }
  const matMul = tf.getKernel(tf.BatchMatMul, 'webgpu');
  tf.registerKernel({
    ...matMul,
    backendName,
    kernelFunc: (call) => {
      const { a, b } = call.inputs;
      const program = matMulProgram(a!.shape, b!.shape, call.attrs ?? {}, types);
      tf.env().set('WEBGPU_MATMUL_PROGRAM_TYPE', program);
      return matMul.kernelFunc(call);
    },
  });
  tf.registerKernel({
    kernelName: SCATTER_ROWS,
    backendName,
    kernelFunc: ({ inputs, backend, attrs }) => {
      const { dy, lists } = inputs as { dy: tf.TensorInfo; lists: tf.TensorInfo };
      const shape: [number, number] = [Number(attrs?.rows), dy.shape[1]!];
      const program = scatterProgram(shape);
      return (backend as WebGPUBackend).runWebGPUProgram(program, [dy, lists], 'float32');
    },
  });
}
