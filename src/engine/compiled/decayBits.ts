/** One bit for each 64 floats of the parameter vector, where every group begins: decays or not. */
export function decayBits(
  groups: readonly { offset: number; size: number; decay: boolean }[],
  length: number,
): Uint32Array<ArrayBuffer> {
  const bits = new Uint32Array(Math.ceil(length / 64 / 32));
  for (const { offset, size, decay } of groups) {
    if (!decay) continue;
    for (let block = offset / 64; block < (offset + size) / 64; block++) {
      bits[block >>> 5]! |= 1 << (block & 31);
    }
  }
  return bits;
}
