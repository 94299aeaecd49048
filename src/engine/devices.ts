import type { Backend } from '../config/settings';
import { RELAXED_PROBE, SIMD_PROBE } from './wasm/simd';

/** What a backend would run on. */
export interface Device {
  /** In words, as far as the browser tells */
  readonly device: string;
  /** Whether it is a CPU that emulates a GPU */
  readonly software: boolean;
}

const SOFTWARE = /swiftshader|llvmpipe|softpipe|lavapipe|basic render|software/i;

/**
 * While its GPU process starts, Chromium may say that there is no adapter. On an NVIDIA H100 the first request failed,
 * and one 0.3 s later succeeded.
 */
const STARTING_MS = 300;

/** The adapter to train on. Throws with the reason where there is none. */
export async function requestAdapter(
  gpu: GPU | undefined = globalThis.navigator?.gpu,
  isSecure = globalThis.isSecureContext ?? true, // Node has no such thing
): Promise<GPUAdapter> {
  if (!gpu) {
    // Browsers offer it only to pages that came over a secure connection.
    throw new Error(
      isSecure
        ? 'this browser has no WebGPU'
        : 'WebGPU needs https or localhost, and this page came over plain http',
    );
  }
  const ask = () => gpu.requestAdapter({ powerPreference: 'high-performance' });
  const askAgain = async () => {
    await new Promise((resolve) => setTimeout(resolve, STARTING_MS));
    return ask();
  };
  const adapter =
    (await ask()) ??
    (await askAgain()) ??
    (await gpu.requestAdapter({ forceFallbackAdapter: true }));
  if (!adapter) throw new Error('the browser offers no WebGPU adapter on this machine');
  return adapter;
}

export function adapterDevice({ info }: GPUAdapter): Device {
  const { vendor, architecture, description } = info;
  const device = description || [vendor, architecture].filter(Boolean).join(' ') || 'unnamed GPU';
  return {
    device,
    software: info.isFallbackAdapter || SOFTWARE.test(`${device} ${architecture}`),
  };
}

/** Throws where this browser has no WebGL 2 in a worker. */
export function webglDevice(): Device {
  if (!('OffscreenCanvas' in globalThis)) {
    throw new Error('this browser has no OffscreenCanvas, so no WebGL in a worker');
  }
  const gl = new OffscreenCanvas(1, 1).getContext('webgl2');
  if (!gl) throw new Error('this browser offers no WebGL 2 in a worker');
  const names = gl.getExtension('WEBGL_debug_renderer_info');
  const device = String(gl.getParameter(names ? names.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return { device, software: SOFTWARE.test(device) };
}

/** Which SIMD this browser's WebAssembly has; throws where there is none. */
export function wasmDevice(
  accepts: (bytes: Uint8Array<ArrayBuffer>) => boolean = (bytes) =>
    globalThis.WebAssembly?.validate(bytes) ?? false,
): Device {
  if (!accepts(SIMD_PROBE)) {
    throw new Error('this browser has no WebAssembly with SIMD, which the WASM engine needs');
  }
  return { device: accepts(RELAXED_PROBE) ? 'relaxed SIMD' : 'SIMD', software: false };
}

export const CPU_DEVICE: Device = { device: 'plain JavaScript', software: false };

/**
 * What a backend would run on, without starting it: no device is made and no engine loaded. Throws with
 * the reason where it cannot run here.
 */
export async function detectDevice(backend: Backend): Promise<Device> {
  switch (backend) {
    case 'webgpu':
    case 'tfjs-webgpu':
      return adapterDevice(await requestAdapter());
    case 'webgl':
      return webglDevice();
    case 'wasm':
      return wasmDevice();
    case 'cpu':
      return CPU_DEVICE;
  }
}
