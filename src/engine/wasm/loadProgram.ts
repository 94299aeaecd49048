/** A program that this browser takes, and what it is made of. */
export interface Program {
  readonly module: WebAssembly.Module;
  readonly variant: 'relaxed SIMD' | 'SIMD';
}

/** A module of one function that splats three vectors, and then does `instruction`. */
const probe = (...instruction: number[]) => {
  const splat = [0x41, 0, 0xfd, 0x0f];
  const body = [0, ...splat, ...splat, ...splat, ...instruction, 0x0b];
  const header = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 5, 1, 0x60, 0, 1, 0x7b, 3, 2, 1, 0];
  return Uint8Array.of(...header, 0x0a, body.length + 2, 1, body.length, ...body);
};

/** f32x4.relaxed_madd */
export const RELAXED_PROBE = probe(0xfd, 0x85, 0x02);
/** v128.bitselect */
export const SIMD_PROBE = probe(0xfd, 0x52);

/**
 * The faster of the two programs that this browser accepts: relaxed SIMD has a product and sum in one
 * instruction. Throws with the reason where there is no SIMD at all.
 */
export async function loadProgram(
  accepts: (bytes: Uint8Array<ArrayBuffer>) => boolean = (bytes) =>
    globalThis.WebAssembly?.validate(bytes) ?? false,
): Promise<Program> {
  if (!accepts(SIMD_PROBE)) {
    throw new Error('this browser has no WebAssembly with SIMD, which the WASM engine needs');
  }
  const relaxed = accepts(RELAXED_PROBE);
  const { default: base64 } = relaxed
    ? await import('./kernels/kernels.ts?wasm=relaxed')
    : await import('./kernels/kernels.ts?wasm=plain');
  const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
  const module = await WebAssembly.compile(bytes);
  return { module, variant: relaxed ? 'relaxed SIMD' : 'SIMD' };
}
