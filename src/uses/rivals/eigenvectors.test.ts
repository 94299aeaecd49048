import { expect, test } from 'vitest';
import { key, normalAt } from '../../base/random';
import { eigenvectors } from './eigenvectors';

test('a matrix that anyone can solve', () => {
  const { values, vectors } = eigenvectors(Float64Array.of(2, 1, 1, 2), 2);
  expect(values[0]).toBeCloseTo(3, 12);
  expect(values[1]).toBeCloseTo(1, 12);
  expect(vectors[0]! * vectors[1]!).toBeCloseTo(0.5, 12);
  expect(vectors[2]! * vectors[3]!).toBeCloseTo(-0.5, 12);
});

test('each vector is only stretched, by its value, and they stand upright on each other', () => {
  const N = 12;
  const matrix = new Float64Array(N * N);
  for (let i = 0; i < N; i++) {
    for (let j = 0; j <= i; j++)
      matrix[i * N + j] = matrix[j * N + i] = normalAt(key(1), i * N + j);
  }
  const { values, vectors } = eigenvectors(matrix, N);
  for (let r = 0; r < N; r++) {
    const vector = vectors.subarray(r * N, (r + 1) * N);
    for (let i = 0; i < N; i++) {
      const image = vector.reduce((sum, x, j) => sum + matrix[i * N + j]! * x, 0);
      expect(image).toBeCloseTo(values[r]! * vector[i]!, 10);
    }
    for (let q = 0; q <= r; q++) {
      const dot = vector.reduce((sum, x, j) => sum + x * vectors[q * N + j]!, 0);
      expect(dot).toBeCloseTo(q === r ? 1 : 0, 10);
    }
    if (r > 0) expect(values[r]).toBeLessThanOrEqual(values[r - 1]!);
  }
});
