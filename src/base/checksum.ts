/**
 * A checksum of 32 bits for long arrays of numbers, a word at a time. One changed bit always changes it, and so does a lost
 * end. Each step is a permutation of the 32 bits (FNV-1a: Fowler, Noll & Vo, 1991, on words).
 */
export function checksum(arrays: readonly Float32Array[]): number {
  let sum = 0x811c9dc5;
  const add = (word: number) => {
    sum = Math.imul(sum ^ word, 0x01000193);
  };
  for (const array of arrays) {
    add(array.length);
    const words = new Int32Array(array.buffer, array.byteOffset, array.length);
    for (let i = 0; i < words.length; i++) sum = Math.imul(sum ^ words[i]!, 0x01000193);
  }
  return sum >>> 0;
}
