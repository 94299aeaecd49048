import { type Kernel, kernel, LINEAR_GROUP, linear, writes } from '../kernel';

const SIZE = 64;

/** Zeros: the gradients of words that no batch has, where no product writes all of them. */
export function clearKernel(): Kernel {
  return kernel(
    'clear',
    [writes('gradients', 'array<vec4f>')],
    `${LINEAR_GROUP}
@compute @workgroup_size(${SIZE})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u,
        @builtin(local_invocation_index) local: u32) {
  let at = linearGroup(group, groups) * ${SIZE}u + local;
  if (at < arrayLength(&gradients)) { gradients[at] = vec4f(0.0); }
}`,
  );
}

/** For so many floats, a multiple of 4 */
export const clearWorkgroups = (floats: number) => linear(floats / 4, SIZE);
