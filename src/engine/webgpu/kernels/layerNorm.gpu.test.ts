import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { key } from '../../../base/random';
import { align } from '../../compiled/memory';
import { expectClose } from '../../testClose';
import { linear } from '../kernel';
import { testDevice } from '../testDevice';
import { batchOf, runKernel, stepOf } from '../testKernel';
import {
  dropoutMask,
  layerNorm,
  random,
  randomIntegers,
  range,
  startOracle,
  valuesOf,
} from '../testOracle';
import { embeddingsKernel, layerNormKernel } from './layerNorm';
import { elements, rowGroups } from './rowSums';

const device = await testDevice();
startOracle();

/** Means over at most 72 values in float32, and an inverseSqrt that WGSL lets be wrong by 2 ulp. */
const TOLERANCE = 1e-6;
const EPSILON = 1e-12;

const WAYS = [9, 12, 72].flatMap((width) => [1, 32].map((lanes) => ({ width, lanes })));

/** Room for y, normal and inverse of some rows. */
const outputs = (rows: number, width: number) => ({
  y: new Float32Array(rows * width).fill(-7),
  normal: new Float32Array(rows * width).fill(-7),
  inverse: new Float32Array(rows).fill(-7),
});

describe.each(WAYS)('LayerNorm, width $width, lanes $lanes', ({ width: D, lanes }) => {
  const N = 70; // more than a workgroup's rows
  const M = 3;
  const weight = random(2, D).map((w) => 1 + 0.1 * w);
  const bias = random(3, D);
  const batch = batchOf({
    inputIds: new Int32Array(N),
    attentionMask: new Int32Array(N),
    positions: Int32Array.of(0, 2, 60),
    labels: new Int32Array(M),
  });
  const run = (x: Float32Array, rows: 'rows' | 'blanks') =>
    runKernel(
      device,
      layerNormKernel({ width: D, epsilon: EPSILON, lanes, rows }),
      { step: stepOf({ batch }), x, weight, bias, ...outputs(N, D) },
      linear(rowGroups(rows === 'rows' ? N : M, lanes), 1),
    );
  const oracle = (x: Float32Array) =>
    layerNorm(tf.tensor2d(x, [N, D]), tf.tensor1d(weight), tf.tensor1d(bias), EPSILON);

  it('y, normal and inverse', async () => {
    const x = random(1, N * D).map((v) => 2 * v + 3);
    const got = await run(x, 'rows');
    const want = oracle(x);
    expectClose(got.y!, valuesOf(want.y), TOLERANCE, 'y');
    expectClose(got.normal!, valuesOf(want.normal), TOLERANCE, 'normal');
    expectClose(got.inverse!, valuesOf(want.inverse), TOLERANCE, 'inverse');
  });

  it('leaves the rows behind the blanks alone', async () => {
    const x = random(1, N * D);
    const got = await run(x, 'blanks');
    const want = valuesOf(oracle(x).y);
    expectClose(got.y!.subarray(0, M * D), want.subarray(0, M * D), TOLERANCE, 'y');
    for (const [name, first] of [
      ['y', M * D],
      ['normal', M * D],
      ['inverse', M],
    ] as const) {
      expect(
        got[name]!.subarray(first).every((v) => v === -7),
        name,
      ).toBe(true);
    }
  });

  it('loses nothing where the mean is large beside the deviation', async () => {
    // Multiples of 1/64 around 1000: their sums are exact, and so are deviations from a mean of 1000.
    // The sum of squares less the square of the sum would have no digit left.
    const half = randomIntegers(4, Math.floor((N * D) / 2), 64).map((v) => v - 32);
    const x = new Float32Array(N * D).fill(1000);
    for (const row of range(N)) {
      for (const i of range(Math.floor(D / 2))) {
        const v = half[row * Math.floor(D / 2) + i]! / 64;
        x[row * D + 2 * i] = 1000 + v;
        x[row * D + 2 * i + 1] = 1000 - v;
      }
    }
    expectClose((await run(x, 'rows')).y!, valuesOf(oracle(x).y), TOLERANCE, 'y');
  });

  it('makes the bias of rows of equal values, without a division by 0', async () => {
    const x = new Float32Array(N * D).fill(0.5);
    const { y, inverse } = await run(x, 'rows');
    const want = Float32Array.from({ length: N * D }, (_, i) => bias[i % D]!);
    expectClose(y!, want, TOLERANCE, 'y');
    expectClose(inverse!, new Float32Array(N).fill(1e6), TOLERANCE, 'inverse');
  });
});

