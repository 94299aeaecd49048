import { logitStride } from './memory';

/** Logits without the padding of their rows: [M, stride] -> [M, V], a copy. */
export function packLogits(logits: Float32Array, M: number, V: number): Float32Array {
  const stride = logitStride(V);
  if (stride === V) return logits.slice();
  const packed = new Float32Array(M * V);
  for (let m = 0; m < M; m++) packed.set(logits.subarray(m * stride, m * stride + V), m * V);
  return packed;
}
