import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { expectClose } from '../../testClose';
import { testDevice } from '../testDevice';
import { batchOf, countsOf, runKernel, stepOf } from '../testKernel';
import { random, randomIntegers, range, startOracle, valuesOf, withGradients } from '../testOracle';
import { embeddingsGradientKernel, embeddingsGradientWorkgroups } from './embeddingsGradient';
import { elements } from './rowSums';

const device = await testDevice();
startOracle();

/** Sums of at most 10 values in float32 */
const TOLERANCE = 1e-6;

const [V, B, T, POSITIONS] = [20, 3, 7, 9];
const N = B * T;
const inputIds = randomIntegers(1, N, 8).map((id) => id + 2); // tokens 2 to 9, most of them repeated
/** The last sentence ends after 4 tokens. */
const attentionMask = Int32Array.from({ length: N }, (_, n) => (n < 18 ? 1 : 0));

describe.each([9, 12, 72])('embeddings gradient, width %i', (D) => {
  const size = D / elements(D).count;
  const start = V * D + 4 * size; // the position table begins after a gap
  /** What the decoder has written, and garbage where positions go. */
  const before = random(2, start + POSITIONS * D);
  const real = (values: Float32Array) =>
    values.map((v, i) => (attentionMask[Math.floor(i / D)] ? v : 0));

  const run = async (dx: Float32Array) => {
    const step = stepOf({
      batch: batchOf({ batchSize: B, sequenceLength: T, inputIds, attentionMask }),
    });
    const { gradients } = await runKernel(
      device,
      embeddingsGradientKernel(D, T),
      { step, table: Uint32Array.of(POSITIONS, start / size, 0, 0), dx, gradients: before },
      embeddingsGradientWorkgroups(countsOf(step).segments, POSITIONS, D),
    );
    return { words: gradients!.subarray(0, V * D), places: gradients!.subarray(start), gradients };
  };
  const oracle = (dx: Float32Array) => {
    const places = range(N).map((n) => n % T);
    const { gradients } = withGradients(
      (words, positions) =>
        tf.add(
          tf.gather(words!, tf.tensor1d(inputIds, 'int32')),
          tf.gather(positions!, tf.tensor1d(places, 'int32')),
        ),
      [tf.zeros([V, D]), tf.zeros([POSITIONS, D])],
      tf.tensor2d(dx, [N, D]),
    );
    const decoder = tf.tensor1d(before.slice(0, V * D));
    return {
      words: valuesOf(tf.add(decoder, tf.tensor1d(gradients[0]!))),
      places: gradients[1]!,
    };
  };

  it('adds to what the decoder wrote, and sums over the batch for positions', async () => {
    const dx = real(random(3, N * D));
    const [got, want] = [await run(dx), oracle(dx)];
    expectClose(got.words, want.words, TOLERANCE, 'words');
    expectClose(got.places, want.places, TOLERANCE, 'places');
  });

  it('leaves absent tokens alone, and sets positions that no sentence has to 0', async () => {
    const { words, places, gradients } = await run(real(random(3, N * D)));
    const present = new Set(inputIds.filter((_, n) => attentionMask[n]));
    for (const token of range(V)) {
      const row = (values: Float32Array) => values.subarray(token * D, (token + 1) * D);
      const same = row(words).every((v, i) => v === row(before)[i]);
      expect(same, `token ${token}`).toBe(!present.has(token));
    }
    expect(places.subarray(T * D)).toEqual(new Float32Array((POSITIONS - T) * D));
    const gap = (values: Float32Array) => values.subarray(V * D, start);
    expect(gap(gradients!)).toEqual(gap(before));
  });

  it('never reads padded rows for a token', async () => {
    const dx = real(random(3, N * D));
    const spoilt = dx.map((v, i) => (attentionMask[Math.floor(i / D)] ? v : Number.NaN));
    expect((await run(spoilt)).words).toEqual((await run(dx)).words);
  });
});
