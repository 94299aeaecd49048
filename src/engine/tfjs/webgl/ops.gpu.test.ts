import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { parameterLayout } from '../../../model/layout';
import { expectClose } from '../../testClose';
import { dropoutMask, random, randomIntegers, range, withGradients } from '../../webgpu/testOracle';
import { decayMask } from '../adamw';
import type { Ops } from '../chooseOps';
import * as portable from '../ops';
import * as webgl from './ops';
import { testWebGL } from './testWebGL';

const ready = await testWebGL();
// Left on, small tensors are computed on the CPU, where nothing lies beyond an edge.
if (ready) tf.env().set('WEBGL_CPU_FORWARD', false);

/** Relative to the largest value: sums of some hundred float32 values, in another order than the CPU's. */
const TOLERANCE = 5e-6;

/** Makes the tensors of a case anew on the backend it runs on. */
type Case = (ops: Ops) => { f: (...inputs: tf.Tensor[]) => tf.Tensor; inputs: tf.Tensor[] };

/** On WebGL tf.exp holds 1 beyond an odd edge, where no sum may look. */
const withBadEdges = <T extends tf.Tensor>(x: T): T => tf.exp(x);

async function run(backend: 'webgl' | 'cpu', ops: Ops, make: Case) {
  await tf.setBackend(backend);
  expect(tf.getBackend()).toBe(backend);
  const { f, inputs } = make(ops);
  const { shape, size } = f(...inputs);
  const dy = withBadEdges(tf.tensor(random(99, size), shape));
  const result = withGradients(f, inputs, dy);
  tf.disposeVariables();
  return { shape, ...result };
}

/** Value and all gradients, by our shaders on WebGL and by the portable ops on the CPU. */
async function expectSame(make: Case, tolerance = TOLERANCE): Promise<void> {
  const want = await run('cpu', portable, make);
  const got = await run('webgl', webgl, make);
  expect(got.shape).toEqual(want.shape);
  expectClose(got.value, want.value, tolerance, 'value');
  want.gradients.forEach((gradient, i) => {
    expectClose(got.gradients[i]!, gradient, tolerance, `gradient ${i}`);
  });
}

const matrix = (seed: number, rows: number, columns: number) =>
  tf.tensor2d(random(seed, rows * columns), [rows, columns]);
const vector = (seed: number, length: number) => tf.tensor1d(random(seed, length));

