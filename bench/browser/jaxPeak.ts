/** Sides of the square matrices that are tried. */
const SIDES = [512, 1024, 2048];
const ENOUGH_MS = 500;

/** The highest speed of matrix products in jax-js on WebAssembly, with a thread for each core, GFLOP/s. */
export async function jaxPeak(): Promise<number> {
  const { numpy: np, jit, init, defaultDevice } = await import('@jax-js/jax');
  if (!(await init('wasm')).includes('wasm')) throw new Error('jax-js would not start on WASM');
  defaultDevice('wasm');
  let best = 0;
  for (const side of SIDES) {
    const product = jit(np.matmul);
    const a = np.array(new Float32Array(side * side).fill(0.5), { shape: [side, side] });
    const b = np.array(new Float32Array(side * side).fill(0.25), { shape: [side, side] });
    // What nobody reads is never computed.
    const multiply = () => product(a.ref, b.ref).data();
    await multiply();
    const end = performance.now() + ENOUGH_MS;
    while (performance.now() < end) {
      const began = performance.now();
      await multiply();
      best = Math.max(best, (2 * side ** 3) / (performance.now() - began) / 1e6);
    }
    a.dispose();
    b.dispose();
  }
  return best;
}
