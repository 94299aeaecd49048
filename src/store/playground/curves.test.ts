import { expect, it } from 'vitest';
import type { EvalPoint, Metrics, TrainPoint } from '../../protocol/run';
import { MAX_EVALS, MAX_POINTS, MAX_SITTINGS, untilStep, withMetrics, withSitting } from './curves';
import { NO_RUN } from './state';

const point = (step: number, loss: number | undefined = step): TrainPoint => ({
  step,
  loss,
  learningRate: step,
  gradNorm: 1,
});
const sat = (step: number): EvalPoint => ({ step, loss: 1, accuracy: 0, context: 'both' });
const metrics = (train: readonly TrainPoint[], evals: readonly EvalPoint[] = []): Metrics => ({
  step: train.at(-1)?.step ?? 0,
  ...{ train, evals, aside: undefined, stepsPerSecond: undefined, tokensPerSecond: undefined },
});
const points = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => point(from + i));
const steps = (curve: readonly { readonly step: number }[]) => curve.map(({ step }) => step);

it('adds points, and goes back with a run that repeats steps', () => {
  const run = { ...NO_RUN, train: points(1, 5), evals: [sat(0), sat(4)] };
  const on = withMetrics(run, metrics(points(6, 7), [sat(6)]));
  expect(on.step).toBe(7);
  expect(steps(on.train)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  expect(steps(on.evals)).toEqual([0, 4, 6]);
  const back = withMetrics({ ...run, ...on }, metrics(points(3, 4), [sat(4)]));
  expect(steps(back.train)).toEqual([1, 2, 3, 4]);
  expect(steps(back.evals)).toEqual([0, 4]);
  const first = withMetrics(NO_RUN, metrics(points(0, 1), [sat(0)]));
  expect(steps(first.train)).toEqual([0, 1]);
});

it('adds the settings that changed in mid-run', () => {
  const run = { ...NO_RUN, changed: ['seed'] as const };
  expect(withMetrics(run, metrics([])).changed).toBe(run.changed);
  const changed = ['mlmProbability', 'seed'] as const;
  const on = withMetrics(run, { ...metrics([]), changed });
  expect(on.changed).toEqual(['seed', 'mlmProbability']);
});

it('leaves the exams as they are where none was sat', () => {
  const run = { ...NO_RUN, train: points(1, 2), evals: [sat(0)] };
  expect(withMetrics(run, metrics([])).evals).toBe(run.evals);
  expect(withMetrics(run, metrics([])).train).toEqual(run.train);
});

it('keeps the last speed until another is measured', () => {
  const run = { ...NO_RUN, stepsPerSecond: 4, tokensPerSecond: 100 };
  expect(withMetrics(run, metrics([]))).toMatchObject({ stepsPerSecond: 4, tokensPerSecond: 100 });
  const measured = { ...metrics([]), stepsPerSecond: 5, tokensPerSecond: 0 };
  expect(withMetrics(run, measured)).toMatchObject({ stepsPerSecond: 5, tokensPerSecond: 0 });
});

it('averages neighbours in the older half once there are too many points', () => {
  const full = { ...NO_RUN, train: points(1, MAX_POINTS - 1) };
  expect(withMetrics(full, metrics([point(MAX_POINTS)])).train).toHaveLength(MAX_POINTS);
  const { train } = withMetrics(full, metrics(points(MAX_POINTS, MAX_POINTS + 1)));
  // 4001 points: 1000 means of the first 2000, then the other 2001.
  expect(train).toHaveLength(3001);
  expect(train[0]).toEqual({ step: 2, loss: 1.5, learningRate: 2, gradNorm: 1 });
  expect(train[999]).toMatchObject({ step: 2000, loss: 1999.5 });
  expect(train[1000]).toEqual(point(2001));
  expect(train.at(-1)).toEqual(point(4001));
});

it('drops every second of the older exams once there are too many, but never the first or the best', () => {
  const BEST = 7;
  const evals = Array.from({ length: MAX_EVALS + 1 }, (_, i) => ({
    ...sat(i),
    loss: i === BEST ? 0.5 : 1,
  }));
  const most = withMetrics(
    { ...NO_RUN, evals: evals.slice(0, -2) },
    metrics([], evals.slice(-2, -1)),
  );
  expect(most.evals).toHaveLength(MAX_EVALS);
  const kept = steps(withMetrics({ ...NO_RUN, ...most }, metrics([], evals.slice(-1))).evals);
  expect(kept.slice(0, 8)).toEqual([0, 2, 4, 6, BEST, 8, 10, 12]);
  expect(kept.slice(-3)).toEqual([MAX_EVALS - 2, MAX_EVALS - 1, MAX_EVALS]);
  expect(kept).toHaveLength(MAX_EVALS / 2 + MAX_EVALS / 4 + 2);
});

it('keeps so many sittings, the first and the best among them', () => {
  const BEST = 31;
  let sittings: ReturnType<typeof withSitting> = [];
  for (let step = 0; step < 20 * MAX_SITTINGS; step++) {
    const losses = Float32Array.of(step === BEST ? 0 : 1, 1);
    sittings = withSitting(sittings, { step, losses, right: new Uint8Array(2) });
    expect(sittings.length).toBeLessThanOrEqual(MAX_SITTINGS);
  }
  expect(steps(sittings)).toEqual(expect.arrayContaining([0, BEST, 20 * MAX_SITTINGS - 1]));
  expect(steps(withSitting(sittings, { ...sittings[1]!, step: 1 }))).toEqual([0, 1]);
});

it('leaves a step without blanks out of the mean', () => {
  const train = points(1, MAX_POINTS + 1).map((p) => (p.step % 4 === 1 ? point(p.step) : p));
  for (const step of [1, 4, 5, 6]) train[step - 1] = { ...point(step), loss: undefined };
  const thinned = withMetrics({ ...NO_RUN, train }, metrics([])).train;
  expect(thinned.slice(0, 4).map(({ loss }) => loss)).toEqual([2, 3, undefined, 7.5]);
});

it('gives up what came after the step that a run trains on from, the kept run of a later step too', () => {
  const kept = { id: 'a', step: 6 };
  const sittings = [4, 6].map((step) => ({
    ...{ step, losses: new Float32Array(), right: new Uint8Array() },
  }));
  const run = { train: points(1, 8), evals: [sat(0), sat(4), sat(6), sat(8)], sittings, kept };
  const on = untilStep(run, 4);
  expect(steps(on.train)).toEqual([1, 2, 3, 4]);
  expect(steps(on.evals)).toEqual([0, 4]);
  expect(on.sittings.map(({ step }) => step)).toEqual([4]);
  expect(on.kept).toBeUndefined();
  expect(untilStep(run, 8)).toEqual(run);
});
