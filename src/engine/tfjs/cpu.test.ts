import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { describe, expect, it } from 'vitest';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import type { Engine } from '../engine';
import { hiddenStatesOfPlainLoops } from '../testHiddenStates';
import { batch, goldenModel, goldenOptions, parityWithPyTorch } from '../testParity';
import { createTfjsEngine } from './engine';

const never = new Promise<never>(() => {});

async function portableEngine(): Promise<Engine> {
  await tf.setBackend('cpu');
  return createTfjsEngine({ backend: 'cpu', device: 'test', software: false, failed: never });
}

describe('the portable engine', () => {
  // Sums in float32 by another order of additions: seen below 1e-6 and 2e-5.
  parityWithPyTorch('cpu', portableEngine, { loss: 2e-6, gradient: 1e-4 });
  hiddenStatesOfPlainLoops('cpu', portableEngine);

  it('keeps no tensor over 12 steps, and frees all in the end', async () => {
    const engine = await portableEngine();
    const before = tf.memory().numTensors;
    const m = await goldenModel(engine);
    const dropout = { hiddenDropoutProb: 0.1, attentionProbsDropoutProb: 0.1, key: 1 };
    const options = { ...goldenOptions, dropout };
    const round = async () => {
      m.mark();
      m.train(batch, options);
      m.setAside();
      m.train(batch, options);
      await m.statistics();
      m.swapAside();
      await m.evaluate(batch, 'left');
      await m.infer(batch, 'both', { attentions: true, hiddenStates: true });
    };
    for (let i = 0; i < 2; i++) await round();
    const settled = tf.memory().numTensors;
    for (let i = 0; i < 4; i++) await round();
    expect(tf.memory().numTensors).toBe(settled);
    m.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('stays on its own backend where another one was made active meanwhile', async () => {
    // Without a single kernel: whatever runs there throws.
    tf.registerBackend('empty', () => new tf.KernelBackend());
    const engine = await portableEngine();
    const m = await goldenModel(engine);
    const onEmpty = async <R>(work: () => R | Promise<R>): Promise<R> => {
      await tf.setBackend('empty');
      expect(tf.getBackend()).toBe('empty');
      return work();
    };
    await onEmpty(() => m.train(batch, goldenOptions));
    const { losses } = await onEmpty(() => m.statistics());
    expect(losses[0]).toBeGreaterThan(0);
    expect((await onEmpty(() => m.evaluate(batch, 'both'))).losses[0]).toBeGreaterThan(0);
    const { logits } = await onEmpty(() => m.infer(batch, 'both', { attentions: true }));
    expect(logits.every(Number.isFinite)).toBe(true);
    (await onEmpty(() => goldenModel(engine))).dispose();
    await onEmpty(() => m.read());
    m.dispose();
    await tf.setBackend('cpu');
  });
});
