import { wasmDevice } from '../devices';
import plain from './kernels/kernels.ts?wasm=plain';
import relaxed from './kernels/kernels.ts?wasm=relaxed';

/** The program for this browser, and which instructions it uses. */
export interface Program {
  readonly module: WebAssembly.Module;
  /** In words */
  readonly device: string;
}

/**
 * The faster of the two programs that this browser accepts: relaxed SIMD has a product and sum in one
 * instruction. Throws with the reason where there is no SIMD at all.
 */
export async function loadProgram(): Promise<Program> {
  const { device } = wasmDevice();
  const response = await fetch(device === 'relaxed SIMD' ? relaxed : plain);
  if (!response.ok) throw new Error(`its program could not be loaded (${response.status})`);
  return { module: await WebAssembly.compile(await response.arrayBuffer()), device };
}
