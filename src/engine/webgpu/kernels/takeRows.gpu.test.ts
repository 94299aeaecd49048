import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { testDevice } from '../testDevice';
import { batchOf, runKernel, stepOf } from '../testKernel';
import { random, startOracle, withGradients } from '../testOracle';
import { takeRowsKernel, takeRowsWorkgroups } from './takeRows';

const device = await testDevice();
startOracle();

const N = 13;
const POSITIONS = Int32Array.of(0, 3, 4, 9, 12);
const M = POSITIONS.length;

const step = stepOf({
  batch: batchOf({
    inputIds: new Int32Array(N),
    attentionMask: new Int32Array(N),
    positions: POSITIONS,
    labels: new Int32Array(M),
  }),
});

/** Copies: every comparison is exact. */
describe.each([9, 12, 72])('rows of the blanks, width %i', (D) => {
  const run = (
    direction: 'toBlanks' | 'fromBlanks',
    first: Float32Array,
    second: Float32Array,
    rows: number,
  ) =>
    runKernel(
      device,
      takeRowsKernel(D, direction),
      // Room for a row more than is written.
      {
        ...{ step, first, second },
        firstTaken: new Float32Array((rows + 1) * D).fill(-7),
        secondTaken: new Float32Array((rows + 1) * D).fill(-7),
      },
      takeRowsWorkgroups(rows, D),
    );
  const expectRows = (actual: Float32Array | undefined, expected: Float32Array) => {
    expect(actual!.subarray(0, expected.length)).toEqual(expected);
    expect(actual!.subarray(expected.length).every((v) => v === -7)).toBe(true);
  };
  /** The rows at the blanks, and the gradient dy of them brought back. */
  const oracle = (x: Float32Array, dy: Float32Array) =>
    withGradients(
      (t) => tf.gather(t!, tf.tensor1d(POSITIONS, 'int32')),
      [tf.tensor2d(x, [N, D])],
      tf.tensor2d(dy, [M, D]),
    );
  const [x1, x2, dy1, dy2] = [1, 2, 3, 4].map((seed) => random(seed, (seed < 3 ? N : M) * D));

  it('there', async () => {
    const { firstTaken, secondTaken } = await run('toBlanks', x1!, x2!, M);
    expectRows(firstTaken, oracle(x1!, dy1!).value);
    expectRows(secondTaken, oracle(x2!, dy2!).value);
  });

  it('and back, with zeros elsewhere', async () => {
    const { firstTaken, secondTaken } = await run('fromBlanks', dy1!, dy2!, N);
    expectRows(firstTaken, oracle(x1!, dy1!).gradients[0]!);
    expectRows(secondTaken, oracle(x2!, dy2!).gradients[0]!);
  });
});
