import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { describe, expect, it, vi } from 'vitest';
import type { Context } from '../../config/settings';
import { parameterLayout } from '../../model/layout';
import type { Batch } from '../engine';
import { hiddenStatesOfPlainLoops } from '../testHiddenStates';
import { batch, goldenModel, goldenOptions, leakRound, parityWithPyTorch } from '../testParity';
import { random, randomIntegers } from '../webgpu/testOracle';
import { createTfjsEngine } from './engine';
import { testWebGL } from './webgl/testWebGL';

const ready = await testWebGL();

async function engineOnWebGL() {
  await tf.setBackend('webgl');
  expect(tf.getBackend()).toBe('webgl');
  return createTfjsEngine(ready!);
}

/** Even sizes, at which nothing takes the portable way; the golden case is odd. */
const config = {
  vocabSize: 70,
  hiddenSize: 16,
  numHiddenLayers: 2,
  numAttentionHeads: 2,
  intermediateSize: 24,
  maxPositionEmbeddings: 10,
  typeVocabSize: 2,
  layerNormEps: 1e-12,
  tieWordEmbeddings: true,
  initializerRange: 0.08,
};
const [B, T] = [3, 8];
const evenBatch: Batch = {
  batchSize: B,
  sequenceLength: T,
  inputIds: randomIntegers(1, B * T, config.vocabSize),
  attentionMask: Int32Array.from({ length: B * T }, (_, i) => (i >= 21 ? 0 : 1)),
  positions: Int32Array.of(0, 3, 9, 14, 18),
  labels: randomIntegers(2, 5, config.vocabSize),
};

describe.skipIf(!ready)('the portable engine on WebGL', () => {
  // As on the CPU: sums in float32 by another order of additions.
  parityWithPyTorch('webgl', engineOnWebGL, { loss: 2e-6, gradient: 1e-4 });
  hiddenStatesOfPlainLoops('webgl', engineOnWebGL);

  it.each(['both', 'left', 'right'] as const)(
    'agrees with the CPU at even sizes, with dropout, context %s',
    async (context: Context) => {
      const layout = parameterLayout(config);
      const parameters = random(3, layout.length).map((value) => 0.3 * value);
      const dropout = { hiddenDropoutProb: 0.2, attentionProbsDropoutProb: 0.2, key: 7 };
      const options = { context, dropout };
      await tf.setBackend('cpu');
      const cpu = createTfjsEngine({ ...ready!, backend: 'cpu' });
      const want = await cpu.gradients(config, parameters, evenBatch, options);
      const got = await (await engineOnWebGL()).gradients(config, parameters, evenBatch, options);
      expect(Math.abs(got.loss - want.loss)).toBeLessThan(2e-6 * want.loss);
      for (const { name, offset, size } of layout.groups) {
        const gradient = want.gradients.subarray(offset, offset + size);
        const largest = gradient.reduce((a, b) => Math.max(a, Math.abs(b)), 0);
        const differences = gradient.map((g, i) => Math.abs(g - got.gradients[offset + i]!));
        expect(Math.max(...differences), name).toBeLessThan(1e-5 * largest);
      }
    },
  );

  it('repeats bit for bit', async () => {
    const engine = await engineOnWebGL();
    const run = async () => {
      const m = await goldenModel(engine);
      for (let i = 0; i < 5; i++) m.train(batch, goldenOptions);
      const result = [await m.statistics(), await m.read()];
      m.dispose();
      return result;
    };
    expect(await run()).toEqual(await run());
  });

  it('keeps no tensor and no texture over 20 steps, and frees all in the end', async () => {
    const engine = await engineOnWebGL();
    const held = () => {
      const { numTensors, numDataBuffers, ...rest } = tf.memory();
      const { numBytesInGPUAllocated } = rest as unknown as { numBytesInGPUAllocated: number };
      return { numTensors, numDataBuffers, numBytesInGPUAllocated };
    };
    const before = held();
    const m = await goldenModel(engine);
    for (let i = 0; i < 3; i++) await leakRound(m);
    const settled = held();
    for (let i = 0; i < 10; i++) await leakRound(m);
    expect(held()).toEqual(settled);
    m.dispose();
    const { numTensors, numDataBuffers } = held();
    expect({ numTensors, numDataBuffers }).toEqual({
      numTensors: before.numTensors,
      numDataBuffers: before.numDataBuffers,
    });
  });

  it('takes at most 60 + 65 L draw calls a step', async () => {
    const engine = await engineOnWebGL();
    const P = parameterLayout(config).length;
    const zeros = () => new Float32Array(P);
    const state = { parameters: random(3, P), firstMoment: zeros(), secondMoment: zeros() };
    const m = await engine.createModel(config, { ...state, step: 0 }, evenBatch);
    const draw = vi.spyOn(WebGL2RenderingContext.prototype, 'drawElements');
    m.train(evenBatch, goldenOptions);
    const draws = draw.mock.calls.length;
    draw.mockRestore();
    m.dispose();
    expect(draws).toBeGreaterThan(0);
    expect(draws).toBeLessThanOrEqual(60 + 65 * config.numHiddenLayers);
  });
});
