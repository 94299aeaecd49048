import { createArena } from '../../src/engine/wasm/arena';
import { loadProgram } from '../../src/engine/wasm/loadProgram';
import { GEMM_ROOM } from '../../src/engine/wasm/ops';
import { instantiate } from '../../src/engine/wasm/program';

/** Sides of the square matrices that are tried: they fit in the first, second and third cache. */
const SIDES = [96, 192, 384];
const ENOUGH_MS = 200;

/**
 * The highest speed measured in this worker's WebAssembly, GFLOP/s: the best of some square matrix products by the
 * engine's own kernel alone.
 */
export async function wasmPeak(): Promise<number> {
  const { module } = await loadProgram();
  const most = Math.max(...SIDES);
  const arena = createArena(64 * most);
  const [a, b, c] = [1, 2, 3].map(() => arena.allocate(most * most)) as [number, number, number];
  const zeros = arena.allocate(most + 8);
  const room = arena.allocate(GEMM_ROOM);
  arena.commit();
  arena.floats(a, most * most).fill(0.5);
  arena.floats(b, most * most).fill(0.25);
  const { gemm } = instantiate(module, arena.memory);
  let best = 0;
  for (const side of SIDES) {
    const row = side * 4;
    const product = () => gemm(...[a, row, 4, b, row, 0, zeros, 0, c, row, side, side, side, room]);
    product();
    const end = performance.now() + ENOUGH_MS;
    while (performance.now() < end) {
      const repeats = Math.ceil(2e8 / (2 * side ** 3));
      const began = performance.now();
      for (let i = 0; i < repeats; i++) product();
      const flops = 2 * side ** 3 * repeats;
      best = Math.max(best, flops / (performance.now() - began) / 1e6);
    }
  }
  return best;
}
