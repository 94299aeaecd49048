import { BETA_1, BETA_2, EPSILON } from '../../compiled/stepData';
import { type Kernel, kernel, LINEAR_GROUP, linear, reads, uniform, writes } from '../kernel';
import { STEP, STEP_STRUCT } from '../stepWgsl';

const SIZE = 64;
/** vec4 that one invocation adds up: few workgroups, since the next kernel reads a sum of each. */
const NORM_RUN = 16;

const normGroups = (length: number) => Math.ceil(length / 4 / SIZE / NORM_RUN);

/** Workgroups of the norm: as many partial sums does it leave. */
export const gradientNormWorkgroups = (length: number) => linear(normGroups(length) * SIZE, SIZE);
export const gradientNormParts = normGroups;

/** WGSL: adds `mine` up over the workgroup, in one fixed order; the sum is in shares[0]. */
const WORKGROUP_SUM = `
var<workgroup> shares: array<f32, ${SIZE}>;
fn workgroupSum(mine: f32, local: u32) -> f32 {
  workgroupBarrier();
  shares[local] = mine;
  workgroupBarrier();
  var sum = 0.0;
  for (var i = 0u; i < ${SIZE}u; i++) { sum += shares[i]; }
  return sum;
}
`;

/**
 * Adds the slabs of the gradient vector [P] up, in place, and leaves Σ g² of each workgroup in
 * parts. Only places from `shape.from` on have slabs; `length` is P / 4.
 */
export function gradientNormKernel(): Kernel {
  return kernel(
    'gradient norm',
    [uniform('shape', 'Shape'), writes('gradients', 'array<vec4f>'), writes('parts', 'array<f32>')],
    `${LINEAR_GROUP}${WORKGROUP_SUM}
struct Shape { length: u32, slabs: u32, slabStride: u32, slabsFrom: u32 }
@compute @workgroup_size(${SIZE})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u,
        @builtin(local_invocation_index) local: u32) {
  let own = linearGroup(group, groups);
  var squares = 0.0;
  for (var run = 0u; run < ${NORM_RUN}u; run++) {
    let at = (own * ${NORM_RUN}u + run) * ${SIZE}u + local;
    if (at < shape.length) {
      var g = gradients[at];
      if (shape.slabs > 1u && at >= shape.slabsFrom) {
        for (var s = 1u; s < shape.slabs; s++) { g += gradients[at + s * shape.slabStride]; }
        gradients[at] = g;
      }
      squares += dot(g, g);
    }
  }
  let sum = workgroupSum(squares, local);
  if (local == 0u && own < arrayLength(&parts)) { parts[own] = sum; }
}`,
  );
}

/**
 * One workgroup: the mean loss and the gradient's norm into the ring of statistics, and what clipping
 * multiplies the gradient by, min(1, maxGradNorm / (norm + 1e-6)), as torch.nn.utils.clip_grad_norm_.
 */
export function finishKernel(): Kernel {
  return kernel(
    'statistics',
    [
      STEP,
      uniform('shape', 'Shape'),
      reads('parts', 'array<f32>'),
      reads('losses', 'array<f32>'),
      writes('statistics', 'array<vec2f>'),
      writes('clip', 'array<f32>'),
    ],
    `${STEP_STRUCT}${WORKGROUP_SUM}
struct Shape { parts: u32, unused1: u32, unused2: u32, unused3: u32 }
@compute @workgroup_size(${SIZE})
fn main(@builtin(local_invocation_index) local: u32) {
  var mine = 0.0;
  for (var i = local; i < shape.parts; i += ${SIZE}u) { mine += parts[i]; }
  let norm = sqrt(workgroupSum(mine, local));
  mine = 0.0;
  for (var m = local; m < step.blanks; m += ${SIZE}u) { mine += losses[m]; }
  let loss = workgroupSum(mine, local) / f32(max(step.blanks, 1u));
  if (local == 0u) {
    statistics[step.slot] = vec2f(loss, norm);
    clip[0] = min(1.0, step.maxGradNorm / (norm + 1e-6));
  }
}`,
  );
}

/**
 * AdamW (Loshchilov and Hutter 2019) on the whole flat vector [P], four values an invocation; the
 * operations stand in the order of torch.optim.AdamW.
 */
export function adamWKernel(): Kernel {
  return kernel(
    'AdamW',
    [
      STEP,
      uniform('shape', 'Shape'),
      reads('gradients', 'array<vec4f>'),
      reads('clip', 'array<f32>'),
      reads('decays', 'array<u32>'),
      writes('parameters', 'array<vec4f>'),
      writes('firstMoment', 'array<vec4f>'),
      writes('secondMoment', 'array<vec4f>'),
    ],
    `${STEP_STRUCT}${LINEAR_GROUP}
struct Shape { length: u32, unused1: u32, unused2: u32, unused3: u32 }
@compute @workgroup_size(${SIZE})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u,
        @builtin(local_invocation_index) local: u32) {
  let at = linearGroup(group, groups) * ${SIZE}u + local;
  if (at >= shape.length) { return; }
  let block = at / 16u;
  let decaying = (decays[block / 32u] >> (block % 32u)) & 1u;
  let g = gradients[at] * clip[0];
  let m = firstMoment[at] * ${BETA_1} + g * ${1 - BETA_1};
  let v = secondMoment[at] * ${BETA_2} + g * g * ${1 - BETA_2};
  firstMoment[at] = m;
  secondMoment[at] = v;
  let kept = parameters[at] * (1.0 - step.decay * f32(decaying));
  parameters[at] = kept - step.stepSize * (m / (sqrt(v) / step.secondCorrection + ${EPSILON}));
}`,
  );
}

export const adamWWorkgroups = (length: number) => linear(length / 4, SIZE);
