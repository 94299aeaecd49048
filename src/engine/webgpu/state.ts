import type { Layout } from '../../model/layout';
import { decayBits } from '../compiled/decayBits';
import { align } from '../compiled/memory';
import type { TrainingState } from '../engine';
import { gradientNormParts } from './kernels/update';

/** Steps whose statistics are kept until they are read. */
export const RING = 4096;

/**
 * What outlives a plan: parameters and both Adam moments side by side in one buffer [3, P], so that a
 * mark is one copy; the ring of statistics; and small tables.
 */
export function createState(device: GPUDevice, layout: Layout, initial: TrainingState) {
  const { STORAGE, COPY_SRC, COPY_DST } = GPUBufferUsage;
  const P = layout.length;
  const all: GPUBuffer[] = [];
  const make = (label: string, floats: number) => {
    const usage = STORAGE | COPY_SRC | COPY_DST;
    const buffer = device.createBuffer({ label, size: align(floats) * 4, usage });
    all.push(buffer);
    return buffer;
  };
  const table = (label: string, words: Uint32Array<ArrayBuffer>) => {
    const buffer = make(label, words.length);
    device.queue.writeBuffer(buffer, 0, words);
    return buffer;
  };
  const buffer = make('state', 3 * P);
  [initial.parameters, initial.firstMoment, initial.secondMoment].forEach((values, i) => {
    device.queue.writeBuffer(buffer, i * P * 4, Float32Array.from(values));
  });
  return {
    buffer,
    statistics: make('statistics', 2 * RING),
    clip: make('clip', 1),
    normParts: make('norm parts', gradientNormParts(P)),
    decays: table('decays', decayBits(layout.groups, P)),
    make,
    table,
    dispose() {
      for (const b of all) b.destroy();
    },
  };
}

export type State = ReturnType<typeof createState>;
