import { type Kernel, kernel, LINEAR_GROUP, linear, reads, writes } from '../kernel';
import { DATA, STEP, STEP_STRUCT } from '../stepWgsl';
import { elements } from './rowSums';

const SIZE = 64;

/**
 * Two arrays [·, D] at once, row by row: to [M, D] the rows at the blanks ('toBlanks'), or back to
 * [N, D] with zeros where there is no blank ('fromBlanks').
 *
 * After the last layer's attention only the blanks' rows reach the loss, so only they go on.
 */
export function takeRowsKernel(width: number, direction: 'toBlanks' | 'fromBlanks'): Kernel {
  const e = elements(width);
  const [rows, source] =
    direction === 'toBlanks'
      ? ['step.blanks', 'data[step.positionsAt + row]']
      : ['step.rows', 'data[step.blankOfAt + row]'];
  return kernel(
    `rows ${direction}`,
    [
      STEP,
      DATA,
      reads('first', e.array),
      reads('second', e.array),
      writes('firstTaken', e.array),
      writes('secondTaken', e.array),
    ],
    `${STEP_STRUCT}${LINEAR_GROUP}
@compute @workgroup_size(${SIZE})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u,
        @builtin(local_invocation_index) local: u32) {
  let at = linearGroup(group, groups) * ${SIZE}u + local;
  let row = at / ${e.count}u;
  if (row >= ${rows}) { return; }
  let source = ${source};
  if (source < 0) {
    firstTaken[at] = ${e.zero};
    secondTaken[at] = ${e.zero};
    return;
  }
  let i = u32(source) * ${e.count}u + at % ${e.count}u;
  firstTaken[at] = first[i];
  secondTaken[at] = second[i];
}`,
  );
}

export const takeRowsWorkgroups = (rows: number, width: number) =>
  linear(rows * elements(width).count, SIZE);
