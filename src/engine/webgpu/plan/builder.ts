import type { Counts, Dispatch, Kernel, Workgroups } from '../kernel';
import { type GemmOptions, type GemmShape, gemmKernel, gemmWords } from '../kernels/gemm';
import { HEADER_BYTES } from '../stepData';
import { type ChooseTiling, gemmWork, gemmWorkgroups, type Product, TILINGS } from '../tilings';

/** Bytes that uniforms begin at multiples of. */
const UNIFORM_BYTES = 256;

export type Operands = Readonly<Record<string, GPUBufferBinding>>;

/**
 * Collects the dispatches of a plan. `constants` holds the sizes that the kernels read as uniforms,
 * one every 256 bytes, fixed for the life of the plan.
 */
export function createBuilder(
  device: GPUDevice,
  step: GPUBuffer,
  typical: Counts,
  chooseTiling: ChooseTiling,
) {
  const constants: Uint32Array<ArrayBuffer>[] = [];
  const dispatches: (Omit<Dispatch, 'buffers'> & {
    buffers: Operands;
    constants: Record<string, number>;
  })[] = [];
  const kernels = new Map<string, Kernel>();
  const products: Product[] = [];
  const tables: GPUBuffer[] = [];
  const header: GPUBufferBinding = { buffer: step, offset: 0, size: HEADER_BYTES };
  const data: GPUBufferBinding = { buffer: step, offset: HEADER_BYTES };

  const add = (
    label: string,
    kernel: Kernel,
    buffers: Operands,
    workgroups: (counts: Counts) => Workgroups,
    options: {
      uniforms?: Record<string, Uint32Array<ArrayBuffer>>;
      work?: (counts: Counts) => number;
    } = {},
  ) => {
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
      buffers: { step: header, data, ...buffers },
      constants: places,
      workgroups,
      work: options.work ?? ((counts) => counts.rows * 64),
    });
  };

  return {
    add,

    /** One matrix product; its tiling is chosen by its size at the typical batch. */
    gemm(
      label: string,
      options: Omit<GemmOptions, 'tiling' | 'vec'>,
      shape: GemmShape,
      buffers: Operands,
    ) {
      const size = (n: GemmShape['rows']) => (typeof n === 'number' ? n : typical[n]);
      const product = {
        form: options.form,
        rows: size(shape.rows),
        columns: shape.columns,
        inner: Math.ceil(size(shape.inner) / (shape.slabs ?? 1)),
        batch: (shape.batch ?? 1) * (shape.slabs ?? 1),
      };
      products.push(product);
      const full: GemmOptions = {
        ...options,
        tiling: TILINGS[chooseTiling(product)],
        vec: readsByFours(options.form, shape),
      };
      add(label, gemmKernel(full), buffers, gemmWorkgroups(full, shape), {
        uniforms: { shape: gemmWords(shape) },
        work: gemmWork(shape),
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
    get length() {
      return dispatches.length;
    },

    /** The dispatches, with the constants uploaded. */
    finish(): { dispatches: Dispatch[]; products: readonly Product[]; dispose: () => void } {
      const buffer = device.createBuffer({
        label: 'constants',
        size: Math.max(1, constants.length) * UNIFORM_BYTES,
        usage: GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST,
      });
      constants.forEach((words, i) => {
        device.queue.writeBuffer(buffer, i * UNIFORM_BYTES, words);
      });
      return {
        products,
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

export type Builder = ReturnType<typeof createBuilder>;

/** Whether all that a product reads and writes lies at multiples of four floats. */
function readsByFours(form: GemmOptions['form'], shape: GemmShape): boolean {
  const inner = typeof shape.inner === 'number' ? shape.inner : 0;
  const sizes = [shape.lda, shape.ldb, shape.ldc, shape.strideA, shape.strideB, shape.strideC];
  // What runs side by side in B is columns (NN, TN) or the sum (NT): past the last there is padding
  // in buffers of ours, but not within a weight.
  if (form === 'NT') sizes.push(inner);
  else sizes.push(shape.columns);
  return sizes.every((size) => (size ?? 0) % 4 === 0);
}
