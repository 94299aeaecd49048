import type { Layout } from '../../model/layout';
import { align, type BufferName, type MemorySizes } from '../compiled/memory';

export type Buffers = Readonly<Record<BufferName, GPUBuffer>>;

/** Throws a `RangeError` that names what is too large for the device, and what would make it smaller. */
export function checkMemory(sizes: MemorySizes, layout: Layout, limits: GPUSupportedLimits): void {
  const most = Math.min(limits.maxBufferSize, limits.maxStorageBufferBindingSize);
  const largest = Object.entries({ ...sizes.floats, state: 3 * layout.length }).reduce((a, b) =>
    b[1] > a[1] ? b : a,
  );
  if (largest[1] * 4 <= most) return;
  const MiB = (bytes: number) => `${Math.ceil(bytes / 2 ** 20)} MiB`;
  throw new RangeError(
    `the model's ${largest[0]} would take ${MiB(largest[1] * 4)} in one piece, and this GPU allows ` +
      `${MiB(most)}; a smaller batch, sequence length or mask ratio needs less`,
  );
}

export function allocate(device: GPUDevice, sizes: MemorySizes): Buffers {
  const { STORAGE, COPY_SRC, COPY_DST, UNIFORM } = GPUBufferUsage;
  const entries = Object.entries(sizes.floats).map(([name, floats]) => [
    name,
    device.createBuffer({
      label: name,
      size: align(floats) * 4,
      usage: STORAGE | COPY_SRC | COPY_DST | (name === 'step' ? UNIFORM : 0),
    }),
  ]);
  return Object.fromEntries(entries);
}
