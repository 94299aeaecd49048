import { key, normalAt } from '../../base/random';
import { createArena } from './arena';
import { loadProgram } from './loadProgram';
import { GEMM_ROOM } from './ops';
import { instantiate } from './program';

/** What no kernel may read into a result, nor overwrite. */
const POISON = 0x7fc0dead;
/** Floats of poison before and behind every array */
const MARGIN = 64;

const MOST_FLOATS = 1 << 20;

/**
 * The kernels on a memory in which arrays lie between poison: whoever reads past an edge gets no number,
 * and `untouched` finds who writes there.
 */
export async function testKernels() {
  const { module } = await loadProgram();
  const arena = createArena(0);
  const start = arena.allocate(MOST_FLOATS);
  const room = arena.allocate(GEMM_ROOM);
  arena.commit();
  const kernels = instantiate(module, arena.memory);
  const words = arena.words(start, MOST_FLOATS);
  let end = 0;
  let arrays: { from: number; to: number }[] = [];
  return {
    kernels,
    room,
    /** Forgets all arrays. */
    clear() {
      words.fill(POISON);
      end = MARGIN;
      arrays = [];
    },
    /** The address of a copy of these values. */
    put(values: Float32Array | Int32Array | Uint32Array): number {
      const from = end;
      words.set(new Uint32Array(values.buffer, values.byteOffset, values.length), from);
      end = Math.ceil((from + values.length) / 4) * 4 + MARGIN;
      arrays.push({ from, to: from + values.length });
      return start + from * 4;
    },
    floats: (address: number, length: number) => arena.floats(address, length).slice(),
    words: (address: number, length: number) => arena.words(address, length).slice(),
    /** Whether all that lies between the arrays is as it was, but for `slack` floats behind each. */
    untouched(slack = 0): boolean {
      let from = 0;
      for (const array of [...arrays, { from: end, to: end }]) {
        for (let i = from; i < array.from; i++) if (words[i] !== POISON) return false;
        from = array.to + slack;
      }
      return true;
    },
  };
}

export const random = (seed: number, length: number, scale = 1): Float32Array =>
  Float32Array.from({ length }, (_, i) => scale * normalAt(key(seed), i));
