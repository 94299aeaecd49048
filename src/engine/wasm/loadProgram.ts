import { wasmDevice } from '../devices';

/** The program that suits this browser, and what it is made of. */
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
  const { default: url } =
    device === 'relaxed SIMD'
      ? await import('./kernels/kernels.ts?wasm=relaxed')
      : await import('./kernels/kernels.ts?wasm=plain');
  const response = await fetch(url);
  if (!response.ok) throw new Error(`its program could not be loaded (${response.status})`);
  return { module: await WebAssembly.compile(await response.arrayBuffer()), device };
}