describe.each(WAYS)('embeddings, width $width, lanes $lanes', ({ width: D, lanes }) => {
  const [V, B, T, positions] = [11, 3, 7, 9];
  const N = B * T;
  const size = D / elements(D).count;
  const words = random(1, V * D);
  const places = random(2, positions * D);
  const types = random(3, 2 * D);
  const weight = random(4, D).map((w) => 1 + 0.1 * w);
  const bias = random(5, D);
  const inputIds = randomIntegers(6, N, V);
  const tokenTypeIds = randomIntegers(7, N, 2);

  // As in the parameter vector: each at a multiple of 64 floats.
  const groups = [places, types, weight, bias];
  const starts = groups.map((_, i) =>
    groups.slice(0, i).reduce((sum, g) => sum + align(g.length), 0),
  );
  const rest = new Float32Array(starts[3]! + align(D)).fill(Number.NaN);
  groups.forEach((group, i) => {
    rest.set(group, starts[i]);
  });

  const P = 0.3;
  const dropout = { hiddenDropoutProb: P, attentionProbsDropoutProb: 0, key: 5 };
  const run = (step: Parameters<typeof stepOf>[0], segments: Int32Array) =>
    runKernel(
      device,
      embeddingsKernel({ width: D, epsilon: EPSILON, lanes, rows: 'rows', sequenceLength: T }),
      {
        step: stepOf({
          ...step,
          batch: batchOf({
            ...{ batchSize: B, sequenceLength: T, inputIds, tokenTypeIds: segments },
            attentionMask: new Int32Array(N).fill(1),
          }),
        }),
        tables: Uint32Array.from(starts, (start) => start / size),
        ...{ words, rest, ...outputs(N, D) },
      },
      linear(rowGroups(N, lanes), 1),
    );
  const oracle = (segments: Int32Array) => {
    const take = (table: Float32Array, indices: ArrayLike<number>) =>
      tf.gather(
        tf.tensor2d(table, [table.length / D, D]),
        tf.tensor1d(Array.from(indices), 'int32'),
      );
    const word = take(words, inputIds);
    const place = take(
      places,
      range(N).map((n) => n % T),
    );
    const sum = tf.add(tf.add(word, place), take(types, segments));
    return layerNorm(sum, tf.tensor1d(weight), tf.tensor1d(bias), EPSILON);
  };

  it('y, normal and inverse', async () => {
    const got = await run({}, tokenTypeIds);
    const want = oracle(tokenTypeIds);
    expectClose(got.y!, valuesOf(want.y), TOLERANCE, 'y');
    expectClose(got.normal!, valuesOf(want.normal), TOLERANCE, 'normal');
    expectClose(got.inverse!, valuesOf(want.inverse), TOLERANCE, 'inverse');
    // Each table counts: with other segments it is another sum.
    const other = oracle(tokenTypeIds.map((type) => 1 - type));
    expect(() => expectClose(got.y!, valuesOf(other.y), 0.1, 'y')).toThrow();
  });

  it('drops out of y, not of normal', async () => {
    const got = await run({ dropout }, tokenTypeIds);
    const { y, normal } = oracle(tokenTypeIds);
    const mask = tf.tensor2d(dropoutMask(P, key(dropout.key, 0), range(N * D)), [N, D]);
    expectClose(got.y!, valuesOf(tf.mul(y, mask)), TOLERANCE, 'y');
    expectClose(got.normal!, valuesOf(normal), TOLERANCE, 'normal');
  });
});
