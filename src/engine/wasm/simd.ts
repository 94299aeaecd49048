/** Small WebAssembly modules that only a browser with certain instructions accepts. */

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
