import * as tf from '@tensorflow/tfjs-core';
import * as portable from './ops';
import * as webgl from './webgl/ops';
import * as webgpu from './webgpu/ops';

/** What a step is made of, where backends differ in how. Docstrings: `ops.ts` and what it hands on. */
export type Ops = Pick<typeof portable, keyof typeof webgl>;

/** The ops that suit the backend that TensorFlow.js runs on now. */
export function chooseOps(): Ops {
  switch (tf.getBackend()) {
    case 'webgl':
      return webgl;
    case 'tfjs-webgpu':
      return webgpu;
    default:
      return portable;
  }
}
