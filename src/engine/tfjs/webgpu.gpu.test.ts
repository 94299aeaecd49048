import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { expectClose } from '../testClose';
import { hiddenStatesOfPlainLoops } from '../testHiddenStates';
import { goldenModel, leakRound, parityWithPyTorch } from '../testParity';
import { parityWithPortable } from '../testPortable';
import { random, randomIntegers } from '../webgpu/testOracle';
import { createTfjsEngine } from './engine';
import * as portable from './ops';
import * as webgpu from './webgpu/ops';
import { testWebGPU } from './webgpu/testWebGPU';

const ready = await testWebGPU();
const startEngine = async () => createTfjsEngine(ready!);

/** On a backend: `linear` and `gatherRows` of N rows, multiplied, and the gradient by everything that goes in. */
async function longSums(
  backend: 'cpu' | 'tfjs-webgpu',
  { linear, gatherRows }: Pick<typeof portable, 'linear' | 'gatherRows'>,
  N: number,
): Promise<Float32Array[]> {
  await tf.setBackend(backend);
  expect(tf.getBackend()).toBe(backend);
  const rows = randomIntegers(5, N, 20);
  const [x, w, b, table, dy] = [
    tf.tensor2d(random(1, N * 16), [N, 16]),
    tf.tensor2d(random(2, 24 * 16), [24, 16]),
    tf.tensor1d(random(3, 24)),
    tf.tensor2d(random(4, 20 * 24), [20, 24]),
    tf.tensor2d(random(6, N * 24), [N, 24]),
  ] as const;
  const f = (...[xs, ws, bs, ts]: tf.Tensor[]) =>
    tf.mul(
      linear(xs as tf.Tensor2D, ws as tf.Tensor2D, bs as tf.Tensor1D),
      gatherRows(ts as tf.Tensor2D, rows),
    );
  const { value, grads } = tf.valueAndGrads(f)([x, w, b, table], dy);
  const results = await Promise.all([value, ...grads].map((t) => t.data<'float32'>()));
  tf.dispose([x, w, b, table, dy, value, grads]);
  return results;
}

describe.skipIf(!ready)('the portable engine on WebGPU', () => {
  // As on the CPU: sums in float32 by another order of additions. States are kept as on the CPU and on WebGL.
  parityWithPyTorch('tfjs-webgpu', startEngine, { loss: 2e-6, gradient: 1e-4 }, false);
  parityWithPortable('tfjs-webgpu', startEngine, {
    shapes: ['untied', '[CLS] alone'],
    repeated: 2,
  });
  hiddenStatesOfPlainLoops('tfjs-webgpu', startEngine);

  it('keeps no tensor from round to round, and frees all in the end', async () => {
    const engine = await startEngine();
    const before = tf.memory().numTensors;
    const m = await goldenModel(engine);
    for (let i = 0; i < 2; i++) await leakRound(m);
    const settled = tf.memory().numTensors;
    await leakRound(m);
    expect(tf.memory().numTensors).toBe(settled);
    m.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('refuses a model whose state is too large for a buffer, and says so', async () => {
    const limits = { maxBufferSize: 1000, maxStorageBufferBindingSize: 1000 };
    const small = createTfjsEngine({ ...ready!, limits });
    await expect(goldenModel(small)).rejects.toThrow(
      /model's parameters would take 1 MiB in one piece.*smaller model/,
    );
    await expect(goldenModel(small)).rejects.toThrow(RangeError);
  });

  // TensorFlow.js would add these up with atomics, each time in another order.
  it('adds up long sums in one order: equal bits each time, and close to the CPU', async () => {
    const N = 2100;
    const first = await longSums('tfjs-webgpu', webgpu, N);
    const want = await longSums('cpu', portable, N);
    want.forEach((values, i) => {
      expectClose(first[i]!, values, 5e-6, ['value', 'x', 'w', 'b', 'table'][i]!);
    });
    for (let i = 0; i < 2; i++) {
      expect(await longSums('tfjs-webgpu', webgpu, N)).toEqual(first);
    }
  });
});
