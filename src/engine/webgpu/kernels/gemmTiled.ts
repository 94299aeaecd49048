import type { Form } from '../../compiled/plan/ops';
import type { Workgroups } from '../kernel';
import { linear } from '../kernel';
import { storeAll } from './gemmDirect';
import type { Tiling } from './gemmTiling';

type Tiled = Extract<Tiling, { kind: 'tiled' }>;

export function tiledWorkgroups(
  tiling: Tiled,
  rows: number,
  columns: number,
  z: number,
): Workgroups {
  return linear(Math.ceil(rows / tiling.rows) * Math.ceil(columns / tiling.columns), 1, z);
}

const range = (n: number) => Array.from({ length: n }, (_, i) => i);

/**
 * A workgroup copies `depth` of its rows of A and columns of B into shared memory, turned so that the
 * four values an invocation wants lie side by side, and every invocation adds up perThread x perThread
 * sums from there.
 *
 * A copy is made of blocks of 4 x 4: one invocation reads four vec4 and writes four vec4, so that no
 * two invocations write parts of one vec4 (a race on some drivers).
 */
export function tiledBody(form: Form, tiling: Tiled): string {
  const { rows: R, columns: C, depth, perThread: P } = tiling;
  const across = C / P;
  const threads = (R / P) * across;
  const per4 = P / 4;
  const sums = range(P).flatMap((i) => range(per4).map((j) => `var s${i}_${j} = vec4f();`));
  const products = range(per4).flatMap((i) =>
    range(4).flatMap((q) => range(per4).map((j) => `s${4 * i + q}_${j} += x${i}[${q}] * y${j};`)),
  );
  return `
var<workgroup> tileA: array<vec4f, ${(depth * R) / 4}>; // [depth, rows / 4]
var<workgroup> tileB: array<vec4f, ${(depth * C) / 4}>; // [depth, columns / 4]

@compute @workgroup_size(${threads})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u,
        @builtin(local_invocation_index) local: u32) {
  let job = jobOf(group.z);
  let tile = linearGroup(group, groups);
  let across = (shape.columns + ${C - 1}u) / ${C}u;
  let r0 = tile / across * ${R}u;
  let c0 = tile % across * ${C}u;
  let down = local / ${across}u;
  let right = local % ${across}u;
  ${sums.join(' ')}
  for (var k0 = job.firstK; k0 < job.endK; k0 += ${depth}u) {
    ${copies('A', form === 'TN', R, depth, threads)}
    ${copies('B', form !== 'NT', C, depth, threads)}
    workgroupBarrier();
    for (var k = 0u; k < ${depth}u; k++) {
      ${range(per4)
        .map((i) => `let x${i} = tileA[k * ${R / 4}u + down * ${per4}u + ${i}u];`)
        .join(' ')}
      ${range(per4)
        .map((j) => `let y${j} = tileB[k * ${C / 4}u + right * ${per4}u + ${j}u];`)
        .join(' ')}
      ${products.join('\n      ')}
    }
    workgroupBarrier();
  }
  ${storeAll(P, P, `(r0 + down * ${P}u)`, `(c0 + right * ${P}u)`)}
}
`;
}

/**
 * Copies a tile of A or B, `width` along the result and `depth` along the sum. `inner` says that the
 * result's direction is the one whose values lie side by side in memory; else the block is turned.
 */
function copies(
  name: 'A' | 'B',
  alongResult: boolean,
  width: number,
  depth: number,
  threads: number,
): string {
  const blocks = (width / 4) * (depth / 4);
  const [lead, offset, start, end] =
    name === 'A'
      ? ['shape.lda', 'job.a', 'r0', 'job.rows']
      : ['shape.ldb', 'job.b', 'c0', 'shape.columns'];
  const lastRow = name === 'B' ? 'min(job.endK, shape.innerB)' : 'job.endK';
  // Side by side in memory: neighbours take neighbouring fours of one row of memory.
  const [across, load] = alongResult
    ? [
        width / 4,
        `let w = min(${start} + x * 4u, (${end} - 1u) / 4u * 4u);
      for (var q = 0u; q < 4u; q++) {
        let k = k0 + d * 4u + q;
        let v = load${name}(${offset} + min(k, ${lastRow} - 1u) * ${lead} + w, ${end} - w);
        tile${name}[(d * 4u + q) * ${width / 4}u + x] = select(vec4f(), v, k < job.endK);
      }`,
      ]
    : [
        depth / 4,
        `let k = k0 + d * 4u;
      let near = min(k, (job.endK - 1u) / 4u * 4u);
      let some = k < job.endK;
      ${range(4)
        .map(
          (q) =>
            `let w${q} = min(${start} + x * 4u + ${q}u, ${end} - 1u);
      let b${q} = select(vec4f(), load${name}(${offset} + w${q} * ${lead} + near, job.endK - near), some);`,
        )
        .join('\n      ')}
      ${[...'xyzw']
        .map(
          (c, q) =>
            `tile${name}[(d * 4u + ${q}u) * ${width / 4}u + x] = vec4f(b0.${c}, b1.${c}, b2.${c}, b3.${c});`,
        )
        .join('\n      ')}`,
      ];
  const place = alongResult
    ? `let x = block % ${across}u; let d = block / ${across}u;`
    : `let d = block % ${across}u; let x = block / ${across}u;`;
  return `for (var block = local; block < ${blocks}u; block += ${threads}u) {
      ${place}
      ${load}
    }`;
}
