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
