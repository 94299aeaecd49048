import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import type { Form, GemmShape } from '../../compiled/plan/ops';
import { expectClose } from '../../testClose';
import { isSecondBrowser } from '../../testSecondBrowser';
import { testDevice } from '../testDevice';
import { batchOf, stepOf } from '../testKernel';
import { random, range, startOracle, valuesOf, withGradients } from '../testOracle';
import { TILINGS } from '../tilings';
import { runGemm } from './testGemm';

const device = await testDevice();
startOracle();

/** Sums of up to 40 products of order 1 in float32: each addition rounds by 6e-8 of the sum. */
const TOLERANCE = 1e-6;

const FORMS = ['NT', 'NN', 'TN'] as const;

interface Size {
  readonly R: number;
  readonly C: number;
  readonly S: number;
}
/** Larger than a tile of any tiling: read by fours, and one by one. */
const LARGEST: Size[] = [
  { R: 72, C: 68, S: 36 },
  { R: 33, C: 65, S: 37 },
];
const SIZES = isSecondBrowser
  ? LARGEST
  : [
      { R: 8, C: 8, S: 8 },
      { R: 30, C: 36, S: 12 },
      { R: 5, C: 7, S: 3 },
      { R: 70, C: 40, S: 20 },
      ...LARGEST,
      { R: 1, C: 1, S: 1 },
    ];

const shapeOf = (form: Form, { R, C, S }: Size): GemmShape => ({
  rows: R,
  columns: C,
  inner: S,
  lda: form === 'TN' ? R : S,
  ldb: form === 'NT' ? S : C,
  ldc: C,
});

const readsByFours = ({ lda, ldb, ldc }: GemmShape) => [lda, ldb, ldc].every((n) => n % 4 === 0);

/**
 * How a tiling reads this shape. Reading one float at a time is the same code in all tilings of a kind,
 * and SwiftShader takes a second to compile one with barriers: the larger two go without.
 */
const waysToRead = (name: keyof typeof TILINGS, shape: GemmShape) =>
  [true, false].filter((vec) =>
    vec ? readsByFours(shape) : name !== 'medium' && name !== 'large',
  );

function product(form: Form, { R, C, S }: Size, a: Float32Array, b: Float32Array): Float32Array {
  const [ta, tb] = [form === 'TN', form === 'NT'];
  const A = tf.tensor2d(a, ta ? [S, R] : [R, S]);
  const B = tf.tensor2d(b, tb ? [C, S] : [S, C]);
  return valuesOf(tf.matMul(A, B, ta, tb));
}

describe.each(Object.keys(TILINGS) as (keyof typeof TILINGS)[])('gemm, %s', (name) => {
  const tiling = TILINGS[name];

  it.each(FORMS.flatMap((form) => SIZES.map((size) => ({ form, ...size }))))(
    '$form $R x $C, sum over $S',
    async ({ form, ...size }) => {
      const { R, C, S } = size;
      const shape = shapeOf(form, size);
      const [a, b] = [random(1, R * S), random(2, S * C)];
      const expected = product(form, size, a, b);
      for (const vec of waysToRead(name, shape)) {
        const options = { form, epilogue: {}, tiling, vec };
        const values = { A: a, B: b, C: new Float32Array(R * C) };
        const got = await runGemm(device, options, shape, values);
        expectClose(got.C!, expected, TOLERANCE, `C, vec ${vec}`);
      }
    },
  );
});

