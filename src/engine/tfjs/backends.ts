import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import type { Backend } from '../../config/settings';
import { CPU_DEVICE, webglDevice } from '../devices';
import { registerShaders } from './webgl/shader';

/** WebGPU and WebAssembly have engines of their own. */
export type TfjsBackend = Exclude<Backend, 'webgpu' | 'wasm'>;

/** A backend that is up: its device in words, and whether that device is a CPU in disguise. */
export interface ReadyBackend {
  readonly backend: TfjsBackend;
  readonly device: string;
  readonly software: boolean;
  /** Settles if the device is lost, with the reason. */
  readonly lost: Promise<string>;
}

const NEVER = new Promise<string>(() => {});

/** Makes `backend` the one TensorFlow.js runs on. Throws with the reason where it cannot. */
export async function startBackend(backend: TfjsBackend): Promise<ReadyBackend> {
  switch (backend) {
    case 'webgl':
      return startWebGL();
    case 'cpu':
      return startCpu();
  }
}

/** tf.setBackend may return false, or fall back to another backend without an error. */
async function activate(backend: TfjsBackend): Promise<void> {
  const accepted = await tf.setBackend(backend);
  await tf.ready();
  if (!accepted || tf.getBackend() !== backend) {
    throw new Error(`TensorFlow.js would not start its ${backend} backend`);
  }
}

async function startWebGL(): Promise<ReadyBackend> {
  const found = webglDevice();
  await import('@tensorflow/tfjs-backend-webgl');
  await activate('webgl');
  // Row numbers are floats in textures: 16 bits end at 2048, and are too coarse to train with.
  if (!(await tf.env().getAsync('WEBGL_RENDER_FLOAT32_CAPABLE'))) {
    throw new Error('this GPU computes with 16-bit numbers only');
  }
  registerShaders();
  return { backend: 'webgl', ...found, lost: webglLost() };
}

/** The canvas behind TensorFlow.js' own context fires an event when the context is lost. */
function webglLost(): Promise<string> {
  const backend = tf.backend() as unknown as { gpgpu?: { gl?: WebGL2RenderingContext } };
  const canvas = backend.gpgpu?.gl?.canvas;
  if (!canvas) return NEVER;
  return new Promise((resolve) => {
    canvas.addEventListener('webglcontextlost', () => resolve('the WebGL context was lost'), {
      once: true,
    });
  });
}

async function startCpu(): Promise<ReadyBackend> {
  await import('@tensorflow/tfjs-backend-cpu');
  await activate('cpu');
  return { backend: 'cpu', ...CPU_DEVICE, lost: NEVER };
}
