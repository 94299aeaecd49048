import { describe, expect, it } from 'vitest';
import { key, normalAt, uniformAt } from '../base/random';
import { trainProbe } from './probe';

/** Gaussian clouds of three classes in D dimensions, their centres `distance` apart. */
function clouds(world: number, N: number, D: number, distance: number) {
  const labels = Int32Array.from({ length: N }, (_, n) =>
    Math.floor(3 * uniformAt(key(world, 1), n)),
  );
  const features = Float32Array.from({ length: N * D }, (_, i) => {
    const label = labels[Math.floor(i / D)]!;
    const centre = i % D === label ? distance / Math.SQRT2 : 0;
    return 5 + 2 * (normalAt(key(world, 2), i) + centre);
  });
  return { features, labels };
}
const mean = (right: Uint8Array) => right.reduce((a, b) => a + b, 0) / right.length;

describe('trainProbe', () => {
  it('comes to the accuracy that is possible, and says that it has converged', async () => {
    const { right, gradient, iterations, converged } = (await trainProbe(
      clouds(1, 2000, 8, 3),
      clouds(2, 4000, 8, 3),
      8,
      3,
    ))!;
    expect(converged).toBe(true);
    expect(gradient).toBeLessThan(1e-4);
    expect(iterations).toBeLessThan(3000);
    // Bayes' accuracy for three centres 3 deviations apart, by sampling the likeliest centre.
    let best = 0;
    const { features, labels } = clouds(2, 4000, 8, 3);
    labels.forEach((label, n) => {
      const x = [0, 1, 2].map((c) => features[n * 8 + c]!);
      best += Number(x.indexOf(Math.max(...x)) === label) / 4000;
    });
    expect(best).toBeGreaterThan(0.85);
    expect(Math.abs(mean(right) - best)).toBeLessThan(0.02);
  });

  it('finds nothing where there is nothing', async () => {
    const { right } = (await trainProbe(clouds(3, 1500, 6, 0), clouds(4, 3000, 6, 0), 6, 3))!;
    const accuracy = mean(right);
    expect(accuracy).toBeLessThan(0.4);
    expect(accuracy).toBeGreaterThan(0.27);
  });

  it('says so where its iterations ran out before it had converged', async () => {
    const [train, test] = [clouds(1, 2001, 8, 3), clouds(2, 100, 8, 3)]; // no multiple of four rows
    const short = (await trainProbe(train, test, 8, 3, { mostIterations: 5 }))!;
    expect(short).toMatchObject({ converged: false, iterations: 5 });
    expect(short.gradient).toBeGreaterThan(1e-4);
    const whole = (await trainProbe(train, test, 8, 3))!;
    // The last iteration that is allowed may be the one that converges.
    const enough = await trainProbe(train, test, 8, 3, { mostIterations: whole.iterations });
    expect(enough).toMatchObject({ converged: true, iterations: whole.iterations });
  });

  it('asks after each iteration whether to go on, and ends where it is not to', async () => {
    let asked = 0;
    const goOn = async () => ++asked < 3;
    const found = await trainProbe(clouds(1, 200, 8, 3), clouds(2, 100, 8, 3), 8, 3, { goOn });
    expect(found).toBeUndefined();
    expect(asked).toBe(3);
  });

  it('refuses labels that are no class', async () => {
    const data = { features: new Float32Array(4), labels: [0, 3] };
    await expect(trainProbe(data, data, 2, 3)).rejects.toThrow('label 3 at 1');
    const none = { features: new Float32Array(0), labels: [] };
    await expect(trainProbe(none, data, 2, 3)).rejects.toThrow('no rows');
  });
});
