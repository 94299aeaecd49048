import { describe, expect, it } from 'vitest';
import type { TrainPoint } from '../../../protocol/run';
import { withMetrics } from '../../playground/curves';
import { NO_RUN } from '../../playground/state';
import { createCollector, type Figure, matchOf } from './compareCurves';
import { sentCurves, some } from './sentCurve';

const LOSS = (step: number) => 5 / (1 + step / 7) + Math.sin(step) / 100;
const point = (step: number, loss: number | undefined = LOSS(step)): TrainPoint => ({
  ...{ step, loss, learningRate: 0.001, gradNorm: 1 },
});
const sat = (step: number, loss = LOSS(step)) => ({
  ...{ step, loss, accuracy: 0.1, context: 'both' as const },
});

/** A run as the page has it after `steps` steps, with an exam at each multiple of `every`, and at the `extra` ones. */
function trained(steps: number, every: number, extra: readonly number[] = []) {
  let run = { ...NO_RUN, runId: 1, evals: [sat(0)] } as typeof NO_RUN;
  for (let first = 1; first <= steps; first += 50) {
    const some = Array.from({ length: Math.min(50, steps - first + 1) }, (_, i) => first + i);
    const evals = some
      .filter((step) => step % every === 0 || extra.includes(step))
      .map((s) => sat(s));
    const metrics = {
      step: some.at(-1)!,
      train: some.map((s) => point(s)),
      evals,
      aside: undefined,
    };
    const speed = { stepsPerSecond: undefined, tokensPerSecond: undefined };
    run = { ...run, ...withMetrics(run, { ...metrics, ...speed }) };
  }
  return run;
}

describe('what a link has of a curve', () => {
  it('is a dozen points, more of them early, with the first and the last', () => {
    const steps = some(Array.from({ length: 400 }, (_, i) => ({ step: i + 1 }))).map((p) => p.step);
    expect(steps).toEqual([1, 4, 14, 30, 53, 83, 120, 162, 212, 268, 331, 400]);
    expect(some([{ step: 3 }, { step: 4 }])).toEqual([{ step: 3 }, { step: 4 }]);
    expect(some([])).toEqual([]);
  });

  it('has no exam that only a stop brought about, and no step beyond the present', () => {
    const { evals, train } = sentCurves({ ...trained(40, 10, [23]), step: 35 }, 400);
    expect(evals.map(([step]) => step)).toEqual([0, 10, 20, 30]);
    expect(train.at(-1)).toEqual([35, Number(LOSS(35).toPrecision(7))]);
  });

  it('leaves out means of several steps, and steps without a blank', () => {
    const run = trained(4200, 100);
    expect(run.train[0]!.step).toBe(2); // a mean of two
    const { train } = sentCurves(run, 5000);
    expect(train.length).toBeGreaterThan(3);
    for (const [step, loss] of train) expect(loss).toBe(Number(LOSS(step).toPrecision(7)));
    const gap = { ...trained(1, 5), train: [point(1), { ...point(2), loss: undefined }], step: 2 };
    expect(sentCurves(gap, 10).train.map(([step]) => step)).toEqual([1]);
  });
});

describe('two curves', () => {
  const sent = sentCurves(trained(60, 5), 60);
  const all = sent.train.length + sent.evals.length;

  it('match to the last digit, also where the page joins old points as it goes', () => {
    const collect = createCollector(sent);
    expect(matchOf(collect(trained(60, 5)))).toEqual({ kind: 'equal', figures: all });
    const long = sentCurves(trained(3900, 100), 9000);
    const follow = createCollector(long);
    follow(trained(3900, 100));
    const on = trained(4100, 100);
    expect(on.train[0]!.step).toBe(2);
    expect(matchOf(follow(on))).toMatchObject({ kind: 'equal' });
  });

  it('are compared as far as both go, and anew with another run', () => {
    const collect = createCollector(sent);
    const some = collect(trained(20, 5));
    expect(some.every(({ step }) => step <= 20)).toBe(true);
    expect(collect(trained(20, 5))).toBe(some);
    expect(collect({ ...NO_RUN, runId: 2 })).toEqual([]);
    expect(matchOf([])).toEqual({ kind: 'nothing' });
  });

  it('match within the largest difference, rounded up', () => {
    const figures = (...gaps: readonly number[]): Figure[] =>
      gaps.map((gap, step) => ({ of: 'train', step, sent: 2, here: 2 + gap }));
    expect(matchOf(figures(0, 0.000031, -0.00002))).toEqual({
      ...{ kind: 'close', figures: 3, within: 0.00004 },
    });
    expect(matchOf(figures(0.0001))).toMatchObject({ within: 0.0001 });
    expect(matchOf(figures(0, 0.0009))).toMatchObject({ kind: 'close' });
    expect(matchOf(figures(0, 0.0011, 0.5))).toMatchObject({ kind: 'apart', at: { step: 1 } });
  });
});
