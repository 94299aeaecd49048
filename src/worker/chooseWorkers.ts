import type { TrainableModel } from '../engine/engine';
import type { WorkerTiming, WorkerTimings } from '../protocol/backend';
import type { WatchFrames } from './watchFrames';

/** Beyond so many, summing the gradients takes longer than it saves. */
const MOST = 8;
/** A page feels smooth while no two frames are further apart, ms. */
const SMOOTH_MS = 50;
/** More workers take memory, and cores from whatever else runs: a step must take this share of the time at most. */
const WORTH_IT = 0.95;

/** Numbers of workers to try on so many cores, fewest first: 1, 2, 4, 8, and one that leaves a core to the page. */
export function workerCounts(cores: number): number[] {
  const most = Math.max(1, Math.min(MOST, cores));
  const counts = new Set([1, 2, 4, 8, cores - 1]);
  return [...counts].filter((count) => count >= 1 && count <= most).sort((a, b) => a - b);
}

/** What it takes to try a number of workers. */
export interface WorkersTrial {
  readonly cores: number;
  readonly make: (workers: number) => Promise<TrainableModel>;
  /** ms a step; gives the model up where it throws */
  readonly time: (model: TrainableModel, workers: number) => Promise<number>;
  readonly watchFrames: WatchFrames;
}

export interface WorkersChoice {
  readonly model: TrainableModel;
  /** None where only one number of workers is possible */
  readonly timings?: WorkerTimings;
}

/**
 * The model with the number of workers that trains it fastest while the page stays smooth. Stops at the first number that
 * gains little or is too much for the page. Where the page draws nothing, as in a tab in the background, nobody can tell, and
 * one core is left to it. Throws what `make` and `time` throw.
 */
export async function chooseWorkers({
  cores,
  make,
  time,
  watchFrames,
}: WorkersTrial): Promise<WorkersChoice> {
  const counts = workerCounts(cores);
  const rows: WorkerTiming[] = [];
  let best: WorkerTiming | undefined;
  const isSmooth = ({ workers, longestFrame }: WorkerTiming) => {
    if (longestFrame === undefined) return workers <= Math.max(1, cores - 1);
    // Where the page has work of its own, as many frames are late with one worker.
    return longestFrame <= Math.max(SMOOTH_MS, rows[0]?.longestFrame ?? 0);
  };
  for (const workers of counts) {
    const model = await make(workers);
    if (model.onlyLooks !== undefined) return { model };
    if (model.workers !== workers) {
      // No room for more, or they would not start
      model.dispose();
      break;
    }
    let row: WorkerTiming | undefined;
    // A late frame may have had another cause: then once more.
    for (let take = 0; take < 2 && !(row && isSmooth(row)); take++) {
      const { result, longest } = await watchFrames(() => time(model, workers));
      row = { workers, msPerStep: result, longestFrame: longest };
      if (longest === undefined) break;
    }
    const isBetter = isSmooth(row!) && !(row!.msPerStep > WORTH_IT * (best?.msPerStep ?? Infinity));
    rows.push(row!);
    if (isBetter || !best) best = row!;
    if (best === row && workers === counts.at(-1)) {
      return { model, timings: { rows, workers, remembered: false } };
    }
    // Two at a time would be too much for some devices.
    model.dispose();
    if (best !== row) break;
  }
  const { workers } = best!;
  return { model: await make(workers), timings: { rows, workers, remembered: false } };
}
