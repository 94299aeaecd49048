/** One stretch of a buffer, in bytes. */
export interface Stretch {
  readonly buffer: GPUBuffer;
  readonly offset: number;
  readonly size: number;
}

/** Bytes from which a staging buffer is as large as it must be, holds one stretch, and is given up afterwards. */
const LARGE = 2 ** 28;

/**
 * Copies stretches to the CPU after all that is queued: a CPU-GPU sync point for who awaits it. The
 * copy is queued before the call returns, so later work does not change it. Staging buffers are kept
 * for the next call of their size.
 */
export function createReader(device: GPUDevice) {
  const idle = new Map<number, GPUBuffer[]>();
  const all = new Set<GPUBuffer>();

  const take = (size: number) => {
    const waiting = idle.get(size)?.pop();
    if (waiting) return waiting;
    const usage = GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST;
    const buffer = device.createBuffer({ label: 'staging', size, usage });
    all.add(buffer);
    return buffer;
  };
  const give = (buffer: GPUBuffer) => {
    if (buffer.size >= LARGE) {
      buffer.destroy();
      all.delete(buffer);
      return;
    }
    const list = idle.get(buffer.size) ?? [];
    // Sizes vary with the batch: old ones must not pile up.
    if (idle.size > 16 && list.length === 0) clear();
    list.push(buffer);
    idle.set(buffer.size, list);
  };
  const clear = () => {
    for (const list of idle.values()) {
      for (const buffer of list) {
        buffer.destroy();
        all.delete(buffer);
      }
    }
    idle.clear();
  };

  const readTogether = async (stretches: readonly Stretch[], total: number) => {
    const bytes = Math.ceil(total / 8) * 8;
    // By powers of two from 256 bytes on, so that a few buffers serve all.
    const staging = take(total < LARGE ? 2 ** Math.max(8, Math.ceil(Math.log2(total))) : bytes);
    const encoder = device.createCommandEncoder();
    let at = 0;
    for (const { buffer, offset, size } of stretches) {
      if (size > 0) encoder.copyBufferToBuffer(buffer, offset, staging, at, size);
      at += size;
    }
    device.queue.submit([encoder.finish()]);
    await staging.mapAsync(GPUMapMode.READ, 0, bytes);
    const mapped = staging.getMappedRange(0, bytes);
    let start = 0;
    const copies = stretches.map(({ size }) => {
      start += size;
      return mapped.slice(start - size, start);
    });
    staging.unmap();
    give(staging);
    return copies;
  };

  return {
    async read(...stretches: readonly Stretch[]): Promise<ArrayBuffer[]> {
      const total = stretches.reduce((sum, s) => sum + s.size, 0);
      if (total === 0) return stretches.map(() => new ArrayBuffer(0));
      if (total < LARGE) return readTogether(stretches, total);
      const each = await Promise.all(stretches.map((s) => readTogether([s], s.size)));
      return each.flat();
    },
    dispose() {
      for (const buffer of all) buffer.destroy();
      idle.clear();
    },
  };
}
