import { COLUMN_SOURCES, type ColumnJob } from '../../compiled/plan/ops';
import { type Kernel, kernel, reads, uniform, writes } from '../kernel';
import { DATA, STEP, STEP_STRUCT } from '../stepWgsl';

/** Columns that one workgroup sums, side by side. */
const SIZE = 64;

const WORDS = 8;

/** The jobs as the kernel reads them: one entry for each 64 columns. */
export function columnTiles(jobs: readonly ColumnJob[]): {
  words: Uint32Array<ArrayBuffer>;
  count: number;
} {
  const entries = jobs.flatMap((job) =>
    Array.from({ length: Math.ceil(job.columns / SIZE) }, (_, i) => [
      COLUMN_SOURCES.indexOf(job.source),
      job.rows === 'blanks' ? 1 : 0,
      job.start + i * SIZE,
      job.stride,
      Math.min(SIZE, job.columns - i * SIZE),
      job.target + i * SIZE,
      job.type ?? 0,
      0,
    ]),
  );
  return { words: Uint32Array.from(entries.flat()), count: entries.length };
}

export const COLUMN_TILE_BYTES = WORDS * 4;

/**
 * Column sums: the gradients of all biases, Σ dy, of all LayerNorms, Σ dy · x̂ and Σ dy, and of the
 * segment embeddings. The rows are cut into slabs as those of the weights' gradients are; one invocation adds up one column.
 */
export function columnSumsKernel(): Kernel {
  // Four rows at a time: loads that do not wait for one another.
  const sum = (value: (at: string, row: string) => string) => `
      var r = first;
      for (; r + 4u <= end; r += 4u) {
        let at = tile.start + r * tile.stride + local;
        sum += (${value('at', 'r')} + ${value('(at + tile.stride)', '(r + 1u)')})
          + (${value('(at + 2u * tile.stride)', '(r + 2u)')} + ${value('(at + 3u * tile.stride)', '(r + 3u)')});
      }
      for (; r < end; r++) {
        let at = tile.start + r * tile.stride + local;
        sum += ${value('at', 'r')};
      }`;
  return kernel(
    'column sums',
    [
      STEP,
      DATA,
      uniform('slabs', 'Slabs'),
      reads('tiles', 'array<Tile>'),
      reads('dense', 'array<f32>'),
      reads('inner', 'array<f32>'),
      reads('logits', 'array<f32>'),
      reads('norm', 'array<f32>'),
      reads('normal', 'array<f32>'),
      writes('gradients', 'array<f32>'),
    ],
    `${STEP_STRUCT}
struct Slabs { count: u32, stride: u32 }
struct Tile { source: u32, onBlanks: u32, start: u32, stride: u32, columns: u32, goal: u32, segment: u32, unused: u32 }
@compute @workgroup_size(${SIZE})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) local: u32) {
  let tile = tiles[group.x];
  if (local >= tile.columns) { return; }
  let rows = select(step.rows, step.blanks, tile.onBlanks == 1u);
  let part = (rows + slabs.count - 1u) / slabs.count;
  let first = group.y * part;
  let end = min(rows, first + part);
  var sum = 0.0;
  switch (tile.source) {
    case 0u: {${sum((at) => `dense[${at}]`)}
    }
    case 1u: {${sum((at) => `inner[${at}]`)}
    }
    case 2u: {${sum((at) => `logits[${at}]`)}
    }
    case 3u: {${sum((at) => `norm[${at}]`)}
    }
    case 4u: {${sum((at) => `norm[${at}] * normal[${at}]`)}
    }
    default: {${sum((at, row) => `select(0.0, dense[${at}], u32(data[step.typesAt + ${row}]) == tile.segment)`)}
    }
  }
  gradients[group.y * slabs.stride + tile.goal + local] = sum;
}`,
  );
}
