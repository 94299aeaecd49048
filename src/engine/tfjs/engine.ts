import * as tf from '@tensorflow/tfjs-core';
import { parameterLayout } from '../../model/layout';
import type { Engine } from '../engine';
import type { ReadyBackend } from './backends';
import { lossAndGradients } from './bert';
import { chooseOps } from './chooseOps';
import { createTfjsModel } from './model';

/** The portable engine on the TensorFlow.js backend that `startBackend` has made active. */
export function createTfjsEngine(ready: ReadyBackend): Engine {
  const { lost, ...device } = ready;
  let goodStep = 0;
  return {
    ...device,
    failed: lost.then((reason) => ({ kind: 'lost', reason, step: goodStep })),
    async createModel(config, state) {
      goodStep = state.step;
      return createTfjsModel(config, state, (step) => {
        goodStep = step;
      });
    },
    async gradients(config, parameters, batch, options) {
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
