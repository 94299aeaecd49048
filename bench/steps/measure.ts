import { availableParallelism } from 'node:os';
import { stepFlops } from '../../src/model/flops';
import { type Host, type HostOptions, openHost } from '../browser/host';
import type { CountedRound } from '../browser/tasks';
import { CONTENDERS, type ContenderName, peakOf, threadsOf } from '../contenders';
import type { Peak } from '../matmulPeak';
import { median, stepsPerRound } from '../rounds';
import type { Size } from '../sizes';
import { type Runner, startRunner } from './runners';

/** One contender at one size. Times are in ms a step: medians over the rounds (js: over all steps). */
export interface Measured {
  readonly contender: ContenderName;
  readonly device: string;
  readonly note?: string;
  readonly wall: number;
  readonly js: number;
  readonly launches: number;
  readonly kernels?: number;
  /** s, from the start of a new browser to the first loss */
  readonly firstStep: number;
  /** Loss of the first batch, nats */
  readonly firstLoss: number;
  readonly stepsPerRound: number;
  /** ms a look at one sentence, where it can be asked for */
  readonly look: number | undefined;
  /** Megabytes of its process after all rounds, on Linux */
  readonly memory: number | undefined;
}

export interface NotMeasured {
  readonly contender: ContenderName;
  readonly notMeasured: string;
}

export interface SizeResult {
  readonly size: Size;
  readonly flops: number;
  readonly peak: Peak | undefined;
  /** GFLOP/s of the browser's WebAssembly, by the number of workers that run at once */
  readonly wasmPeaks: Readonly<Record<number, number>>;
  readonly rows: readonly (Measured | NotMeasured)[];
}

export interface MeasureOptions {
  readonly host: HostOptions;
  readonly contenders: readonly ContenderName[];
  readonly rounds: number;
  /** s a contender may take to answer */
  readonly limit: number;
  readonly onProgress: (text: string) => void;
}

interface Entry {
  readonly contender: ContenderName;
  readonly runner: Runner;
  readonly steps: number;
  readonly rounds: CountedRound[];
  look?: number | undefined;
  memory?: number | undefined;
}

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** Takes a first step, then one or two more to see how long a step takes once warm. */
async function begin(contender: ContenderName, size: Size, { host, limit }: MeasureOptions) {
  const threads = threadsOf(contender);
  if (threads !== undefined && threads > availableParallelism()) {
    throw new Error(`this machine has ${availableParallelism()} cores`);
  }
  const runner = await startRunner(contender, size, host, limit);
  try {
    let ms = (await runner.round(1)).wall; // it may still compile
    if (ms < 1000) ms = Math.min(ms, (await runner.round(1)).wall);
    return { contender, runner, steps: stepsPerRound(ms), rounds: [] } as Entry;
  } catch (error) {
    await runner.close();
    throw error;
  }
}

function summary({ contender, runner, steps, rounds, look, memory }: Entry): Measured {
  const of = (figure: (round: CountedRound) => number) => median(rounds.map(figure));
  const { loss, ...first } = runner.first;
  return {
    contender,
    ...first,
    firstStep: runner.firstStep,
    firstLoss: loss,
    wall: of((round) => round.wall),
    js: median(rounds.flatMap((round) => round.js)),
    launches: of((round) => round.launches),
    ...(rounds[0]?.kernels === undefined ? {} : { kernels: of((round) => round.kernels!) }),
    stepsPerRound: steps,
    look,
    memory,
  };
}

/**
 * Measures all contenders at one size. Each has a browser or a process to itself. They take turns of some steps each,
 * so that a machine that is busy or hot for a while affects all of them. The device's fastest matrix product is timed
 * in the same rounds.
 */
export async function measureSize(size: Size, options: MeasureOptions): Promise<SizeResult> {
  const entries: Entry[] = [];
  const failures = new Map<ContenderName, string>();
  let peakHost: Host | undefined;
  let peak: Peak | undefined;
  const give = (contender: ContenderName, error: unknown) => {
    failures.set(contender, reasonOf(error));
    options.onProgress(`${size.name}: ${CONTENDERS[contender]}: ${reasonOf(error)}`);
  };
  const wasmPeaks: Record<number, number> = {};
  const workers = options.contenders.flatMap((name) =>
    peakOf(name) === 'wasm' && threadsOf(name)! <= availableParallelism() ? threadsOf(name)! : [],
  );
  const timePeak = async () => {
    if (!peakHost) return;
    if (options.contenders.some((name) => peakOf(name) === 'webgpu')) {
      const { result } = await peakHost.run('peak', 'peak', undefined, options.limit);
      if (result.gflops > (peak?.gflops ?? 0)) peak = result;
    }
    for (const count of workers) {
      const host = peakHost;
      const one = (_: unknown, i: number) =>
        host.run(`wasm peak ${i}`, 'wasmPeak', undefined, options.limit);
      const each = await Promise.all(Array.from({ length: count }, one));
      const sum = each.reduce((all, { result }) => all + result, 0);
      wasmPeaks[count] = Math.max(wasmPeaks[count] ?? 0, sum);
    }
    // The best product that anyone found counts, and jax-js has a thread for each core.
    const cores = availableParallelism();
    if (!workers.includes(cores) || !options.contenders.includes('jax-wasm')) return;
    const { result } = await peakHost.run('jax peak', 'jaxPeak', undefined, options.limit);
    wasmPeaks[cores] = Math.max(wasmPeaks[cores] ?? 0, result);
  };

  try {
    for (const contender of options.contenders) {
      options.onProgress(`${size.name}: first step of ${CONTENDERS[contender]}`);
      try {
        entries.push(await begin(contender, size, options));
      } catch (error) {
        give(contender, error);
      }
    }
    try {
      peakHost = await openHost(options.host);
      await timePeak();
    } catch (error) {
      options.onProgress(`peak: ${reasonOf(error)}`);
      await peakHost?.close();
      peakHost = undefined;
    }
    for (let round = 1; round <= options.rounds; round++) {
      options.onProgress(`${size.name}: round ${round} of ${options.rounds}`);
      for (const { contender, runner, steps, rounds } of entries) {
        if (failures.has(contender)) continue;
        try {
          rounds.push(await runner.round(steps));
        } catch (error) {
          give(contender, error);
        }
      }
      await timePeak();
    }
    for (const entry of entries) {
      if (failures.has(entry.contender)) continue;
      entry.memory = entry.runner.memory();
      entry.look = await entry.runner.look().catch((error) => {
        options.onProgress(`${CONTENDERS[entry.contender]}: a look: ${reasonOf(error)}`);
        return undefined;
      });
    }
  } finally {
    for (const { runner } of entries) await runner.close();
    await peakHost?.close();
  }

  const measured = new Map(entries.map((entry) => [entry.contender, entry]));
  const rows = options.contenders.map((contender) => {
    const notMeasured = failures.get(contender);
    if (notMeasured !== undefined) return { contender, notMeasured };
    return summary(measured.get(contender)!);
  });
  return { size, flops: stepFlops(size), peak, wasmPeaks, rows };
}