describe.skipIf(!ready)('shaders on WebGL, against the portable ops on the CPU', () => {
  it.each([
    [2, 4, 6],
    [5, 7, 9],
    [300, 33, 21], // more rows than one invocation adds up
    [301, 8, 64],
  ])('linear, N %i, I %i, O %i', (N, I, O) =>
    expectSame((ops) => ({
      f: (x, w, b) => ops.linear(x as tf.Tensor2D, w as tf.Tensor2D, b as tf.Tensor1D),
      inputs: [matrix(1, N, I), matrix(2, O, I), vector(3, O)],
    })),
  );

  it('gelu, from where it is 0 to where it is x', () => {
    const values = [...range(2001).map((i) => (i - 1000) / 100), 0, 1e-30, -1e-30, 50, -50, 1e20];
    return expectSame(
      (ops) => ({
        f: (x) => ops.gelu(x as tf.Tensor2D),
        // 1e20 alone would hide every other difference.
        inputs: [tf.tensor2d(values.slice(0, -1), [values.length - 1, 1])],
      }),
      4e-7,
    ); // of 50; the polynomials' error is 1.4e-7, the CPU's 1.5e-7
  });

  it.each([
    [4, 8],
    [7, 13],
    [301, 64],
  ])('layerNorm, N %i, D %i', (N, D) =>
    expectSame((ops) => ({
      f: (x, w, b) => ops.layerNorm(x as tf.Tensor2D, w as tf.Tensor1D, b as tf.Tensor1D, 1e-12),
      inputs: [tf.add(matrix(1, N, D), 3), vector(2, D), vector(3, D)],
    })),
  );

  it.each([
    [1, 2],
    [5, 37],
    [32, 64],
    [160, 130],
  ])('crossEntropy, M %i, V %i', (M, V) =>
    expectSame((ops) => {
      const labels = randomIntegers(2, M, V);
      labels[0] = V - 1;
      labels[M - 1] = 0;
      const weights = tf.tensor1d(range(M).map((i) => (i % 5 === 4 ? 0 : 1 / M)));
      return {
        f: (x) => ops.crossEntropy(x as tf.Tensor2D, tf.tensor1d(labels, 'int32'), weights),
        inputs: [tf.mul(matrix(1, M, V), 30)],
      };
    }),
  );

  it.each([
    ['even', 2, 6, 2, 4],
    ['even, wider than a texel', 3, 32, 4, 16],
    ['odd T', 3, 7, 2, 4],
    ['odd head size', 2, 6, 2, 3],
  ])('attention, %s', async (_, B, T, H, K) => {
    for (const side of [undefined, 'left'] as const) {
      for (const p of [0, 0.3]) {
        await expectSame((ops) => {
          const padding = new Float32Array(B * T);
          for (let b = 1; b < B; b++) padding.fill(-1e9, (b + 1) * T - 2 * b, (b + 1) * T);
          const left = range(T * T).map((n) => (n % T > Math.floor(n / T) ? -1e9 : 0));
          const bias = {
            padding: tf.tensor4d(padding, [B, 1, 1, T]),
            ...(side ? { side: tf.tensor4d(left, [1, 1, T, T]) } : {}),
          };
          const mask = dropoutMask(p, 5, range(B * H * T * T));
          const dropout = p > 0 ? tf.tensor3d(mask, [B * H, T, T]) : undefined;
          return {
            f: (qkv) => ops.attention(qkv as tf.Tensor2D, bias, H, dropout),
            inputs: [matrix(1, B * T, 3 * H * K)],
          };
        });
      }
    }
  });

  it('attention hands out its probabilities', async () => {
    const [B, T, H] = [2, 6, 3];
    const seen: tf.Tensor3D[] = [];
    for (const [backend, ops] of [
      ['webgl', webgl],
      ['cpu', portable],
    ] as const) {
      await tf.setBackend(backend);
      const padding = tf.tensor4d(
        [...range(T).map(() => 0), 0, 0, 0, -1e9, -1e9, -1e9],
        [B, 1, 1, T],
      );
      ops.attention(matrix(1, B * T, 18), { padding }, H, undefined, (p) =>
        seen.push(tf.keep(p.clone())),
      );
    }
    expect(seen[0]!.shape).toEqual([B * H, T, T]);
    expectClose(seen[0]!.dataSync<'float32'>(), seen[1]!.dataSync<'float32'>(), TOLERANCE, 'p');
  });

  it.each([
    [6, 4, 10],
    [7, 5, 33],
    [1, 3, 1],
  ])('gatherRows, %i rows of %i, N %i', (rows, D, N) =>
    expectSame((ops) => ({
      f: (table) => ops.gatherRows(table as tf.Tensor2D, randomIntegers(2, N, rows)),
      inputs: [matrix(1, rows, D)],
    })),
  );

  it.each([
    ['segment 0 only', 3, 6, 8, false],
    ['odd, segment 0 only', 3, 5, 7, false],
    ['odd, two segments', 3, 5, 7, true],
  ])('embed, %s', (_, B, T, D, typed) =>
    expectSame((ops) => {
      const batch = {
        batchSize: B,
        sequenceLength: T,
        inputIds: randomIntegers(4, B * T, 11),
        ...(typed ? { tokenTypeIds: randomIntegers(5, B * T, 2) } : {}),
      };
      return {
        f: (words, positions, types) =>
          ops.embed(words as tf.Tensor2D, positions as tf.Tensor2D, types as tf.Tensor2D, batch),
        inputs: [matrix(1, 11, D), matrix(2, T + 2, D), matrix(3, 2, D)],
      };
    }),
  );

  // That gradients do not look there either is in every case: `run` hands them such a dy.
  it('no sum looks beyond an odd edge', async () => {
    const [N, D] = [7, 13];
    await expectSame((ops) => ({
      f: (x, w, b) =>
        ops.layerNorm(withBadEdges(x as tf.Tensor2D), w as tf.Tensor1D, b as tf.Tensor1D, 1e-12),
      inputs: [matrix(1, N, D), vector(2, D), vector(3, D)],
    }));
    await expectSame((ops) => ({
      f: (x) => {
        const labels = tf.tensor1d(randomIntegers(2, N, D), 'int32');
        return ops.crossEntropy(withBadEdges(x as tf.Tensor2D), labels, tf.ones([N]));
      },
      inputs: [matrix(1, N, D)],
    }));
  });

  const layoutOf = (V: number, D: number, F: number, L: number) =>
    parameterLayout({
      vocabSize: V,
      hiddenSize: D,
      numHiddenLayers: L,
      numAttentionHeads: 1,
      intermediateSize: F,
      maxPositionEmbeddings: 9,
      typeVocabSize: 2,
      layerNormEps: 1e-12,
      tieWordEmbeddings: true,
      initializerRange: 0.02,
    });

  it.each([
    ['even', layoutOf(64, 16, 32, 1)],
    ['odd', layoutOf(37, 9, 21, 2)],
  ])(
    'groups come out of the flat vector, and go back with 0 between them, %s',
    async (_, layout) => {
      await tf.setBackend('webgl');
      const values = random(1, layout.length);
      const parts = webgl.splitGroups(webgl.flatTensor(values), layout);
      const want = new Float32Array(layout.length);
      layout.groups.forEach(({ name, shape, offset, size }, i) => {
        expect(parts[i]!.shape, name).toEqual(shape);
        const part = values.subarray(offset, offset + size);
        expect(parts[i]!.dataSync(), name).toEqual(part);
        want.set(part, offset);
      });
      expect(webgl.joinGroups(parts, layout).dataSync()).toEqual(want);
      const bad = webgl.joinGroups(parts.map(withBadEdges), layout).dataSync<'float32'>();
      layout.groups.forEach(({ name, offset, size }, i) => {
        const gap = bad.subarray(offset + size, layout.groups[i + 1]?.offset ?? layout.length);
        expect(bad[offset], name).not.toBe(0);
        expect(gap, name).toEqual(new Float32Array(gap.length));
      });
    },
  );

  it('leaves 0 beyond an odd edge, which the matrix product adds up', async () => {
    const [V, D] = [37, 9];
    const layout = layoutOf(V, D, 21, 2);
    const values = random(1, layout.length);
    const products = async (backend: 'webgl' | 'cpu', words: () => tf.Tensor2D) => {
      await tf.setBackend(backend);
      const all = words();
      const right = (rows: number) => withBadEdges(matrix(2, rows, 2));
      const both = [tf.matMul(all, right(D)), tf.matMul(all, right(V), true)];
      return both.map((product) => product.dataSync<'float32'>());
    };
    const got = await products(
      'webgl',
      () => webgl.splitGroups(webgl.flatTensor(values), layout)[0] as tf.Tensor2D,
    );
    const want = await products('cpu', () => tf.tensor2d(values.subarray(0, V * D), [V, D]));
    expectClose(got[0]!, want[0]!, TOLERANCE, 'odd columns');
    expectClose(got[1]!, want[1]!, TOLERANCE, 'odd rows');
  });

  it.each([
    ['clipped', 0.1],
    ['as it is', 1e9],
  ])('AdamW, the gradient %s', async (_, maxGradNorm) => {
    const layout = layoutOf(37, 9, 21, 2);
    const P = layout.length;
    const start = random(1, P);
    const results: Float32Array[][] = [];
    for (const [backend, ops] of [
      ['webgl', webgl],
      ['cpu', portable],
    ] as const) {
      await tf.setBackend(backend);
      const decay = ops.flatTensor(decayMask(layout));
      let state = {
        parameters: ops.flatTensor(start),
        firstMoment: ops.flatTensor(new Float32Array(P)),
        secondMoment: ops.flatTensor(new Float32Array(P)),
      };
      const norms: number[] = [];
      for (let step = 1; step <= 5; step++) {
        const gradients = ops.flatTensor(random(1 + step, P));
        const options = { learningRate: 0.01 * step, weightDecay: 0.1, maxGradNorm };
        const next = ops.adamWStep(state, gradients, decay, step, options);
        state = next.state;
        norms.push(next.gradNorm.dataSync()[0]!);
      }
      const { parameters, firstMoment, secondMoment } = state;
      const tensors = [parameters, firstMoment, secondMoment];
      results.push([...tensors.map((t) => t.dataSync<'float32'>()), Float32Array.from(norms)]);
    }
    const [got, want] = results as [Float32Array[], Float32Array[]];
    ['parameters', 'first moment', 'second moment', 'norms'].forEach((name, i) => {
      expectClose(got[i]!, want[i]!, 1e-6, name);
    });
  });
});
