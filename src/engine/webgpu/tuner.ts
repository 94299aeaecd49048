import type { GemmShape } from '../compiled/plan/ops';
import { HEADER_BYTES } from '../compiled/stepData';
import { gemmKernel, gemmWords } from './kernels/gemm';
import type { Programs } from './programs';
import { gemmWorkgroups, type Product, TILINGS, type TilingName } from './tilings';

/** Where choices are kept from visit to visit. */
export interface ChoiceStore {
  load(): Promise<Readonly<Record<string, string>>>;
  save(choices: Readonly<Record<string, string>>): Promise<void>;
}

/** Time spent on one product and tiling, ms: enough to stand clear of the clock and of a submit. */
const ENOUGH_MS = 3;
const MOST_REPEATS = 64;
const ROUNDS = 2;

/** Time spent on all, ms: what is left after it takes the choice of its kind. */
const BUDGET_MS = 800;

/** Called with the ms of each candidate for a product that was timed. */
export type ObserveTuner = (
  product: Product,
  milliseconds: Readonly<Partial<Record<TilingName, number>>>,
) => void;

const workOf = ({ rows, columns, inner, batch }: Product) => rows * columns * inner * batch;

const nameOf = ({ form, rows, columns, inner, batch }: Product) =>
  `${form} ${rows}x${columns}x${inner}x${batch}`;

/**
 * Chooses the tiling of each product by timing: every candidate runs the product's own sizes a few
 * times, in turn, and the fastest round counts. What was timed once is kept by `store`, so that a
 * repeat on the same adapter computes in the same order, and gives the same bits. `observe` sees what was measured.
 */
export function createTuner(
  device: GPUDevice,
  programs: Programs,
  candidates: readonly TilingName[],
  store: ChoiceStore,
  observe: ObserveTuner = () => {},
) {
  let chosen: Record<string, TilingName> | undefined;

  const kernelOf = (product: Product, name: TilingName) => {
    const options = {
      form: product.form,
      epilogue: {},
      tiling: TILINGS[name],
      vec: [product.rows, product.columns, product.inner].every((n) => n % 4 === 0),
    };
    return { options, kernel: gemmKernel(options) };
  };

  /** ms of one run of the product. */
  const stopwatch = (product: Product, name: TilingName) => {
    const { options, kernel } = kernelOf(product, name);
    const { form, rows, columns, inner, batch } = product;
    const usage = GPUBufferUsage.STORAGE;
    const make = (floats: number, uses: number) =>
      device.createBuffer({ label: 'tuner', size: Math.ceil(floats / 64) * 256, usage: uses });
    const shape: GemmShape = {
      rows,
      columns,
      inner,
      lda: form === 'TN' ? rows : inner,
      ldb: form === 'NT' ? inner : columns,
      ldc: columns,
      batch,
      strideA: rows * inner,
      strideB: columns * inner,
      strideC: rows * columns,
    };
    const uniforms = GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST;
    const buffers = {
      step: make(HEADER_BYTES / 4, uniforms),
      shape: make(64, uniforms),
      A: make(batch * rows * inner, usage),
      B: make(batch * columns * inner, usage),
      C: make(batch * rows * columns, usage),
    };
    device.queue.writeBuffer(buffers.shape, 0, gemmWords(shape));
    const counts = { sequences: 0, rows: 0, blanks: 0, segments: 0 };
    const workgroups = gemmWorkgroups(options, shape);
    const { pipeline, bindGroup } = programs.record({
      label: `tuner ${nameOf(product)}`,
      kernel,
      buffers: Object.fromEntries(
        Object.entries(buffers).map(([key, buffer]) => [key, { buffer }]),
      ),
      workgroups,
      work: () => 0,
    });
    return {
      async time(repeats: number): Promise<number> {
        const encoder = device.createCommandEncoder();
        const pass = encoder.beginComputePass();
        pass.setPipeline(pipeline);
        pass.setBindGroup(0, bindGroup);
        for (let i = 0; i < repeats; i++) pass.dispatchWorkgroups(...workgroups(counts));
        pass.end();
        const start = performance.now();
        device.queue.submit([encoder.finish()]);
        await device.queue.onSubmittedWorkDone();
        return (performance.now() - start) / repeats;
      },
      dispose() {
        for (const buffer of Object.values(buffers)) buffer.destroy();
      },
    };
  };

  const fastest = async (product: Product): Promise<TilingName> => {
    const watches = candidates.map((name) => ({ name, ...stopwatch(product, name), best: 0 }));
    for (const watch of watches) watch.best = await watch.time(1); // warm, and a first guess
    const quickest = Math.min(...watches.map((w) => w.best));
    const repeats = Math.max(1, Math.min(MOST_REPEATS, Math.round(ENOUGH_MS / quickest)));
    for (const watch of watches) watch.best = Number.POSITIVE_INFINITY;
    for (let round = 0; round < ROUNDS; round++) {
      for (const watch of watches) watch.best = Math.min(watch.best, await watch.time(repeats));
    }
    for (const watch of watches) watch.dispose();
    observe(product, Object.fromEntries(watches.map(({ name, best }) => [name, best])));
    return watches.reduce((a, b) => (b.best < a.best ? b : a)).name;
  };

  /** The choice for a product; for a size that was not timed, that of one as wide, or else of the first of its form. */
  const choose = (product: Product): TilingName => {
    const exact = chosen?.[nameOf(product)];
    if (exact) return exact;
    const alike = Object.entries(chosen ?? {}).filter(([name]) =>
      name.startsWith(`${product.form} `),
    );
    const near = alike.find(([name]) => name.includes(`x${product.columns}x`)) ?? alike[0];
    return near?.[1] ?? candidates[0]!;
  };

  return {
    /** The programs that timing these products would need. */
    async missing(products: readonly Product[]) {
      chosen ??= Object.fromEntries(
        Object.entries(await store.load()).filter((entry): entry is [string, TilingName] =>
          candidates.includes(entry[1] as TilingName),
        ),
      );
      const unknown = candidates.length > 1 ? products.filter((p) => !chosen![nameOf(p)]) : [];
      return {
        unknown,
        kernels: unknown.flatMap((p) => candidates.map((name) => kernelOf(p, name).kernel)),
      };
    },
    async tune(
      products: readonly Product[],
      onProgress: (done: number, of: number) => void,
    ): Promise<void> {
      const known = chosen ?? {};
      const names = new Map(products.map((p) => [nameOf(p), p]));
      // The largest first: on a slow adapter there is no time for all.
      const order = [...names.values()].sort((a, b) => workOf(b) - workOf(a));
      const end = performance.now() + BUDGET_MS;
      const timed = { ...known };
      for (const [done, product] of order.entries()) {
        if (performance.now() > end) break;
        onProgress(done, order.length);
        timed[nameOf(product)] = await fastest(product);
        chosen = timed;
      }
      // The rest is settled too, so that the next visit chooses alike.
      for (const product of order) timed[nameOf(product)] ??= choose(product);
      if (order.length > 0) await store.save(timed);
    },
    choose,
  };
}

export type Tuner = ReturnType<typeof createTuner>;