/** What only sizes and offsets decide is the same code in all tilings of a kind. */
describe.each(['direct', 'small'] as const)('gemm, %s', (name) => {
  const tiling = TILINGS[name];

  it('makes a linear layer and both its gradients', async () => {
    const [N, I, O] = [10, 9, 7];
    const [x, w, dy] = [random(1, N * I), random(2, O * I), random(3, N * O)];
    const { value, gradients } = withGradients(
      (xs, ws) => tf.matMul(xs!, ws!, false, true),
      [tf.tensor2d(x, [N, I]), tf.tensor2d(w, [O, I])],
      tf.tensor2d(dy, [N, O]),
    );
    const run = async (form: Form, size: Size, A: Float32Array, B: Float32Array) => {
      const options = { form, epilogue: {}, tiling, vec: false };
      const values = { A, B, C: new Float32Array(size.R * size.C) };
      return (await runGemm(device, options, shapeOf(form, size), values)).C!;
    };
    expectClose(await run('NT', { R: N, C: O, S: I }, x, w), value, TOLERANCE, 'y');
    expectClose(await run('NN', { R: N, C: I, S: O }, dy, w), gradients[0]!, TOLERANCE, 'dx');
    expectClose(await run('TN', { R: O, C: I, S: N }, dy, x), gradients[1]!, TOLERANCE, 'dW');
  });

  it.each(FORMS.flatMap((form) => [3, 8].map((slabs) => ({ form, slabs }))))(
    '$form cuts a sum over 37 into $slabs slabs',
    async ({ form, slabs }) => {
      const size = { R: 6, C: 9, S: 37 };
      const [a, b] = [random(1, 6 * 37), random(2, 37 * 9)];
      const slabStride = 60; // 54, and a gap
      const shape = { ...shapeOf(form, size), slabs, slabStride };
      const options = { form, epilogue: {}, tiling, vec: false };
      const values = { A: a, B: b, C: new Float32Array(slabs * slabStride).fill(-7) };
      const { C } = await runGemm(device, options, shape, values);
      const slab = (s: number) => C!.subarray(s * slabStride, s * slabStride + 54);
      const sum = Float32Array.from({ length: 54 }, (_, i) =>
        range(slabs).reduce((total, s) => total + slab(s)[i]!, 0),
      );
      expectClose(sum, product(form, size, a, b), TOLERANCE, 'sum of slabs');
      // 37 in parts of 16 or of 8: slabs behind the end hold zeros, and all others something.
      const full = Math.ceil(37 / (slabs === 3 ? 16 : 8));
      for (const s of range(slabs)) {
        expect(
          slab(s).some((v) => v !== 0),
          `slab ${s}`,
        ).toBe(s < full);
        const gap = C!.subarray(s * slabStride + 54, (s + 1) * slabStride);
        expect(gap.every((v) => v === -7)).toBe(true);
      }
    },
  );

  it('runs a batch, whose last product sums over the blanks only', async () => {
    const [N, M, R, C] = [11, 3, 8, 12];
    const batch = batchOf({
      inputIds: new Int32Array(N),
      attentionMask: new Int32Array(N),
      positions: Int32Array.of(1, 4, 9),
      labels: new Int32Array(M),
    });
    const [strideA, strideB, strideC] = [N * R + 4, N * C + 8, R * C + 16];
    const [a, b] = [random(1, 3 * strideA), random(2, 3 * strideB)];
    for (const vec of [true, false]) {
      const { C: got } = await runGemm(
        device,
        { form: 'TN', epilogue: {}, tiling, vec },
        {
          ...{ rows: R, columns: C, inner: 'rows', lda: R, ldb: C, ldc: C },
          ...{ batch: 3, strideA, strideB, strideC, lastOnBlanks: true },
        },
        { A: a, B: b, C: new Float32Array(3 * strideC) },
        stepOf({ batch }),
      );
      for (const [i, S] of [N, N, M].entries()) {
        const A = a.slice(i * strideA, i * strideA + S * R);
        const B = b.slice(i * strideB, i * strideB + S * C);
        const expected = product('TN', { R, C, S }, A, B);
        const actual = got!.subarray(i * strideC, i * strideC + R * C);
        expectClose(actual, expected, TOLERANCE, `product ${i}, vec ${vec}`);
      }
    }
  });

  it.each(['rows', 'blanks'] as const)('makes as many rows as the step has %s', async (rows) => {
    const batch = batchOf({
      inputIds: new Int32Array(10),
      attentionMask: new Int32Array(10),
      positions: Int32Array.of(2, 5, 6),
      labels: new Int32Array(3),
    });
    const R = { rows: 10, blanks: 3 }[rows];
    const [a, b] = [random(1, 12 * 5), random(2, 7 * 5)];
    const { C } = await runGemm(
      device,
      { form: 'NT', epilogue: {}, tiling, vec: false },
      { rows, columns: 7, inner: 5, lda: 5, ldb: 5, ldc: 7 },
      { A: a, B: b, C: new Float32Array(12 * 7).fill(-7) },
      stepOf({ batch }),
    );
    const expected = product('NT', { R, C: 7, S: 5 }, a.slice(0, R * 5), b);
    expectClose(C!.subarray(0, R * 7), expected, TOLERANCE, 'C');
    expect(C!.subarray(R * 7).every((v) => v === -7)).toBe(true);
  });

  it('reads a vocabulary that is no multiple of four by fours, forth and back', async () => {
    const [M, V, D, stride] = [6, 37, 12, 40];
    const [x, words] = [random(1, M * D), random(2, V * D)];
    const logits = await runGemm(
      device,
      { form: 'NT', epilogue: {}, tiling, vec: true },
      { rows: M, columns: V, inner: D, lda: D, ldb: D, ldc: stride },
      { A: x, B: words, C: new Float32Array(M * stride) },
    );
    // The padding holds whatever came of it; the cross entropy makes it 0.
    const packed = range(M * V).map((i) => logits.C![Math.floor(i / V) * stride + (i % V)]!);
    const expected = product('NT', { R: M, C: V, S: D }, x, words);
    expectClose(packed, expected, TOLERANCE, 'logits');

    const dlogits = random(3, M * V);
    const padded = new Float32Array(M * stride);
    for (const m of range(M)) padded.set(dlogits.subarray(m * V, (m + 1) * V), m * stride);
    const dx = await runGemm(
      device,
      { form: 'NN', epilogue: {}, tiling, vec: true },
      { rows: M, columns: D, inner: stride, innerB: V, lda: stride, ldb: D, ldc: D },
      { A: padded, B: words, C: new Float32Array(M * D) },
    );
    expectClose(dx.C!, product('NN', { R: M, C: D, S: V }, dlogits, words), TOLERANCE, 'dx');
    const dWords = await runGemm(
      device,
      { form: 'TN', epilogue: {}, tiling, vec: true },
      { rows: V, columns: D, inner: M, lda: stride, ldb: D, ldc: D },
      { A: padded, B: x, C: new Float32Array(V * D) },
    );
    expectClose(dWords.C!, product('TN', { R: V, C: D, S: M }, dlogits, x), TOLERANCE, 'dW');
  });
});
