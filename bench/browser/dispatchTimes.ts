import { openGpu } from '../../src/engine/webgpu/device';
import type { TilingName } from '../../src/engine/webgpu/tilings';
import { nameProduct, placeOf, productFlops } from '../dispatches/names';
import { addCall, mediansOf, type Part, type Tally } from '../kernels/parts';
import { createRounds, median, repeatRounds } from '../rounds';
import { type Size, STEP_OPTIONS, syntheticBatches } from '../sizes';
import { createModel } from './contenders/cloze';
import { type DispatchClock, startDispatchClock, withTimestamps } from './dispatchClock';
import { createWatchedEngine, type TilingTimes, type WatchedEngine } from './watchedEngine';

/** Every product of one shape. */
export interface ProductTime {
  readonly name: string;
  /** Where in the model, each place once */
  readonly places: readonly string[];
  /** Dispatches a step */
  readonly calls: number;
  /** Multiplications and additions of one */
  readonly flops: number;
  readonly chosen: TilingName;
  /** Whether the tuner timed it before its time was over */
  readonly inTime: boolean;
  /** ms of one dispatch, by the tuner's clock */
  readonly milliseconds: TilingTimes;
}

/** What timestamps tell of a step. */
export interface StepByDispatch {
  readonly parts: readonly Part[];
  /** ms a step of all together, median */
  readonly all: number;
}

export interface DispatchTimes {
  /** The adapter's own name */
  readonly device: string;
  /** ms a step by the clock, without timestamps; median */
  readonly step: number;
  readonly products: readonly ProductTime[];
  /** undefined where the device has no timestamps */
  readonly dispatches: StepByDispatch | undefined;
}

/** Takes `steps` steps and adds up their dispatches by kind. */
async function timeSteps(
  clock: DispatchClock,
  { recorded, productDispatches }: WatchedEngine,
  takeStep: () => Promise<unknown>,
  steps: number,
): Promise<StepByDispatch> {
  const products = new Map(productDispatches().map(({ group, product }) => [group, product]));
  const tallies: Tally[] = [];
  for (let n = 0; n < steps; n++) {
    await takeStep();
    const tally: Tally = new Map();
    for (const { bindGroup, milliseconds } of await clock.read()) {
      const { label, kernel, work } = recorded.get(bindGroup)!;
      const product = products.get(bindGroup);
      const name = product ? `gemm ${nameProduct(product)}` : placeOf(label);
      const isCounted = product !== undefined || kernel.startsWith('attention');
      addCall(tally, name, milliseconds, isCounted ? 2 * work() : 0);
    }
    tallies.push(tally);
  }
  const sumOf = (tally: Tally) =>
    [...tally.values()].reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  return { parts: mediansOf(tallies), all: median(tallies.map(sumOf)) };
}

async function productTimes(watched: WatchedEngine): Promise<ProductTime[]> {
  const { timed, tuner, productDispatches, timeTheRest } = watched;
  const rest = await timeTheRest();
  const kinds = Map.groupBy(productDispatches(), ({ product }) => nameProduct(product));
  return [...kinds].map(([name, all]) => {
    const { product } = all[0]!;
    return {
      name,
      places: [...new Set(all.map(({ label }) => placeOf(label)))],
      calls: all.length,
      flops: productFlops(product),
      chosen: tuner.choose(product),
      inTime: timed.has(name),
      milliseconds: timed.get(name) ?? rest.get(name)!,
    };
  });
}

/** Trains a little on the compiled WebGPU engine and tells what its tuner chose and where the time went. */
export async function timeDispatches(input: {
  size: Size;
  rounds: number;
}): Promise<DispatchTimes> {
  const gpu = await openGpu(withTimestamps(navigator.gpu));
  const failed = gpu.failed.then(({ reason }) => Promise.reject(new Error(reason)));
  const measured = async () => {
    const watched = createWatchedEngine(gpu);
    const model = await createModel(watched.engine, input.size);
    const round = createRounds(
      {
        device: gpu.name,
        step: (batch) => model.train(batch, STEP_OPTIONS),
        sync: async () => (await model.statistics()).losses.at(-1) ?? Number.NaN,
      },
      syntheticBatches(input.size),
    );
    await round(1);
    const { rounds, steps } = await repeatRounds(round, input.rounds);
    const clock = startDispatchClock(gpu.device);
    const dispatches =
      clock && (await timeSteps(clock, watched, () => round(1), rounds.length * steps));
    clock?.stop();
    model.dispose();
    return {
      device: gpu.name,
      step: median(rounds.map(({ wall }) => wall)),
      products: await productTimes(watched),
      dispatches,
    };
  };
  return Promise.race([measured(), failed]);
}
