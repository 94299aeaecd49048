import { stepFlops } from '../../src/model/flops';
import { type Host, type HostOptions, openHost } from '../browser/host';
import type { CountedRound } from '../browser/tasks';
import { CONTENDERS, type ContenderName } from '../contenders';
import type { Peak } from '../matmulPeak';
import { median, stepsPerRound } from '../rounds';
import type { Size } from '../sizes';

/** One contender at one size. Times in ms a step, medians over the rounds (js: over all steps). */
export interface Measured {
  readonly contender: ContenderName;
  readonly device: string;
  readonly note?: string;
  readonly wall: number;
  readonly js: number;
  readonly launches: number;
  readonly kernels?: number;
  /** s, from a new worker in a new browser to the first loss that was read */
  readonly firstStep: number;
  /** Of the first batch, nats */
  readonly firstLoss: number;
  readonly stepsPerRound: number;
}

export interface NotMeasured {
  readonly contender: ContenderName;
  readonly notMeasured: string;
}

export interface SizeResult {
  readonly size: Size;
  readonly flops: number;
  readonly peak: Peak | undefined;
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
  readonly host: Host;
  readonly start: Pick<Measured, 'device' | 'note' | 'firstStep' | 'firstLoss'>;
  readonly steps: number;
  readonly rounds: CountedRound[];
}

const WORKER = 'contender';
const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** A browser, a worker, a first step; then one or two more, to see how long a step takes once warm. */
async function begin(contender: ContenderName, size: Size, options: MeasureOptions) {
  const host = await openHost(options.host);
  try {
    const first = await host.run(WORKER, 'start', { contender, size }, options.limit);
    const { loss, ...start } = first.result;
    const warm = async () =>
      (await host.run(WORKER, 'round', { steps: 1 }, options.limit)).result.wall;
    let ms = await warm(); // May still compile.
    if (ms < 1000) ms = Math.min(ms, await warm());
    return {
      contender,
      host,
      start: { ...start, firstStep: first.milliseconds / 1000, firstLoss: loss },
      steps: stepsPerRound(ms),
      rounds: [],
    } satisfies Entry;
  } catch (error) {
    await host.close();
    throw error;
  }
}

function summary({ contender, start, steps, rounds }: Entry): Measured {
  const of = (figure: (round: CountedRound) => number) => median(rounds.map(figure));
  return {
    contender,
    ...start,
    wall: of((round) => round.wall),
    js: median(rounds.flatMap((round) => round.js)),
    launches: of((round) => round.launches),
    ...(rounds[0]?.kernels === undefined ? {} : { kernels: of((round) => round.kernels!) }),
    stepsPerRound: steps,
  };
}

/**
 * All contenders at one size. Each has a browser to itself, and all take turns: a round is some steps
 * of each, so that a machine that is busy or hot for a while is so for all. The device's best matrix
 * product is timed in the same rounds.
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
  const timePeak = async () => {
    if (!peakHost) return;
    const { result } = await peakHost.run('peak', 'peak', undefined, options.limit);
    if (result.gflops > (peak?.gflops ?? 0)) peak = result;
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
      for (const { contender, host, steps, rounds } of entries) {
        if (failures.has(contender)) continue;
        try {
          rounds.push((await host.run(WORKER, 'round', { steps }, options.limit)).result);
        } catch (error) {
          give(contender, error);
        }
      }
      await timePeak();
    }
  } finally {
    for (const { host } of entries) await host.close();
    await peakHost?.close();
  }

  const measured = new Map(entries.map((entry) => [entry.contender, entry]));
  const rows = options.contenders.map((contender) => {
    const notMeasured = failures.get(contender);
    if (notMeasured !== undefined) return { contender, notMeasured };
    return summary(measured.get(contender)!);
  });
  return { size, flops: stepFlops(size), peak, rows };
}
