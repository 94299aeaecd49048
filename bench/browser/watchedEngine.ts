import type { Counts } from '../../src/engine/compiled/counts';
import type { Engine } from '../../src/engine/engine';
import type { Gpu } from '../../src/engine/webgpu/device';
import { createCompiledModel } from '../../src/engine/webgpu/model';
import { preferencesFor } from '../../src/engine/webgpu/preparedPlan';
import { createPrograms, type Programs } from '../../src/engine/webgpu/programs';
import { CANDIDATES, type Product, type TilingName } from '../../src/engine/webgpu/tilings';
import { createTuner, type ObserveTuner } from '../../src/engine/webgpu/tuner';
import { nameProduct } from '../dispatches/names';

export type TilingTimes = Readonly<Partial<Record<TilingName, number>>>;

/** A dispatch as the plan has it. */
export interface PlannedDispatch {
  readonly label: string;
  readonly kernel: string;
  /** Multiply-adds in the last step: of products and of attention as counted, of others roughly */
  readonly work: () => number;
}

/** Every start of the benchmark times again. */
const NO_STORE = { load: async () => ({}), save: async () => {} };

/** The programs, and what was recorded with them, by bind group and in the plan's order. */
function watchPrograms(programs: Programs) {
  const recorded = new Map<GPUBindGroup, PlannedDispatch>();
  let counts: Counts | undefined;
  const watched: Programs = {
    ...programs,
    record(dispatch) {
      const { label, kernel, work } = dispatch;
      const own = programs.record(dispatch);
      const workgroups = (of: Counts) => {
        counts = of;
        return own.workgroups(of);
      };
      const workNow = () => (counts ? work(counts) : 0);
      recorded.set(own.bindGroup, { label, kernel: kernel.label, work: workNow });
      return { ...own, workgroups };
    },
  };
  return { watched, recorded };
}

/** The compiled WebGPU engine for one model, put together as the page does, with its tuner and its plan in sight. */
export function createWatchedEngine(gpu: Gpu) {
  const programs = createPrograms(gpu.device);
  const candidates = CANDIDATES[gpu.software ? 'software' : 'gpu'];
  const tunerThatTells = (times: Map<string, TilingTimes>) => {
    const observe: ObserveTuner = (product, milliseconds) =>
      times.set(nameProduct(product), milliseconds);
    return createTuner(gpu.device, programs, candidates, NO_STORE, observe);
  };
  const timed = new Map<string, TilingTimes>();
  const tuner = tunerThatTells(timed);
  let products: readonly Product[] = [];
  const { watched, recorded } = watchPrograms(programs);
  const shared = {
    gpu,
    programs: watched,
    preferences: preferencesFor(gpu.software),
    tuner: {
      ...tuner,
      missing(all: readonly Product[]) {
        products = all;
        return tuner.missing(all);
      },
    },
    onRead: () => {},
  };
  const engine: Pick<Engine, 'createModel'> = {
    createModel: (...of) => createCompiledModel(shared, ...of),
  };
  return {
    engine,
    tuner,
    /** What the tuner timed before its time was over, by the product's name */
    timed,
    recorded,
    /** The dispatches of products, in the order of both: the plan's. Complete after the first step. */
    productDispatches(): readonly { product: Product; group: GPUBindGroup; label: string }[] {
      const own = [...recorded].filter(([, { kernel }]) => kernel.startsWith('gemm '));
      if (own.length !== products.length) {
        throw new Error(`${own.length} dispatches were recorded for ${products.length} products`);
      }
      return own.map(([group, { label }], i) => ({ product: products[i]!, group, label }));
    },
    /** Times those that the tuner did not come to. No model gets to know. */
    async timeTheRest(): Promise<ReadonlyMap<string, TilingTimes>> {
      const rest = new Map<string, TilingTimes>();
      const again = tunerThatTells(rest);
      for (const product of products) {
        const name = nameProduct(product);
        if (!timed.has(name) && !rest.has(name)) await again.tune([product], () => {});
      }
      return rest;
    },
  };
}

export type WatchedEngine = ReturnType<typeof createWatchedEngine>;
