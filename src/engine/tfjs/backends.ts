import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import type { Backend } from '../../config/settings';
import { CPU_DEVICE, webglDevice } from '../devices';
import { type GpuFailure, openGpu } from '../webgpu/device';
import { registerShaders } from './webgl/shader';
import { registerKernels } from './webgpu/kernels';

/** The others have engines of their own. */
export type TfjsBackend = Exclude<Backend, 'webgpu' | 'wasm'>;

/** A backend that is up: its device in words, and whether that device is a CPU in disguise. */
export interface ReadyBackend {
  readonly backend: TfjsBackend;
  readonly device: string;
  readonly software: boolean;
  /** What one tensor may take, where the device says so */
  readonly limits?: Pick<GPUSupportedLimits, 'maxBufferSize' | 'maxStorageBufferBindingSize'>;
  /** Settles at the first thing that the device cannot recover from */
  readonly failed: Promise<GpuFailure>;
}

const NEVER = new Promise<GpuFailure>(() => {});

/** Makes `backend` the one TensorFlow.js runs on. Throws with the reason where it cannot. */
export async function startBackend(backend: TfjsBackend): Promise<ReadyBackend> {
  switch (backend) {
    case 'tfjs-webgpu':
      return startWebGPU();
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

/** On a device of our own, whose loss and errors TensorFlow.js would not report; so under a name of our own. */
async function startWebGPU(): Promise<ReadyBackend> {
  const backend = 'tfjs-webgpu';
  const gpu = await openGpu();
  const { WebGPUBackend, webgpu_util } = await import('@tensorflow/tfjs-backend-webgpu');
  if (tf.findBackendFactory(backend)) tf.removeBackend(backend); // its device was lost
  tf.registerBackend(backend, () => new WebGPUBackend(gpu.device, gpu.device.adapterInfo));
  registerKernels(backend, webgpu_util.MatMulProgramType);
  await activate(backend);
  const { name: device, software, failed } = gpu;
  return { backend, device, software, limits: gpu.device.limits, failed };
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
  return { backend: 'webgl', ...found, failed: webglLost() };
}

/** The canvas behind TensorFlow.js' own context fires an event when the context is lost. */
function webglLost(): Promise<GpuFailure> {
  const backend = tf.backend() as unknown as { gpgpu?: { gl?: WebGL2RenderingContext } };
  const canvas = backend.gpgpu?.gl?.canvas;
  if (!canvas) return NEVER;
  return new Promise((resolve) => {
    const lose = () => resolve({ kind: 'lost', reason: 'the WebGL context was lost' });
    canvas.addEventListener('webglcontextlost', lose, { once: true });
  });
}

async function startCpu(): Promise<ReadyBackend> {
  await import('@tensorflow/tfjs-backend-cpu');
  await activate('cpu');
  return { backend: 'cpu', ...CPU_DEVICE, failed: NEVER };
}
