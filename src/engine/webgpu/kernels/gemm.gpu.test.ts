import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, describe, it } from 'vitest';
import { key, normalAt } from '../../../base/random';
import { expectClose } from '../testBuffers';
import { testDevice } from '../testDevice';
import { runKernel, stepOf } from '../testKernel';
import { gemmWorkgroups, TILINGS } from '../tilings';
import { type Form, type GemmShape, gemmKernel, gemmWords } from './gemm';

const device = await testDevice();
const random = (seed: number, length: number) =>
  Float32Array.from({ length }, (_, i) => normalAt(key(seed), i));

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const SIZES = [
  { R: 8, C: 8, S: 8 },
  { R: 30, C: 36, S: 12 },
  { R: 5, C: 7, S: 3 },
  { R: 70, C: 40, S: 20 },
  { R: 33, C: 65, S: 37 },
  { R: 1, C: 1, S: 1 },
];

/** A, B as the form stores them, and their product by TensorFlow.js. */
function operands(form: Form, { R, C, S }: (typeof SIZES)[number]) {
  const a = random(1, R * S);
  const b = random(2, S * C);
  const [ta, tb] = [form === 'TN', form === 'NT'];
  const product = tf
    .matMul(tf.tensor2d(a, ta ? [S, R] : [R, S]), tf.tensor2d(b, tb ? [C, S] : [S, C]), ta, tb)
    .dataSync() as Float32Array;
  const shape: GemmShape = {
    rows: R,
    columns: C,
    inner: S,
    lda: ta ? R : S,
    ldb: tb ? S : C,
    ldc: C,
  };
  return { a, b, product, shape };
}

const divides = ({ R, C, S }: (typeof SIZES)[number]) => [R, C, S].every((n) => n % 4 === 0);

describe.each(Object.keys(TILINGS) as (keyof typeof TILINGS)[])('gemm, %s', (name) => {
  const tiling = TILINGS[name];
  it.each(
    (['NT', 'NN', 'TN'] as const).flatMap((form) => SIZES.map((size) => ({ form, ...size }))),
  )('$form $R x $C, sum over $S', async ({ form, ...size }) => {
    const { a, b, product, shape } = operands(form, size);
    const options = { form, epilogue: {}, tiling, vec: divides(size) };
    const { C } = await runKernel(
      device,
      gemmKernel(options),
      {
        step: stepOf({}),
        shape: gemmWords(shape),
        A: a,
        B: b,
        C: new Float32Array(size.R * size.C),
      },
      gemmWorkgroups(options, shape)({ sequences: 0, rows: 0, blanks: 0, segments: 0 }),
    );
    expectClose(C!, product, 1e-6, 'C');
  });
});
