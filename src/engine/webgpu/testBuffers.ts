import { expect } from 'vitest';
import { throwErrors } from './testDevice';

/** A buffer that holds these values; it may be bound as storage or as uniforms. */
export function upload(device: GPUDevice, values: Float32Array | Uint32Array): GPUBuffer {
  const { STORAGE, UNIFORM, COPY_SRC, COPY_DST } = GPUBufferUsage;
  const usage = STORAGE | UNIFORM | COPY_SRC | COPY_DST;
  const buffer = device.createBuffer({ size: values.byteLength, usage, mappedAtCreation: true });
  new Uint32Array(buffer.getMappedRange()).set(
    new Uint32Array(values.buffer, values.byteOffset, values.length),
  );
  buffer.unmap();
  return buffer;
}

/** The first `floats` values of a buffer, after all queued work. Throws what the device complained of. */
export async function download(
  device: GPUDevice,
  buffer: GPUBuffer,
  floats: number,
): Promise<Float32Array> {
  const size = floats * Float32Array.BYTES_PER_ELEMENT;
  const staging = device.createBuffer({
    size,
    usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST,
  });
  const encoder = device.createCommandEncoder();
  encoder.copyBufferToBuffer(buffer, 0, staging, 0, size);
  device.queue.submit([encoder.finish()]);
  await throwErrors(device);
  await staging.mapAsync(GPUMapMode.READ);
  const values = new Float32Array(staging.getMappedRange().slice(0));
  staging.destroy();
  return values;
}

/** Fails unless max |actual - expected| <= relativeToMax * max |expected|. */
export function expectClose(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  relativeToMax: number,
  name: string,
): void {
  expect(actual.length, `${name}: length`).toBe(expected.length);
  let largest = 0;
  let worst = 0;
  let at = -1;
  for (let i = 0; i < expected.length; i++) {
    largest = Math.max(largest, Math.abs(expected[i]!));
    const difference = Math.abs(actual[i]! - expected[i]!);
    // A NaN compares as nothing, and must not pass as no difference.
    const gap = Number.isNaN(difference) ? Number.POSITIVE_INFINITY : difference;
    if (gap > worst) {
      worst = gap;
      at = i;
    }
  }
  const message = `${name}[${at}] is ${actual[at]}, not ${expected[at]}; max |expected| = ${largest}`;
  expect(worst, message).toBeLessThanOrEqual(relativeToMax * largest);
}
