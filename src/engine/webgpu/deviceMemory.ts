import { align, type BufferName, type MemorySizes } from '../compiled/memory';

export type Buffers = Readonly<Record<BufferName, GPUBuffer>>;

/**
 * Throws a `RangeError` that names what is too large for the device, and what would make it smaller.
 *
 * @param pieces floats of each buffer
 */
export function checkMemory(
  pieces: Readonly<Record<string, number>>,
  limits: Pick<GPUSupportedLimits, 'maxBufferSize' | 'maxStorageBufferBindingSize'>,
): void {
  const most = Math.min(limits.maxBufferSize, limits.maxStorageBufferBindingSize);
  const largest = Object.entries(pieces).reduce((a, b) => (b[1] > a[1] ? b : a));
  if (largest[1] * 4 <= most) return;
  const MiB = (bytes: number) => `${Math.ceil(bytes / 2 ** 20)} MiB`;
  throw new RangeError(
    `the model's ${largest[0]} would take ${MiB(largest[1] * 4)} in one piece, and this GPU allows ` +
      `${MiB(most)}; a smaller ${largest[0] === 'parameters' ? 'model' : 'batch, sequence length or mask ratio'} needs less`,
  );
}

/**
 * Does this, and throws a `RangeError` where the GPU has no memory left for the buffers that it makes. Those that it had
 * room for are given up by `release`: something smaller may be tried next.
 */
export async function withinMemory<T>(
  device: GPUDevice,
  work: () => T,
  release: (made: T) => void,
): Promise<T> {
  device.pushErrorScope('out-of-memory');
  let result: T | undefined;
  try {
    result = work();
    return result;
  } finally {
    const error = await device.popErrorScope();
    if (error) {
      if (result !== undefined) release(result);
      // biome-ignore lint/correctness/noUnsafeFinally: that there is no memory explains whatever else went wrong
      throw new RangeError(`this GPU has no memory left for the model: ${error.message}`);
    }
  }
}

export function allocate(device: GPUDevice, sizes: MemorySizes): Buffers {
  const { STORAGE, COPY_SRC, COPY_DST, UNIFORM } = GPUBufferUsage;
  const entries = Object.entries(sizes.floats).map(([name, floats]) => [
    name,
    device.createBuffer({
      label: name,
      size: Math.max(64, align(floats)) * 4,
      usage: STORAGE | COPY_SRC | COPY_DST | (name === 'step' ? UNIFORM : 0),
    }),
  ]);
  return Object.fromEntries(entries);
}
