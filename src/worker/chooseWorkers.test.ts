import { describe, expect, it } from 'vitest';
import { countingModel } from '../train/testModel';
import { chooseWorkers, workerCounts } from './chooseWorkers';

it('tries 1, 2, 4 and 8 workers, and one that leaves a core to the page', () => {
  expect([1, 2, 3, 4, 6, 8, 9, 64].map(workerCounts)).toEqual([
    [1],
    [1, 2],
    [1, 2],
    [1, 2, 3, 4],
    [1, 2, 4, 5],
    [1, 2, 4, 7, 8],
    [1, 2, 4, 8],
    [1, 2, 4, 8],
  ]);
});

interface World {
  readonly cores: number;
  /** ms a step of so many workers */
  readonly ms: (workers: number) => number;
  /** The longest frame while so many train, at each of the times that it is tried */
  readonly frames?: (workers: number, take: number) => number | undefined;
  /** Has room for so many */
  readonly most?: number;
}

async function choose({ cores, ms, frames = () => 17, most = 99 }: World) {
  const made: number[] = [];
  const disposed: number[] = [];
  const takes = new Map<number, number>();
  let training = 0;
  const { model, timings } = await chooseWorkers({
    cores,
    make: async (workers) => {
      made.push(workers);
      const { model } = countingModel({ step: 0 });
      const count = Math.min(workers, most);
      return { ...model, workers: count, dispose: () => void disposed.push(workers) };
    },
    time: async (_, workers) => {
      training = workers;
      return ms(workers);
    },
    watchFrames: async (work) => {
      const result = await work();
      const take = (takes.get(training) ?? 0) + 1;
      takes.set(training, take);
      return { result, longest: frames(training, take) };
    },
  });
  return { workers: model.workers, rows: timings?.rows.map((row) => row.workers), made, disposed };
}

describe('chooseWorkers', () => {
  it('takes as many as are fastest, and gives up the other models', async () => {
    expect(await choose({ cores: 4, ms: (n) => 8 / n })).toEqual({
      ...{ workers: 4, rows: [1, 2, 3, 4], made: [1, 2, 3, 4], disposed: [1, 2, 3] },
    });
  });

  it('stops where another gains little, and makes the best one anew', async () => {
    expect(await choose({ cores: 8, ms: (n) => (n < 4 ? 8 / n : 3.9) })).toEqual({
      ...{ workers: 2, rows: [1, 2, 4], made: [1, 2, 4, 2], disposed: [1, 2, 4] },
    });
  });

  it('does not take so many that the page is late', async () => {
    const late = (n: number) => (n > 1 ? 90 : 17);
    expect((await choose({ cores: 2, ms: (n) => 8 / n, frames: late })).workers).toBe(1);
  });

  it('times once more before it blames the workers for a late frame', async () => {
    const once = (n: number, take: number) => (n === 2 && take === 1 ? 90 : 17);
    expect((await choose({ cores: 2, ms: (n) => 8 / n, frames: once })).workers).toBe(2);
  });

  it('does not blame them where the page is as late with one worker', async () => {
    expect((await choose({ cores: 2, ms: (n) => 8 / n, frames: () => 120 })).workers).toBe(2);
  });

  it('leaves a core to a page that draws nothing', async () => {
    const found = await choose({ cores: 4, ms: (n) => 8 / n, frames: () => undefined });
    expect(found).toMatchObject({ workers: 3, rows: [1, 2, 3, 4] });
  });

  it('takes what there is room for', async () => {
    expect(await choose({ cores: 4, ms: (n) => 8 / n, most: 2 })).toMatchObject({
      ...{ workers: 2, rows: [1, 2], disposed: [1, 2, 3] },
    });
  });
});
