import { wholeBatch } from '../../src/engine/compiled/shard';
import { loadProgram } from '../../src/engine/wasm/loadProgram';
import type { Kernels } from '../../src/engine/wasm/program';
import { createReplica } from '../../src/engine/wasm/replica';
import { initialValues } from '../../src/model/initialValues';
import { parameterLayout } from '../../src/model/layout';
import { addCall, mediansOf, type Part, type Tally } from '../kernels/parts';
import { median } from '../rounds';
import { bertConfigOf, type Size, STEP_OPTIONS, syntheticBatches } from '../sizes';

export interface KernelTimes {
  /** ms a step by the clock, median */
  readonly step: number;
  /** ms a step outside the kernels, median */
  readonly outside: number;
  readonly kernels: readonly Part[];
}

/** What a call is named in the table, and the operations of its products. Arguments as in the kernels' docstrings. */
function describe(name: string, numbers: readonly number[]): { name: string; flops: number } {
  if (name === 'gemm') {
    const [aNext, turned, rows, columns, inner] = [2, 5, 10, 11, 12].map((i) => numbers[i]!);
    const notTurned = aNext === 4 ? 'NN' : 'TN';
    const form = turned ? 'NT' : notTurned;
    const flops = 2 * rows! * columns! * inner!;
    return { name: `gemm ${form} ${rows} x ${columns} x ${inner}`, flops };
  }
  // Scores and mixing take T · T · D multiply-adds each; their gradient takes both twice.
  const of = (sequences: number, T: number, D: number) => 4 * sequences * T * T * D;
  if (name === 'attention') return { name, flops: of(numbers[4]!, numbers[5]!, numbers[7]!) };
  if (name === 'attentionGradient') {
    return { name, flops: 2 * of(numbers[4]!, numbers[5]!, numbers[7]!) };
  }
  // A query for each blank takes T · D.
  if (name === 'attentionAtBlanks') {
    return { name, flops: 4 * numbers[4]! * numbers[8]! * numbers[10]! };
  }
  if (name === 'attentionAtBlanksGradient') {
    return { name, flops: 8 * numbers[3]! * numbers[9]! * numbers[11]! };
  }
  return { name, flops: 0 };
}

/** Trains `steps` steps in this worker alone and tells where the time went. */
export async function timeKernels(input: { size: Size; steps: number }): Promise<KernelTimes> {
  const { size, steps } = input;
  const { module } = await loadProgram();
  let now: Tally = new Map();
  const watch = (kernel: string, call: (...numbers: number[]) => unknown) => {
    return (...numbers: number[]) => {
      const began = performance.now();
      const result = call(...numbers);
      const took = performance.now() - began;
      const { name, flops } = describe(kernel, numbers);
      addCall(now, name, took, flops);
      return result;
    };
  };
  const observe = (kernels: Kernels) =>
    Object.fromEntries(
      Object.entries(kernels)
        .filter(([, call]) => typeof call === 'function')
        .map(([name, call]) => [name, watch(name, call)]),
    ) as unknown as Kernels;

  const config = bertConfigOf(size);
  const layout = parameterLayout(config);
  const zeros = () => new Float32Array(layout.length);
  const state = {
    ...{
      parameters: initialValues(config, layout, 1),
      firstMoment: zeros(),
      secondMoment: zeros(),
    },
    step: 0,
  };
  const first = { batchSize: size.B, sequenceLength: size.T };
  const replica = createReplica(module, config, state, first, 'train', observe);
  const all: Tally[] = [];
  const walls: number[] = [];
  const outside: number[] = [];
  const batches = syntheticBatches(size);
  for (let step = 1; step <= steps; step++) {
    const batch = batches[step % batches.length]!;
    now = new Map();
    const began = performance.now();
    const shard = wholeBatch(batch);
    const { context, dropout, ...rest } = STEP_OPTIONS;
    const lossSum = replica.differentiate(shard, { context, dropout, update: { step, ...rest } });
    replica.update(lossSum);
    const wall = performance.now() - began;
    walls.push(wall);
    outside.push([...now.values()].reduce((rest, { milliseconds }) => rest - milliseconds, wall));
    all.push(now);
  }
  return { step: median(walls), outside: median(outside), kernels: mediansOf(all) };
}
