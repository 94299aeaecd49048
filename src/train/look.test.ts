import fc from 'fast-check';
import { expect, it } from 'vitest';
import { divergence, likeliest } from './look';

it('is as far from the truth as its definition says, and never below 0', () => {
  expect(divergence(Float64Array.of(0.5, 0.5, 0), Float32Array.of(1, 1, -1e9))).toBeCloseTo(0, 6);
  expect(divergence(Float64Array.of(1, 0), Float32Array.of(0, 0))).toBeCloseTo(Math.log(2), 6);
  const row = fc.array(fc.double({ min: 0.01, max: 1, noNaN: true }), {
    minLength: 2,
    maxLength: 9,
  });
  fc.assert(
    fc.property(row, fc.nat(), (weights, shift) => {
      const sum = weights.reduce((a, b) => a + b, 0);
      const truth = Float64Array.from(weights, (w) => w / sum);
      const same = Float32Array.from(truth, (p) => Math.log(p) + (shift % 7));
      expect(divergence(truth, same)).toBeCloseTo(0, 5);
      expect(divergence(truth, same.toReversed())).toBeGreaterThan(-1e-5);
    }),
  );
});

it('lists what is possible, most probable first', () => {
  const found = likeliest(Float64Array.of(0, 0.2, 0.5, 0, 0.3), 2);
  expect(found).toEqual([
    { id: 2, probability: 0.5 },
    { id: 4, probability: 0.3 },
  ]);
});
