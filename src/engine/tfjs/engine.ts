import * as tf from '@tensorflow/tfjs-core';
import type { BertConfig } from '../../model/config';
import { parameterLayout } from '../../model/layout';
import type { Engine, Preparation } from '../engine';
import { checkMemory } from '../webgpu/deviceMemory';
import type { ReadyBackend } from './backends';
import { lossAndGradients } from './bert';
import { chooseOps } from './chooseOps';
import { createTfjsModel } from './model';

/** Numbers in the largest tensors of a step. How many blanks there will be is not known yet. */
function largestTensors(config: BertConfig, { batchSize: B, sequenceLength: T }: Preparation) {
  return {
    parameters: parameterLayout(config).length,
    'attention maps': B * config.numAttentionHeads * T * T,
    'feed-forward layer': B * T * config.intermediateSize,
  };
}

/** The portable engine on a backend of TensorFlow.js that `startBackend` has started. */
export function createTfjsEngine(ready: ReadyBackend): Engine {
  const { failed, limits, ...device } = ready;
  let goodStep = 0;
  /** TensorFlow.js runs on one backend at a time, and another engine may have made another one active. */
  const activate = () => {
    // A backend that was started before is active when this returns.
    if (tf.getBackend() !== ready.backend) void tf.setBackend(ready.backend);
  };
  return {
    ...device,
    failed: failed.then((failure) => ({ ...failure, step: goodStep })),
    async createModel(config, state, preparation) {
      if (limits) checkMemory(largestTensors(config, preparation), limits);
      goodStep = state.step;
      const onRead = (step: number) => {
        goodStep = step;
      };
      return createTfjsModel(config, state, { activate, onRead });
    },
    async gradients(config, parameters, batch, options) {
      activate();
      const layout = parameterLayout(config);
      const result = tf.tidy(() =>
        lossAndGradients(chooseOps().flatTensor(parameters), layout, config, batch, options),
      );
      const [loss, gradients] = await Promise.all([result.loss.data(), result.gradients.data()]);
      tf.dispose([result.loss, result.gradients]);
      return { loss: loss[0]!, gradients: Float32Array.from(gradients) };
    },
  };
}
