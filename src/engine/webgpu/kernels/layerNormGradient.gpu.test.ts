import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { key } from '../../../base/random';
import { expectClose } from '../../testClose';
import { linear } from '../kernel';
import { testDevice } from '../testDevice';
import { batchOf, runKernel, stepOf } from '../testKernel';
import {
  dropoutMask,
  gelu,
  layerNorm,
  random,
  range,
  startOracle,
  valuesOf,
  withGradients,
} from '../testOracle';
import { type LayerNormGradientOptions, layerNormGradientKernel } from './layerNormGradient';
import { rowGroups } from './rowSums';

const device = await testDevice();
startOracle();

/**
 * Differences of g and its means over at most 72 values, times 1/σ: rounding grows by a few. The
 * autodiff of plain operations, which rounds in other places, is wrong by about as much.
 */
const TOLERANCE = 1e-6;
const EPSILON = 1e-12;
const WAYS = [9, 12, 72].flatMap((width) => [1, 32].map((lanes) => ({ width, lanes })));

const P = 0.3;
const DROPOUT = { hiddenDropoutProb: P, attentionProbsDropoutProb: 0, key: 13 };
const SITE = 5;

describe.each(WAYS)('LayerNorm gradient, width $width, lanes $lanes', ({ width: D, lanes }) => {
  const N = 17;
  const M = 6;
  const positions = Int32Array.of(1, 2, 5, 8, 13, 16);
  const batch = batchOf({
    inputIds: new Int32Array(N),
    attentionMask: new Int32Array(N),
    positions,
    labels: new Int32Array(M),
  });
  const weight = random(2, D).map((w) => 1 + 0.1 * w);

  const norm = (x: tf.Tensor) => layerNorm(x, tf.tensor1d(weight), tf.zeros([D]), EPSILON);
  const matrix = (values: Float32Array) => tf.tensor2d(values, [values.length / D, D]);
  /** What the forward pass has kept of LayerNorm's input. */
  const kept = (input: tf.Tensor) => {
    const { normal, inverse } = norm(input);
    return { normal: valuesOf(normal), inverse: valuesOf(inverse), weight };
  };
  const run = (
    options: Pick<LayerNormGradientOptions, 'before' | 'rows'>,
    values: Record<string, Float32Array | Uint32Array>,
    step = stepOf({ batch }),
  ) =>
    runKernel(
      device,
      layerNormGradientKernel({ width: D, lanes, ...options }),
      { step, dx: new Float32Array(N * D).fill(-7), ...values },
      linear(rowGroups(options.rows === 'rows' ? N : M, lanes), 1),
    );
  const untouched = (values: Float32Array | undefined, rows: number) =>
    values!.subarray(rows * D).every((v) => v === -7);

  it('after the embeddings', async () => {
    const [x, dy] = [random(3, N * D), random(4, N * D)];
    const { gradients } = withGradients((t) => norm(t!).y, [matrix(x)], matrix(dy));
    const options = { before: 'embeddings', rows: 'rows' } as const;
    const { dx } = await run(options, { dy, ...kept(matrix(x)) });
    expectClose(dx!, gradients[0]!, TOLERANCE, 'dx');
  });

  describe.each([
    { rows: 'rows', count: N },
    { rows: 'blanks', count: M },
  ] as const)('after dropout and a residual, over the $rows', ({ rows, count }) => {
    const [dense, past, dy] = [3, 4, 5].map((seed) => random(seed, count * D));
    const atBlanks = rows === 'blanks';
    const shape = Uint32Array.of(1, 0, SITE, atBlanks ? 1 : 0);

    it.each([undefined, DROPOUT])('dropout %o', async (dropout) => {
      const place = (row: number) => (atBlanks ? positions[row]! : row);
      const counters = range(count * D).map((i) => place(Math.floor(i / D)) * D + (i % D));
      const p = dropout?.hiddenDropoutProb ?? 0;
      const mask = matrix(dropoutMask(p, key(DROPOUT.key, SITE), counters));
      const sum = (x: tf.Tensor, r: tf.Tensor) => tf.add(tf.mul(x, mask), r);
      const inputs = [matrix(dense!), matrix(past!)] as const;
      const { gradients } = withGradients((x, r) => norm(sum(x!, r!)).y, inputs, matrix(dy!));
      const step = stepOf(dropout ? { batch, dropout } : { batch });
      const residual = new Float32Array(N * D).fill(-7);
      const values = { dy: dy!, ...kept(sum(...inputs)), shape, residual };
      const got = await run({ before: 'residual', rows }, values, step);
      const own = (name: string) => got[name]!.subarray(0, count * D);
      expectClose(own('dx'), gradients[0]!, TOLERANCE, 'dx');
      expectClose(own('residual'), gradients[1]!, TOLERANCE, 'residual');
      expect(untouched(got.dx, count) && untouched(got.residual, count)).toBe(true);
      expect(got.dx!.some((v) => v === 0)).toBe(p > 0);
    });
  });

  it.each([1, 3])('after a GELU, from %i slabs', async (slabs) => {
    const input = random(3, M * D);
    const slabStride = M * D + 8;
    const parts = random(4, slabs * slabStride);
    const slab = (s: number) => matrix(parts.slice(s * slabStride, s * slabStride + M * D));
    const dy = tf.addN(range(slabs).map(slab));
    const { gradients } = withGradients((u) => norm(gelu(u!)).y, [matrix(input)], dy);
    const shape = Uint32Array.of(slabs, slabStride, 0, 0);
    const values = { parts, input, ...kept(gelu(matrix(input))), shape };
    const whole = { ...values, dy: new Float32Array(N * D).fill(-7) };
    const got = await run({ before: 'gelu', rows: 'blanks' }, whole);
    expectClose(got.dy!.subarray(0, M * D), valuesOf(dy), 2e-7, 'dy'); // two additions
    expectClose(got.dx!.subarray(0, M * D), gradients[0]!, TOLERANCE, 'dx');
    expect(untouched(got.dx, M) && untouched(got.dy, M)).toBe(true);
  });
});
