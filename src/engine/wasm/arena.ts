/** One WebAssembly memory, given out piece by piece and only as a whole given back. */
export interface Arena {
  readonly memory: WebAssembly.Memory;
  /** Address of the next `floats` floats, at a multiple of 256 bytes; they are 0. */
  allocate(floats: number): number;
  /** Throws a `RangeError` where the browser has not that much. Call it once, after the last piece. */
  commit(): void;
  floats(address: number, length: number): Float32Array<ArrayBuffer>;
  words(address: number, length: number): Uint32Array<ArrayBuffer>;
}

/** Below it lie the kernels' constants, and 0, which stands for no address. */
export const FIRST = 256;

const PAGE = 65_536;
/** What an address of 32 bits reaches. */
const MOST_PAGES = 65_536;

/** `slack`: bytes behind the last piece that kernels may read, whatever they hold. */
export function createArena(slack: number): Arena {
  const memory = new WebAssembly.Memory({ initial: 1 });
  let end = FIRST;
  return {
    memory,
    allocate(floats) {
      const address = end;
      end += Math.ceil((floats * 4) / 256) * 256;
      return address;
    },
    commit() {
      const pages = Math.ceil((end + slack) / PAGE);
      const MiB = Math.ceil((pages * PAGE) / 2 ** 20);
      try {
        if (pages > MOST_PAGES) throw new RangeError();
        memory.grow(Math.max(0, pages - memory.buffer.byteLength / PAGE));
      } catch {
        throw new RangeError(
          `the model would take ${MiB} MiB, more than WebAssembly gets here; ` +
            'a smaller model, batch or sequence length needs less',
        );
      }
    },
    floats: (address, length) => new Float32Array(memory.buffer, address, length),
    words: (address, length) => new Uint32Array(memory.buffer, address, length),
  };
}
