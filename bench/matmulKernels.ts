/** A float32 matrix product c = a b in WGSL; all three are [N, N] with N a multiple of `tile`. */
export interface MatmulKernel {
  readonly name: string;
  readonly code: (N: number) => string;
  /** Rows and columns of c that one workgroup computes */
  readonly tile: number;
  /** Whether b is stored transposed */
  readonly transposed: boolean;
}

/** `count` pieces of code, one on each line, since not every compiler unrolls loops. */
const each = (count: number, code: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => code(i)).join('\n');

/**
 * No shared memory and no barriers; R x R results for each invocation, W x W invocations in a workgroup. Best where
 * invocations run on a CPU's lanes, since barriers are slow there.
 */
function direct(R: number, W: number): MatmulKernel {
  const code = (N: number) => `
    @group(0) @binding(0) var<storage, read> a: array<vec4f>;
    @group(0) @binding(1) var<storage, read> b: array<vec4f>;
    @group(0) @binding(2) var<storage, read_write> c: array<f32>;
    @compute @workgroup_size(${W}, ${W})
    fn main(@builtin(global_invocation_id) id: vec3u) {
      let row = id.y * ${R}u;
      let column = id.x * ${R}u;
      ${each(R, (i) => each(R, (j) => `var s${i}_${j} = 0.0;`))}
      for (var k = 0u; k < ${N / 4}u; k++) {
        ${each(R, (i) => `let a${i} = a[(row + ${i}u) * ${N / 4}u + k];`)}
        ${each(
          R,
          (j) => `let b${j} = b[(column + ${j}u) * ${N / 4}u + k];
          ${each(R, (i) => `s${i}_${j} += dot(a${i}, b${j});`)}`,
        )}
      }
      ${each(R, (i) => each(R, (j) => `c[(row + ${i}u) * ${N}u + column + ${j}u] = s${i}_${j};`))}
    }`;
  return { name: `direct ${R}x${R}`, code, tile: R * W, transposed: true };
}

/**
 * Tiles in shared memory; R x R results for each invocation, 16 x 16 invocations in a workgroup. Best on a GPU: a whole
 * workgroup shares each value that it fetches.
 */
function tiled(R: 4 | 8): MatmulKernel {
  const depth = R === 4 ? 16 : 8;
  const tile = 16 * R;
  const quarters = R / 4; // vec4s of results in a row
  const loads = (tile * depth) / 4 / 256; // vec4s that an invocation fetches, both of a and of b
  const code = (N: number) => `
    @group(0) @binding(0) var<storage, read> a: array<vec4f>;
    @group(0) @binding(1) var<storage, read> b: array<vec4f>;
    @group(0) @binding(2) var<storage, read_write> c: array<vec4f>;
    var<workgroup> sa: array<array<f32, ${tile + 4}>, ${depth}>; // transposed, and padded against bank conflicts
    var<workgroup> sb: array<array<vec4f, ${tile / 4}>, ${depth}>;
    @compute @workgroup_size(16, 16)
    fn main(@builtin(workgroup_id) wg: vec3u, @builtin(local_invocation_id) l: vec3u) {
      let me = l.y * 16u + l.x;
      ${each(R, (i) => each(quarters, (j) => `var s${i}_${j} = vec4f();`))}
      for (var k0 = 0u; k0 < ${N}u; k0 += ${depth}u) {
        ${each(
          loads,
          (n) => `{
          let i = me + ${n * 256}u;
          let row = i / ${depth / 4}u;
          let k = i % ${depth / 4}u;
          let value = a[(wg.y * ${tile}u + row) * ${N / 4}u + k0 / 4u + k];
          ${each(4, (x) => `sa[k * 4u + ${x}u][row] = value[${x}];`)}
          let kb = i / ${tile / 4}u;
          let cb = i % ${tile / 4}u;
          sb[kb][cb] = b[(k0 + kb) * ${N / 4}u + wg.x * ${tile / 4}u + cb];
        }`,
        )}
        workgroupBarrier();
        for (var k = 0u; k < ${depth}u; k++) {
          ${each(quarters, (j) => `let b${j} = sb[k][l.x + ${16 * j}u];`)}
          ${each(
            R,
            (i) => `let a${i} = vec4f(sa[k][l.y * ${R}u + ${i}u]);
            ${each(quarters, (j) => `s${i}_${j} = fma(a${i}, b${j}, s${i}_${j});`)}`,
          )}
        }
        workgroupBarrier();
      }
      let row = wg.y * ${tile}u + l.y * ${R}u;
      let column = wg.x * ${tile / 4}u + l.x;
      ${each(R, (i) =>
        each(quarters, (j) => `c[(row + ${i}u) * ${N / 4}u + column + ${16 * j}u] = s${i}_${j};`),
      )}
    }`;
  return { name: `tiled ${tile}x${tile}`, code, tile, transposed: false };
}

/** The first two suit CPUs that pose as GPUs, the others GPUs; the clock decides. */
export const MATMUL_KERNELS: readonly MatmulKernel[] = [
  direct(8, 4),
  direct(4, 8),
  tiled(4),
  tiled(8),
];
