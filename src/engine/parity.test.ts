import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { describe, expect, it } from 'vitest';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import type { Engine } from './engine';
import { batch, goldenModel, goldenOptions, parityWithPyTorch } from './testParity';
import { createTfjsEngine } from './tfjs/engine';

const never = new Promise<string>(() => {});

async function engineOn(backend: 'cpu' | 'wasm'): Promise<Engine> {
  if (backend === 'wasm') {
    const require = createRequire(import.meta.url);
    tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
    setWasmPaths(`${dirname(require.resolve('@tensorflow/tfjs-backend-wasm'))}/`);
  }
  await tf.setBackend(backend);
  expect(tf.getBackend()).toBe(backend);
  return createTfjsEngine({ backend, device: 'test', software: false, lost: never });
}

describe.each(['cpu', 'wasm'] as const)('%s', (backend) => {
  // Sums in float32 by another order of additions: seen below 1e-6 and 2e-5.
  parityWithPyTorch(backend, () => engineOn(backend), { loss: 2e-6, gradient: 1e-4 });

  it('keeps no tensor over 200 steps, and frees all in the end', async () => {
    const engine = await engineOn(backend);
    const before = tf.memory().numTensors;
    const m = await goldenModel(engine);
    const dropout = { hiddenDropoutProb: 0.1, attentionProbsDropoutProb: 0.1, key: 1 };
    const options = { ...goldenOptions, dropout };
    const round = async () => {
      m.mark();
      m.train(batch, options);
      await m.statistics();
      await m.evaluate(batch, 'left');
      await m.infer(batch, 'both', { attentions: true });
    };
    for (let i = 0; i < 3; i++) await round();
    const settled = tf.memory().numTensors;
    for (let i = 0; i < 200; i++) await round();
    expect(tf.memory().numTensors).toBe(settled);
    m.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});
