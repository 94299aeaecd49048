import type { ContenderName } from '../contenders';
import { type Peak, preparePeak, requestDevice } from '../matmulPeak';
import { createRounds, median, type Round } from '../rounds';
import { type Size, syntheticBatches } from '../sizes';
import type { Contender } from './contender';
import type { ClozeBackend } from './contenders/cloze';
import { type Counts, counts } from './counters';
import { type DispatchTimes, timeDispatches } from './dispatchTimes';
import { jaxPeak } from './jaxPeak';
import { type KernelTimes, timeKernels } from './kernelTimes';
import { type LookCost, measureLooks } from './looks';
import { startContender } from './start';
import { wasmPeak } from './wasmPeak';

export interface FirstStep {
  readonly device: string;
  readonly note?: string;
  /** Loss of the first batch with the initial values, nats */
  readonly loss: number;
}

export interface CountedRound extends Round {
  /** GPU dispatches or draw calls a step */
  readonly launches: number;
  /** TensorFlow.js kernels a step, if they are counted */
  readonly kernels?: number;
}

let contender: Contender | undefined;
let round: ((steps: number) => Promise<Round>) | undefined;
let peak: (() => Promise<Peak>) | undefined;

/** What the benchmark's worker can do. Every answer can be cloned. */
export const tasks = {
  /** Starts a contender and takes its first step. */
  async start(input: { contender: ContenderName; size: Size }): Promise<FirstStep> {
    const batches = syntheticBatches(input.size);
    contender = await startContender(input.contender, input.size);
    round = createRounds(contender, batches);
    const { loss } = await round(1);
    const { device, note } = contender;
    return { device, loss, ...(note ? { note } : {}) };
  },

  /** Takes `steps` steps with one wait at the end. */
  async round({ steps }: { steps: number }): Promise<CountedRound> {
    if (!round) throw new Error('round: no contender was started in this worker');
    const launched = counts.launches;
    const kernels = contender?.kernels?.();
    const result = await round(steps);
    return {
      ...result,
      launches: (counts.launches - launched) / steps,
      ...(kernels === undefined ? {} : { kernels: (contender!.kernels!() - kernels) / steps }),
    };
  },

  /** ms a look, the median of a few; undefined where the contender offers none. */
  async look(input: { size: Size }): Promise<number | undefined> {
    if (!contender?.look) return undefined;
    const [batch] = syntheticBatches(input.size, 1);
    const times: number[] = [];
    for (let n = 0; n < 4; n++) {
      const began = performance.now();
      await contender.look(batch!);
      if (n > 0) times.push(performance.now() - began); // the first may still compile
    }
    return median(times);
  },

  async counts(): Promise<Counts> {
    return counts;
  },

  /** Times the device's fastest matrix product once more. */
  async peak(): Promise<Peak> {
    peak ??= await preparePeak(await requestDevice(navigator.gpu));
    return peak();
  },

  /** The highest speed that this worker reaches in WebAssembly, GFLOP/s. */
  wasmPeak,
  /** The same of jax-js, with all cores. */
  jaxPeak,

  async kernels(input: { size: Size; steps: number }): Promise<KernelTimes> {
    return timeKernels(input);
  },

  async dispatches(input: { size: Size; rounds: number }): Promise<DispatchTimes> {
    return timeDispatches(input);
  },

  async looks(input: {
    backend: ClozeBackend;
    size: Size;
    pairs: number;
    seconds: number;
  }): Promise<LookCost> {
    return measureLooks(input);
  },
};

export type Tasks = typeof tasks;
export type TaskName = keyof Tasks;
export type TaskInput<N extends TaskName> = Parameters<Tasks[N]>[0];
export type TaskResult<N extends TaskName> = Awaited<ReturnType<Tasks[N]>>;
