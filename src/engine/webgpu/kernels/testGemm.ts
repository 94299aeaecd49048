import type { GemmShape } from '../../compiled/plan/ops';
import { countsOf, runKernel, stepOf } from '../testKernel';
import { gemmWorkgroups } from '../tilings';
import { type GemmOptions, gemmKernel, gemmWords } from './gemm';

/** Runs one product; `values` are A, B, C and what the epilogue reads and writes. */
export function runGemm(
  device: GPUDevice,
  options: GemmOptions,
  shape: GemmShape,
  values: Readonly<Record<string, Float32Array>>,
  step = stepOf({}),
): Promise<Record<string, Float32Array>> {
  return runKernel(
    device,
    gemmKernel(options),
    { step, shape: gemmWords(shape), ...values },
    gemmWorkgroups(options, shape)(countsOf(step)),
  );
}
