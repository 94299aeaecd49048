import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { logitStride } from '../../compiled/memory';
import { expectClose } from '../../testClose';
import { testDevice } from '../testDevice';
import { batchOf, runKernel, stepOf } from '../testKernel';
import { random, randomIntegers, range, startOracle, valuesOf, withGradients } from '../testOracle';
import { crossEntropyKernel } from './crossEntropy';

const device = await testDevice();
startOracle();

/** A sum of up to 203 exponentials, and WGSL's exp and log, which may be wrong by a few ulp. */
const TOLERANCE = 1e-6;

const M = 5;

describe.each([40, 37, 203].flatMap((V) => [1, 128].map((lanes) => ({ V, lanes }))))(
  'cross entropy, V $V, lanes $lanes',
  ({ V, lanes }) => {
    const stride = logitStride(V);
    const labels = randomIntegers(2, M, V);
    const step = stepOf({ batch: batchOf({ positions: new Int32Array(M), labels }) });

    /** One workgroup more than there are blanks, as where long rows of them are folded. */
    const run = async (logits: Float32Array) => {
      // Behind a row stands what the product left there.
      const padded = new Float32Array((M + 1) * stride).fill(1e9);
      for (const m of range(M)) padded.set(logits.subarray(m * V, (m + 1) * V), m * stride);
      const outputs = {
        logits: padded,
        losses: new Float32Array(M + 1).fill(-7),
        predictions: new Uint32Array(M + 1).fill(777),
      };
      const kernel = crossEntropyKernel(V, lanes);
      const got = await runKernel(device, kernel, { step, ...outputs }, [M + 1, 1, 1]);
      const predictions = new Uint32Array(got.predictions!.buffer, 0, M + 1);
      expect(got.losses![M]).toBe(-7);
      expect(predictions[M]).toBe(777);
      expect(got.logits!.subarray(M * stride).every((v) => v === 1e9)).toBe(true);
      const columns = (from: number, to: number) =>
        got.logits!.subarray(0, M * stride).filter((_, i) => i % stride >= from && i % stride < to);
      expect(columns(V, stride).every((v) => v === 0)).toBe(true);
      return {
        losses: got.losses!.subarray(0, M),
        predictions: [...predictions.subarray(0, M)],
        gradient: columns(0, V),
      };
    };

    const oracle = (values: Float32Array) => {
      const logits = tf.tensor2d(values, [M, V]);
      const each = (x: tf.Tensor) =>
        tf.neg(tf.sum(tf.mul(tf.logSoftmax(x), tf.oneHot(tf.tensor1d(labels, 'int32'), V)), 1));
      const { gradients } = withGradients((x) => tf.mean(each(x!)), [logits], tf.scalar(1));
      return {
        losses: valuesOf(each(logits)),
        predictions: [...tf.argMax(logits, 1).dataSync()],
        gradient: gradients[0]!,
      };
    };

    const compare = async (logits: Float32Array) => {
      const [got, want] = [await run(logits), oracle(logits)];
      expectClose(got.losses, want.losses, TOLERANCE, 'losses');
      expectClose(got.gradient, want.gradient, TOLERANCE, 'gradient');
      expect(got.predictions).toEqual(want.predictions);
      return got;
    };

    it('losses, predictions and gradient', async () => {
      await compare(random(1, M * V));
    });

    it('large logits do not overflow', async () => {
      // exp(89) is more than a float32 holds.
      const { losses } = await compare(random(1, M * V).map((v) => 3000 * v));
      expect(Math.max(...losses)).toBeGreaterThan(1000);
      await compare(random(1, M * V).map((v) => v + 1e4));
      await compare(random(1, M * V).map((v) => v - 1e4));
    });

    it('the first of equals is predicted', async () => {
      const logits = random(1, M * V).map((v) => Math.min(v, 1));
      const tops = [[V - 1, 3], [0, 1], [36, 35, 34], [5, 6], range(V)];
      tops.forEach((places, m) => {
        for (const i of places) logits[m * V + i] = 2;
      });
      expect((await compare(logits)).predictions).toEqual([3, 0, 34, 5, 0]);
    });

    it('follows the labels', async () => {
      const logits = random(1, M * V);
      const losses = (await run(logits)).losses.slice();
      const other = logits.slice();
      other[2 * V + labels[2]!]! += 1;
      const changed = (await run(other)).losses;
      expect(changed[2]).toBeLessThan(losses[2]! - 0.5);
      expect([0, 1, 3, 4].every((m) => changed[m] === losses[m])).toBe(true);
    });
  },
);
