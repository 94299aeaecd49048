/**
 * Rows shared among `lanes` neighbouring invocations of a workgroup: on a GPU many read one row side
 * by side, on a CPU in disguise one does it all and no barrier is needed.
 */

export const ROW_GROUP = 64;

/** Lanes for a row of `width` elements: at most `most`, and none without work. */
export function lanesFor(width: number, most: number): number {
  let lanes = 1;
  while (lanes * 2 <= Math.min(most, width, ROW_GROUP)) lanes *= 2;
  return lanes;
}

export const rowGroups = (rows: number, lanes: number) => Math.ceil(rows / (ROW_GROUP / lanes));

/** WGSL: `total(x)`, the sum of x, a `type`, over the lanes of a row in one fixed order. */
export function rowLanes(lanes: number, type: 'f32' | 'vec2f' = 'f32'): string {
  if (lanes === 1) return `fn total(x: ${type}, local: u32) -> ${type} { return x; }`;
  return `
var<workgroup> parts: array<${type}, ${ROW_GROUP}>;
fn total(x: ${type}, local: u32) -> ${type} {
  workgroupBarrier(); // the last total has been read
  parts[local] = x;
  workgroupBarrier();
  let first = local / ${lanes}u * ${lanes}u;
  var sum = ${type}();
  for (var i = 0u; i < ${lanes}u; i++) { sum += parts[first + i]; }
  return sum;
}`;
}

/** WGSL: the start of an entry point whose workgroups share out rows; needs `step` and LINEAR_GROUP. */
export const rowMain = (lanes: number, rows: string) => `
@compute @workgroup_size(${ROW_GROUP})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u,
        @builtin(local_invocation_index) local: u32) {
  let lane = local % ${lanes}u;
  let place = linearGroup(group, groups) * ${ROW_GROUP / lanes}u + local / ${lanes}u;
  let row = min(place, ${rows} - 1u); // a barrier must be reached by all
  let real = place < ${rows};
`;

/** How a kernel reads rows of `width` floats: four at a time where that divides them. */
export function elements(width: number) {
  const vec = width % 4 === 0;
  return {
    count: vec ? width / 4 : width,
    type: vec ? 'vec4f' : 'f32',
    array: vec ? 'array<vec4f>' : 'array<f32>',
    sum: (x: string) => (vec ? `dot(${x}, vec4f(1.0))` : `(${x})`),
    zero: vec ? 'vec4f()' : '0.0',
  };
}
