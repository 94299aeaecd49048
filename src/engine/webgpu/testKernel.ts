import type { Context } from '../../config/settings';
import type { Batch, Dropout } from '../engine';
import type { Kernel, Workgroups } from './kernel';
import { createPrograms } from './programs';
import { createStepWriter, HEADER_BYTES } from './stepData';
import { download, upload } from './testBuffers';

/** The words of a step's upload: header and lists. */
export function stepOf(step: {
  batch?: Batch;
  context?: Context;
  dropout?: Dropout;
}): Uint32Array<ArrayBuffer> {
  const batch = step.batch ?? {
    batchSize: 0,
    sequenceLength: 0,
    inputIds: new Int32Array(0),
    attentionMask: new Int32Array(0),
    positions: new Int32Array(0),
    labels: new Int32Array(0),
  };
  const { words } = createStepWriter(1000).write({
    batch,
    context: step.context ?? 'both',
    dropout: step.dropout,
    slot: 0,
    sites: 10,
  });
  return words.slice();
}

/**
 * Runs one kernel once. \`step\` stands for the header and the lists; every other value becomes the
 * buffer of its name. Returns what the written buffers hold, by name.
 */
export async function runKernel(
  device: GPUDevice,
  kernel: Kernel,
  values: Readonly<Record<string, Float32Array | Uint32Array>>,
  workgroups: Workgroups,
): Promise<Record<string, Float32Array>> {
  const programs = createPrograms(device);
  await programs.prepare([kernel]);
  const buffers: Record<string, GPUBufferBinding> = {};
  for (const [name, value] of Object.entries(values)) {
    // Padded to what a uniform struct and a vec4 ask for.
    const padded = new Uint32Array(
      Math.max(64, Math.ceil(value.length / 4) * 4) + (name === 'step' ? 64 : 0),
    );
    padded.set(new Uint32Array(value.buffer, value.byteOffset, value.length));
    buffers[name] = { buffer: upload(device, padded) };
  }
  if (buffers.step) {
    const { buffer } = buffers.step;
    buffers.step = { buffer, size: HEADER_BYTES };
    buffers.data = { buffer, offset: HEADER_BYTES };
  }
  const { pipeline, bindGroup } = programs.record({
    label: kernel.label,
    kernel,
    buffers,
    workgroups: () => workgroups,
    work: () => 0,
  });
  const encoder = device.createCommandEncoder();
  const pass = encoder.beginComputePass();
  pass.setPipeline(pipeline);
  pass.setBindGroup(0, bindGroup);
  pass.dispatchWorkgroups(...workgroups);
  pass.end();
  device.queue.submit([encoder.finish()]);
  const written: Record<string, Float32Array> = {};
  for (const { name, access } of kernel.bindings) {
    if (access !== 'write') continue;
    written[name] = await download(device, buffers[name]!.buffer, values[name]!.length);
  }
  return written;
}
