import { expect, it } from 'vitest';
import { countingModel } from '../train/testModel';
import { type Trial, timeModel } from './timeEngine';

/** Times a model on a clock of its own; `ms` is what step n takes, 1 being the first. */
async function timed(ms: (step: number) => number, step = 0) {
  let time = 0;
  const { model, log } = countingModel({ step });
  const steps: [number, unknown, unknown][] = [];
  const waits: number[] = [];
  const { train, statistics } = model;
  model.train = (batch, options) => {
    train(batch, options);
    steps.push([model.step, batch, options]);
    time += ms(model.step - step);
  };
  model.statistics = () => {
    waits.push(steps.length);
    return statistics();
  };
  const trial = {
    batch: (n: number) => ({ of: n }),
    options: (n: number) => ({ at: n }),
  } as unknown as Trial;
  const found = await timeModel(model, trial, () => time);
  return { found, model, log, steps, waits };
}

it('takes the time of warm steps, several at once', async () => {
  const { found, waits } = await timed((step) => (step === 1 ? 500 : 10));
  expect(found).toBe(10);
  // One that compiles, one to see how long it takes, then eight at a time for a quarter of a second.
  expect(waits).toEqual([1, 2, 10, 18, 26, 34]);
});

it('takes the fastest part: what disturbs it is not the engine', async () => {
  expect((await timed((step) => (step > 12 ? 3 : 20))).found).toBe(3);
});

it('tries sixteen at once and 66 in all at most', async () => {
  const { found, waits } = await timed(() => 0.01);
  expect(found).toBeCloseTo(0.01, 9);
  expect(waits).toEqual([1, 2, 18, 34, 50, 66]);
});

it('has seen enough after a slow step', async () => {
  expect((await timed(() => 1000)).waits).toEqual([1]);
  const slow = await timed((step) => (step === 1 ? 999 : 250));
  expect([slow.found, slow.waits]).toEqual([250, [1, 2]]);
});

it('takes the steps of the run itself, from where it stands, and leaves the model there', async () => {
  const { model, log, steps } = await timed(() => 100, 40);
  expect(steps.slice(0, 2)).toEqual([
    [41, { of: 40 }, { at: 40 }],
    [42, { of: 41 }, { at: 41 }],
  ]);
  expect(log).toEqual(['mark@40', 'restore last']);
  expect(model.step).toBe(40);
});
