import { expect } from 'vitest';
import type { Context } from '../../config/settings';
import type { Counts } from '../compiled/counts';
import { createStepWriter, HEADER_BYTES, type Update } from '../compiled/stepData';
import type { Batch, Dropout } from '../engine';
import type { Kernel, Workgroups } from './kernel';
import { createPrograms, type Programs } from './programs';
import { download, upload } from './testBuffers';

/** Tokens that a tested step may have. */
const VOCABULARY = 1000;

/** A batch of nothing, or of as much of one as a test says. */
export const batchOf = (parts: Partial<Batch>): Batch => ({
  batchSize: 0,
  sequenceLength: 0,
  inputIds: new Int32Array(0),
  attentionMask: new Int32Array(0),
  positions: new Int32Array(0),
  labels: new Int32Array(0),
  ...parts,
});

/** The words of a step's upload: header and lists. */
export function stepOf(step: {
  batch?: Batch;
  context?: Context;
  dropout?: Dropout;
  update?: Update;
  slot?: number;
}): Uint32Array<ArrayBuffer> {
  const { words } = createStepWriter(VOCABULARY).write({
    batch: step.batch ?? batchOf({}),
    context: step.context ?? 'both',
    dropout: step.dropout,
    update: step.update,
    slot: step.slot ?? 0,
    sites: 10,
  });
  return words.slice();
}

/** What the step's header says of its sizes. */
export function countsOf(step: Uint32Array): Counts {
  const [sequences, rows, blanks, segments] = step;
  return { sequences: sequences!, rows: rows!, blanks: blanks!, segments: segments! };
}

/** Lies behind every array: whoever reads it gets no number, and whoever writes it is found out. */
const POISON = 0x7fc0dead;

const shared = new WeakMap<GPUDevice, Programs>();

/** One for all runs on a device, so that equal kernels are compiled once. */
function programsOf(device: GPUDevice): Programs {
  const programs = shared.get(device) ?? createPrograms(device);
  shared.set(device, programs);
  return programs;
}

/**
 * Runs one kernel once. `step` stands for the header and the lists; every other value becomes the
 * buffer of its name. Returns what the written buffers hold, by name. Fails if a kernel writes past the
 * end of one.
 */
export async function runKernel(
  device: GPUDevice,
  kernel: Kernel,
  values: Readonly<Record<string, Float32Array | Uint32Array>>,
  workgroups: Workgroups,
): Promise<Record<string, Float32Array>> {
  const programs = programsOf(device);
  await programs.prepare([kernel]);
  const accessOf = (name: string) => kernel.bindings.find((b) => b.name === name)?.access;
  // Padded to what a uniform struct and a vec4 ask for.
  const lengthOf = (length: number) => Math.max(64, Math.ceil(length / 4) * 4) + 64;
  const buffers: Record<string, GPUBufferBinding> = {};
  for (const [name, value] of Object.entries(values)) {
    const storage = accessOf(name) === 'read' || accessOf(name) === 'write';
    const padded = new Uint32Array(lengthOf(value.length)).fill(storage ? POISON : 0);
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
    const { length } = values[name]!;
    const all = await download(device, buffers[name]!.buffer, lengthOf(length));
    const rest = new Uint32Array(all.buffer).subarray(length);
    const touched = rest.findIndex((word) => word !== POISON);
    expect(touched, `${kernel.label} wrote behind the ${length} values of ${name}`).toBe(-1);
    written[name] = all.slice(0, length);
  }
  for (const { buffer } of Object.values(buffers)) buffer.destroy();
  return written;
}
