import { adapterDevice, requestAdapter } from '../devices';

/** A GPU device of our own, and what became of it. */
export interface Gpu {
  readonly device: GPUDevice;
  /** In words, as far as the browser tells */
  readonly name: string;
  /** Whether it is a CPU in disguise */
  readonly software: boolean;
  /** Settles at the first thing that the device cannot recover from. */
  readonly failed: Promise<GpuFailure>;
}

export interface GpuFailure {
  readonly kind: 'lost' | 'out-of-memory' | 'error';
  readonly reason: string;
}

/** Limits worth having where the adapter has more than WebGPU's defaults. */
const LIMITS = ['maxStorageBufferBindingSize', 'maxBufferSize'] as const;

/**
 * Asks for an adapter and a device of our own: its loss and its errors reach us in one place.
 * Throws with the reason where there is none.
 */
export async function openGpu(
  gpu?: GPU,
  onError: (message: string) => void = console.error,
): Promise<Gpu> {
  const adapter = await requestAdapter(gpu);
  const requiredLimits = Object.fromEntries(LIMITS.map((name) => [name, adapter.limits[name]]));
  const device = await adapter.requestDevice({ requiredLimits });
  const { device: name, software } = adapterDevice(adapter);
  return {
    device,
    name,
    software,
    failed: firstFailure(device, onError),
  };
}

/**
 * A wrong binding gives an error at every dispatch. Only the first is reported, and it is final, because nothing
 * computed after it can be trusted.
 */
function firstFailure(device: GPUDevice, onError: (message: string) => void): Promise<GpuFailure> {
  return new Promise((resolve) => {
    void device.lost.then(({ message, reason }) =>
      resolve({ kind: 'lost', reason: message || reason }),
    );
    const listen = ({ error }: GPUUncapturedErrorEvent) => {
      device.removeEventListener('uncapturederror', listen);
      onError(error.message);
      const kind = error instanceof GPUOutOfMemoryError ? 'out-of-memory' : 'error';
      resolve({ kind, reason: error.message });
    };
    device.addEventListener('uncapturederror', listen);
  });
}
