import * as tf from '@tensorflow/tfjs-core';
import type { Batch } from '../../../src/engine/engine';
import { LEARNING_RATE, type Size } from '../../sizes';
import type { Contender } from '../contender';

/** Its trainer, reached through its public function to resume a training job. */
async function createTrainer({ V, D, L, H, F, T, B }: Size) {
  const { TeachableLLM, training } = await import('@genai-fi/nanogpt');
  await TeachableLLM.selectBackend('webgpu');
  const llm = TeachableLLM.create('char', {
    modelType: 'GenAI_NanoGPT_v2', // its default
    vocabSize: V,
    blockSize: T,
    nLayer: L,
    nHead: H,
    nEmbed: D,
    mlpFactor: F / D,
  });
  await new Promise<void>((resolve, reject) => {
    llm.on('error', reject);
    llm.on('loaded', resolve);
  });
  const adamW = {
    learningRate: LEARNING_RATE,
    beta1: 0.9,
    beta2: 0.999,
    epsilon: 1e-8,
    weightDecay: 0.01,
    lossScaling: llm.model.lossScaling,
    clipNorm: 1,
    warmupSteps: 0,
    decayEpochs: 100,
    epochSteps: 10_000,
    minLearningRate: LEARNING_RATE / 20,
  };
  const log = { step: 0, time: 0, batchSize: B, duration: 0, totalTokens: 0, tokensPerSecond: 0 };
  const job = llm.training.restore(
    { ...adamW, method: { type: 'pretraining' }, batchSize: B },
    [{ ...log, trainingMetrics: { loss: 0 } }],
    new training.AdamWOptimizer(adamW),
    [{ id: 'random', name: 'random tokens' }],
  );
  return job.trainer;
}

/** [B·T] -> [B·T]: the next token of each, which is what a causal model predicts. */
function successors({ inputIds }: Batch): Int32Array {
  return inputIds.map((_, i) => inputIds[(i + 1) % inputIds.length]!);
}

/**
 * The most similar public library: a causal GPT on TensorFlow.js with its own kernels and its own training step. It
 * has the same sizes and tokens, but another model (RMSNorm, no biases, squared ReLU, rotary positions), and it
 * predicts all B·T tokens where BERT fills M blanks.
 */
export async function startNanoGpt(size: Size): Promise<Contender> {
  const { T, B } = size;
  const trainer = await createTrainer(size);
  let last: tf.Tensor | undefined;
  return {
    device: tf.getBackend(),
    note: 'a causal GPT, predicts all tokens',
    step(batch) {
      last?.dispose();
      const xs = tf.tensor2d(batch.inputIds, [B, T], 'int32');
      const ys = tf.tensor2d(successors(batch), [B, T], 'int32');
      last = trainer.trainStep({}, { xs, ys });
      tf.dispose([xs, ys]);
    },
    async sync() {
      return (await last!.data())[0]!;
    },
  };
}
