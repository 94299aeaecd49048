import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { key } from '../../../base/random';
import type { Epilogue, Form, GemmShape } from '../../compiled/plan/ops';
import { expectClose } from '../../testClose';
import { testDevice } from '../testDevice';
import { batchOf, stepOf } from '../testKernel';
import {
  dropoutMask,
  gelu,
  random,
  range,
  startOracle,
  valuesOf,
  withGradients,
} from '../testOracle';
import { TILINGS } from '../tilings';
import { runGemm } from './testGemm';

const device = await testDevice();
startOracle();

/** Sums of 9 products, and a GELU whose erf is wrong by 1.4e-7 here and 1.5e-7 in TensorFlow.js. */
const TOLERANCE = 1e-6;

/** Rows more than a tile has; columns that a tile cuts, and by single floats ones that cut a four. */
const WAYS = [
  { tiling: 'direct', vec: true, R: 10, C: 12, S: 8 },
  { tiling: 'direct', vec: false, R: 10, C: 9, S: 7 },
  { tiling: 'small', vec: true, R: 34, C: 36, S: 8 },
] as const;

const P = 0.3;
const DROPOUT = { hiddenDropoutProb: P, attentionProbsDropoutProb: 0.5, key: 77 };
const SITE = 6;

/** A step whose blanks lie at every second row but the first. */
function stepWithBlanks(blanks: number, dropout = DROPOUT) {
  const positions = Int32Array.from({ length: blanks }, (_, m) => 1 + 2 * m);
  const rows = 2 * blanks + 1;
  const batch = batchOf({
    inputIds: new Int32Array(rows),
    attentionMask: new Int32Array(rows),
    positions,
    labels: new Int32Array(blanks),
  });
  return { positions, step: stepOf({ batch, dropout }) };
}

describe.each(WAYS)('gemm epilogues, $tiling, vec $vec', ({ tiling, vec, R, C, S }) => {
  const run = (
    form: Form,
    epilogue: Epilogue,
    values: Record<string, Float32Array>,
    more: { shape?: Partial<GemmShape>; step?: Uint32Array<ArrayBuffer> } = {},
  ) =>
    runGemm(
      device,
      { form, epilogue, tiling: TILINGS[tiling], vec },
      {
        ...{ rows: R, columns: C, inner: S },
        ...{ lda: S, ldb: form === 'NT' ? S : C, ldc: C, ...more.shape },
      },
      { C: new Float32Array(R * C), ...values },
      more.step,
    );
  const [a, b] = [random(1, R * S), random(2, C * S)];
  const [bias, residual] = [random(3, C), random(4, R * C)];
  const x = () => tf.tensor2d(a, [R, S]);
  const linear = () => tf.add(tf.matMul(x(), tf.tensor2d(b, [C, S]), false, true), bias);

  it('adds the bias', async () => {
    const { C: got } = await run('NT', { bias: true }, { A: a, B: b, bias });
    expectClose(got!, valuesOf(linear()), TOLERANCE, 'C');
  });

  it('keeps what goes into the GELU, and goes on with what comes out', async () => {
    const values = { A: a, B: b, bias, before: new Float32Array(R * C) };
    const got = await run('NT', { bias: true, gelu: true }, values);
    expectClose(got.before!, valuesOf(linear()), TOLERANCE, 'before');
    expectClose(got.C!, valuesOf(gelu(linear())), TOLERANCE, 'C');
  });

  it("multiplies by the GELU's derivative", async () => {
    // C = (A B) · gelu'(before) is what reaches `before` through gelu(before) Bᵀ, when A reaches that.
    const before = random(5, R * C).map((v) => 2 * v);
    const { gradients } = withGradients(
      (u) => tf.matMul(gelu(u!), tf.tensor2d(b, [S, C]), false, true),
      [tf.tensor2d(before, [R, C])],
      x(),
    );
    const { C: got } = await run('NN', { geluGradient: true }, { A: a, B: b, before });
    expectClose(got!, gradients[0]!, TOLERANCE, 'C');
  });

  it('adds the residual', async () => {
    const product = tf.matMul(x(), tf.tensor2d(b, [S, C]));
    const { C: got } = await run('NN', { residual: true }, { A: a, B: b, residual });
    expectClose(got!, valuesOf(tf.add(product, tf.tensor2d(residual, [R, C]))), TOLERANCE, 'C');
  });

  describe('dropout', () => {
    const epilogue = { bias: true, dropoutFirst: true, residual: true };
    const values = { A: a, B: b, bias, residual };
    const mask = (rows: ArrayLike<number>) =>
      tf.tensor2d(
        dropoutMask(
          P,
          key(DROPOUT.key, SITE),
          range(R * C).map((i) => rows[Math.floor(i / C)]! * C + (i % C)),
        ),
        [R, C],
      );
    const expected = (rows: ArrayLike<number>) =>
      valuesOf(tf.add(tf.mul(linear(), mask(rows)), tf.tensor2d(residual, [R, C])));

    it.each([false, true])('before the residual, at blanks %s', async (atBlanks) => {
      const { positions, step } = stepWithBlanks(R);
      const shape = { site: SITE, atBlanks };
      const { C: got } = await run('NT', epilogue, values, { shape, step });
      expectClose(got!, expected(atBlanks ? positions : range(R)), TOLERANCE, 'C');
      // The other rows' masks are others.
      const other = expected(atBlanks ? range(R) : positions);
      expect(() => expectClose(got!, other, 0.1, 'C')).toThrow();
    });

    it('after the residual', async () => {
      const { step } = stepWithBlanks(R);
      const last = { residual: true, dropoutLast: true };
      const shape = { site: SITE };
      const { C: got } = await run('NN', last, { A: a, B: b, residual }, { shape, step });
      const product = tf.matMul(x(), tf.tensor2d(b, [S, C]));
      const sum = tf.add(product, tf.tensor2d(residual, [R, C]));
      expectClose(got!, valuesOf(tf.mul(sum, mask(range(R)))), TOLERANCE, 'C');
    });

    it('follows key and site, and at p = 0 keeps all', async () => {
      const drawn = async (site: number, dropout: typeof DROPOUT) => {
        const { step } = stepWithBlanks(R, dropout);
        return (await run('NT', epilogue, values, { shape: { site }, step })).C!;
      };
      const one = await drawn(SITE, DROPOUT);
      expect(await drawn(SITE, DROPOUT)).toEqual(one);
      expect(await drawn(SITE + 1, DROPOUT)).not.toEqual(one);
      expect(await drawn(SITE, { ...DROPOUT, key: 78 })).not.toEqual(one);
      const all = await drawn(SITE, { ...DROPOUT, hiddenDropoutProb: 0 });
      const undropped = valuesOf(tf.add(linear(), tf.tensor2d(residual, [R, C])));
      expectClose(all, undropped, TOLERANCE, 'C');
    });
  });
});
