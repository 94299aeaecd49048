/**
 * Counter-based random numbers: a value depends only on (key, counter), never on how many were
 * drawn before, so a step can be repeated exactly, on any engine, in any order.
 *
 * The hash is PCG-RXS-M-XS-32, Jarzynski and Olano, "Hash Functions for GPU Rendering", 2020; it
 * costs the same few integer operations in JavaScript, WGSL and WebAssembly.
 */

/** One 32-bit integer to another, a bijection. */
export function hash32(x: number): number {
  const state = (Math.imul(x, 747796405) + 2891336453) >>> 0;
  const word = Math.imul((state >>> ((state >>> 28) + 4)) ^ state, 277803737) >>> 0;
  return ((word >>> 22) ^ word) >>> 0;
}

/** Folds integers, in order, into one key: `key(seed, STREAM, epoch, sentence)`. */
export function key(...parts: readonly number[]): number {
  let k = 0x9e3779b9;
  for (const part of parts) k = hash32((k ^ hash32(part >>> 0)) >>> 0);
  return k;
}

/** Uniform in [0, 1) with 24 bits, so that a float32 holds it exactly. */
export function uniformAt(k: number, counter: number): number {
  return (hash32((k ^ hash32(counter >>> 0)) >>> 0) >>> 8) / 16777216;
}

/** A sequence of uniform numbers under one key, for code that just wants the next one. */
export function uniforms(k: number): () => number {
  let counter = 0;
  return () => uniformAt(k, counter++);
}

/** Standard normal at (key, counter), by Box and Muller (1958). */
export function normalAt(k: number, counter: number): number {
  const u = 1 - uniformAt(k, 2 * counter); // (0, 1], so that the logarithm is finite
  const v = uniformAt(k, 2 * counter + 1);
  return Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * v);
}

/** A random order of 0..length-1 (Fisher and Yates; Durstenfeld 1964). */
export function permutation(k: number, length: number): Uint32Array<ArrayBuffer> {
  const order = new Uint32Array(length);
  for (let i = 0; i < length; i++) order[i] = i;
  const next = uniforms(k);
  for (let i = length - 1; i > 0; i--) {
    const j = Math.floor(next() * (i + 1));
    const a = order[i]!;
    order[i] = order[j]!;
    order[j] = a;
  }
  return order;
}
