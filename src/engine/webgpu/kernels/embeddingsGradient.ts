import { type Kernel, kernel, LINEAR_GROUP, linear, reads, uniform, writes } from '../kernel';
import { DATA, STEP, STEP_STRUCT } from '../stepWgsl';
import { elements } from './rowSums';

const SIZE = 64;

/**
 * The gradients of the token and position tables, from the gradient dx [N, D] of the embeddings' sum:
 * of a token Σ dx over the rows where it stands, added to what stands there (what a tied decoder has
 * written, or zeros); of a position Σ dx over the batch. One invocation a place in a table; its rows are added up in order,
 * without atomics, so that repeats are equal bit for bit. (Segments: column sums.)
 */
export function embeddingsGradientKernel(width: number, sequenceLength: number): Kernel {
  const e = elements(width);
  const W = e.count;
  return kernel(
    'embeddings gradient',
    [STEP, DATA, uniform('table', 'Table'), reads('dx', e.array), writes('gradients', e.array)],
    `${STEP_STRUCT}${LINEAR_GROUP}
// The position table: how many, and where it begins, in elements.
struct Table { positions: u32, start: u32 }
@compute @workgroup_size(${SIZE})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u,
        @builtin(local_invocation_index) local: u32) {
  let at = linearGroup(group, groups) * ${SIZE}u + local;
  let place = at / ${W}u;
  let column = at % ${W}u;
  if (place < step.segments) {
    let end = u32(data[step.segmentStartsAt + place + 1u]);
    let token = u32(data[step.segmentTokensAt + place]);
    var sum = gradients[token * ${W}u + column];
    for (var r = u32(data[step.segmentStartsAt + place]); r < end; r++) {
      sum += dx[u32(data[step.segmentRowsAt + r]) * ${W}u + column];
    }
    gradients[token * ${W}u + column] = sum;
    return;
  }
  let position = place - step.segments;
  if (position < table.positions) {
    var sum = ${e.zero};
    if (position < ${sequenceLength}u) {
      for (var b = 0u; b < step.sequences; b++) {
        sum += dx[(b * ${sequenceLength}u + position) * ${W}u + column];
      }
    }
    gradients[table.start + position * ${W}u + column] = sum;
  }
}`,
  );
}

export const embeddingsGradientWorkgroups = (segments: number, positions: number, width: number) =>
  linear((segments + positions) * elements(width).count, SIZE);
