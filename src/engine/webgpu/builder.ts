import type { Counts } from '../compiled/counts';
import type { Dispatch, Kernel, Workgroups } from './kernel';

/** Bytes that uniforms begin at multiples of. */
const UNIFORM_BYTES = 256;

type Operands = Readonly<Record<string, GPUBufferBinding>>;

/**
 * Collects the dispatches of a plan. `always` is bound wherever a kernel asks for it. The sizes that
 * kernels read as uniforms lie in one buffer, 256 bytes apart, fixed for the life of the plan.
 */
export function createBuilder(device: GPUDevice, always: Operands) {
  const constants: Uint32Array<ArrayBuffer>[] = [];
  const dispatches: (Omit<Dispatch, 'buffers'> & {
    buffers: Operands;
    constants: Record<string, number>;
  })[] = [];
  const kernels = new Map<string, Kernel>();
  const tables: GPUBuffer[] = [];

  return {
    add(
      label: string,
      kernel: Kernel,
      buffers: Operands,
      workgroups: (counts: Counts) => Workgroups,
      options: {
        uniforms?: Record<string, Uint32Array<ArrayBuffer>>;
        work?: (counts: Counts) => number;
      } = {},
    ) {
      const places: Record<string, number> = {};
      for (const [name, words] of Object.entries(options.uniforms ?? {})) {
        places[name] = constants.push(words) - 1;
      }
      // Equal kernels of different layers are one object, compared by their code.
      const same = kernels.get(kernel.code) ?? kernel;
      kernels.set(kernel.code, same);
      dispatches.push({
        label,
        kernel: same,
        buffers: { ...always, ...buffers },
        constants: places,
        workgroups,
        work: options.work ?? ((counts) => counts.rows * 64),
      });
    },

    /** A small fixed table in a storage buffer. */
    table(label: string, words: Uint32Array<ArrayBuffer>): GPUBuffer {
      const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST;
      const buffer = device.createBuffer({ label, size: words.byteLength, usage });
      device.queue.writeBuffer(buffer, 0, words);
      tables.push(buffer);
      return buffer;
    },

    /** How many dispatches there are so far. */
    length: () => dispatches.length,

    /** The dispatches, with the constants uploaded. */
    finish(): { dispatches: Dispatch[]; dispose: () => void } {
      const buffer = device.createBuffer({
        label: 'constants',
        size: Math.max(1, constants.length) * UNIFORM_BYTES,
        usage: GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST,
      });
      constants.forEach((words, i) => {
        device.queue.writeBuffer(buffer, i * UNIFORM_BYTES, words);
      });
      return {
        dispose() {
          for (const owned of [buffer, ...tables]) owned.destroy();
        },
        dispatches: dispatches.map(({ constants: places, ...dispatch }) => ({
          ...dispatch,
          buffers: {
            ...dispatch.buffers,
            ...Object.fromEntries(
              Object.entries(places).map(([name, place]) => [
                name,
                { buffer, offset: place * UNIFORM_BYTES, size: UNIFORM_BYTES },
              ]),
            ),
          },
        })),
      };
    },
  };
}
