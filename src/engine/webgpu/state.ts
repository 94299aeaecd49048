import type { Layout } from '../../model/layout';
import { decayBits } from '../compiled/decayBits';
import { align, type Purpose } from '../compiled/memory';
import type { TrainingState } from '../engine';
import { gradientNormParts } from './kernels/update';

/** Steps whose statistics are kept until they are read. */
export const RING = 4096;

/** Floats that are uploaded at once: a copy of all of a large model would need its memory a second time. */
const CHUNK = 2 ** 22;

/** Parameters and both Adam moments, [P] each; of a model that is only looked at, the parameters alone. */
export type Vectors = readonly GPUBuffer[];

/**
 * What outlives a plan: parameters and moments, a buffer each, since a GPU limits how large one may be; the ring of
 * statistics; and small tables.
 */
export function createState(
  device: GPUDevice,
  layout: Layout,
  initial: TrainingState,
  purpose: Purpose,
) {
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
  const uploadOne = (buffer: GPUBuffer, values: Float32Array) => {
    for (let at = 0; at < P; at += CHUNK) {
      device.queue.writeBuffer(buffer, at * 4, values.slice(at, at + CHUNK));
    }
  };
  const names =
    purpose === 'look' ? ['parameters'] : ['parameters', 'first moment', 'second moment'];
  const makeVectors = (of = ''): Vectors => names.map((name) => make(`${of}${name}`, P));
  const vectors = makeVectors();
  const upload = (to: Vectors, { parameters, firstMoment, secondMoment }: TrainingState) => {
    const values = [parameters, firstMoment, secondMoment];
    to.forEach((buffer, i) => {
      uploadOne(buffer, values[i]!);
    });
  };
  // Buffers begin as zeros, and so do the moments.
  upload(initial.step > 0 ? vectors : vectors.slice(0, 1), initial);
  return {
    vectors,
    makeVectors,
    upload,
    statistics: make('statistics', 2 * RING),
    clip: make('clip', 1),
    normParts: make('norm parts', gradientNormParts(P)),
    decays: table('decays', decayBits(layout.groups, P)),
    dispose() {
      for (const b of all) b.destroy();
    },
  };
}

export type State = ReturnType<typeof createState>;
