import { HEADER_FIELDS, isFloatField, MAX_SITES } from '../compiled/stepData';
import { reads, uniform } from './kernel';

/** How the kernels read what `compiled/stepData.ts` writes. */

/** Binding and WGSL of the header. */
export const STEP = uniform('step', 'Step');
export const STEP_STRUCT = `
struct Step {
  ${HEADER_FIELDS.map((name) => `${name}: ${isFloatField(name) ? 'f32' : 'u32'},`).join(' ')}
  keys: array<vec4u, ${MAX_SITES / 4}>,
}
`;

/** Binding of the lists: inputIds and the rest, as [N], [M] and so on. */
export const DATA = reads('data', 'array<i32>');

/** WGSL of base/random.ts, and `keep(site, counter)`: 0 or the scale of what dropout keeps. */
export const DROPOUT = `
fn hash32(x: u32) -> u32 {
  let state = x * 747796405u + 2891336453u;
  let word = ((state >> ((state >> 28u) + 4u)) ^ state) * 277803737u;
  return (word >> 22u) ^ word;
}
fn siteKey(site: u32) -> u32 {
  return step.keys[site / 4u][site % 4u];
}
fn kept(key: u32, counter: u32, threshold: u32, scale: f32) -> f32 {
  return select(scale, 0.0, (hash32(key ^ hash32(counter)) >> 8u) < threshold);
}
`;
