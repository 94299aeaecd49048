import { expect, it } from 'vitest';
import { savedRun } from '../../storage/testRuns';
import { differenceOf, scoreOf } from './scores';

it('gives means of the exam with intervals that hold them, and perplexity as e to the loss', () => {
  const run = savedRun('one', { share: 0.5 });
  const { accuracy, loss, perplexity } = scoreOf([run]);
  expect(accuracy.mean).toBeCloseTo(run.exam.accuracy, 6);
  expect(loss.mean).toBeCloseTo(run.exam.loss, 5);
  expect(perplexity.mean).toBeCloseTo(Math.exp(run.exam.loss), 4);
  for (const { low, mean, high } of [accuracy, loss, perplexity]) {
    expect(low).toBeLessThan(mean);
    expect(mean).toBeLessThan(high);
  }
});

it('says better, worse or within noise, the loss the other way round', () => {
  const weak = [savedRun('weak', { share: 0.2 })];
  const strong = [savedRun('strong', { share: 0.8 })];
  expect(differenceOf(strong, weak)).toMatchObject({
    accuracy: { verdict: 'better' },
    loss: { verdict: 'better' },
  });
  expect(differenceOf(weak, strong)).toMatchObject({
    accuracy: { verdict: 'worse' },
    loss: { verdict: 'worse' },
  });
  expect(differenceOf(strong, strong).loss).toMatchObject({ mean: 0, verdict: 'within noise' });
});

it('pairs runs of the same seed, and as many as both have', () => {
  const seeds = (name: string, list: readonly number[], share: number) =>
    list.map((seed) =>
      savedRun(`${name} ${seed}`, { share: share + seed / 20, settings: { seed } }),
    );
  const a = seeds('a', [1, 2, 3], 0.4);
  const b = seeds('b', [2, 3, 4], 0.4);
  // Seed by seed the two are equal; paired otherwise they would not be.
  expect(differenceOf(a, b)).toMatchObject({ seeds: 2, accuracy: { mean: 0, low: 0, high: 0 } });
  expect(differenceOf(seeds('c', [7, 8], 0.3), a).seeds).toBe(2);
});
