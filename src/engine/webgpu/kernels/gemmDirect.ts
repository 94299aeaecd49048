import type { Form } from '../../compiled/plan/ops';
import { linear, type Workgroups } from '../kernel';
import type { Tiling } from './gemmTiling';

type Direct = Extract<Tiling, { kind: 'direct' }>;

/** Invocations in a workgroup: few, so that small products still spread over all cores. */
const SIZE = 16;

export function directWorkgroups(
  tiling: Direct,
  rows: number,
  columns: number,
  z: number,
): Workgroups {
  const tiles = Math.ceil(rows / tiling.rows) * Math.ceil(columns / tiling.columns);
  return linear(tiles, SIZE, z);
}

const range = (n: number) => Array.from({ length: n }, (_, i) => i);

/**
 * WGSL: stores the sums s0_0 ... of `rows` x `columns`. As a loop, since the compiler copies what
 * `store` does, a GELU perhaps, to every place it is called from.
 */
export function storeAll(rows: number, columns: number, row: string, column: string): string {
  const across = columns / 4;
  const all = range(rows).flatMap((i) => range(across).map((j) => `s${i}_${j}`));
  return `var sums = array<vec4f, ${all.length}>(${all.join(', ')});
  for (var i = 0u; i < ${all.length}u; i++) {
    let r = ${row} + i / ${across}u;
    let c = ${column} + i % ${across}u * 4u;
    if (r < job.rows && c < shape.columns) { store(job, r, c, sums[i]); }
  }`;
}

/**
 * Each invocation keeps rows x columns sums in registers and reads A and B straight from memory, four
 * floats at a time. No barrier: on a GPU that is a CPU in disguise a barrier costs more than the sums.
 */
export function directBody(form: Form, { rows: R, columns: C }: Direct): string {
  const sums = range(R).flatMap((i) => range(C / 4).map((j) => `var s${i}_${j} = vec4f();`));
  return `
@compute @workgroup_size(${SIZE})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u,
        @builtin(local_invocation_index) local: u32) {
  let job = jobOf(group.z);
  let tile = linearGroup(group, groups) * ${SIZE}u + local;
  let across = (shape.columns + ${C - 1}u) / ${C}u;
  let r0 = tile / across * ${R}u;
  let c0 = tile % across * ${C}u;
  if (r0 >= job.rows) { return; }
  ${sums.join(' ')}
  ${loops[form](R, C)}
  ${storeAll(R, C, 'r0', 'c0')}
}
`;
}

/** Beyond the last row or column the last one is read again; what comes of it is not stored. */
const loops: Record<Form, (R: number, C: number) => string> = {
  NT: (R, C) => `
  ${rowStarts(R)}
  ${range(C)
    .map((j) => `let b${j} = job.b + min(c0 + ${j}u, shape.columns - 1u) * shape.ldb;`)
    .join('\n  ')}
  for (var k = job.firstK; k < job.endK; k += 4u) {
    let room = job.endK - k;
    ${range(C)
      .map((j) => `let y${j} = loadB(b${j} + k, room);`)
      .join('\n    ')}
    ${range(R)
      .map((i) => {
        const products = range(C / 4).map((j) => {
          const dots = range(4).map((q) => `dot(x, y${4 * j + q})`);
          return `s${i}_${j} += vec4f(${dots.join(', ')});`;
        });
        return `{ let x = loadA(a${i} + k, room); ${products.join(' ')} }`;
      })
      .join('\n    ')}
  }`,
  NN: (R, C) => `
  ${rowStarts(R)}
  for (var k = job.firstK; k < job.endK; k += 4u) {
    let room = job.endK - k;
    ${range(4)
      .map((q) => {
        const row = `let b${q} = job.b + min(k + ${q}u, min(job.endK, shape.innerB) - 1u) * shape.ldb;`;
        return `${row} ${columnsAt(C, `b${q}`, `y${q}`)}`;
      })
      .join('\n    ')}
    ${range(R)
      .map((i) => {
        const products = range(C / 4).map(
          (j) => `s${i}_${j} += x.x * y0_${j} + x.y * y1_${j} + x.z * y2_${j} + x.w * y3_${j};`,
        );
        return `{ let x = loadA(a${i} + k, room); ${products.join(' ')} }`;
      })
      .join('\n    ')}
  }`,
  TN: (R, C) => `
  for (var k = job.firstK; k < job.endK; k++) {
    let a = job.a + k * shape.lda;
    let b = job.b + k * shape.ldb;
    ${columnsAt(C, 'b', 'y')}
    ${range(R / 4)
      .map((i) => {
        const at = `min(r0 + ${4 * i}u, (job.rows - 1u) / 4u * 4u)`;
        const products = range(4).flatMap((q) =>
          range(C / 4).map((j) => `s${4 * i + q}_${j} += x[${q}] * y_${j};`),
        );
        return `{ let c = ${at}; let x = loadA(a + c, job.rows - c); ${products.join(' ')} }`;
      })
      .join('\n    ')}
  }`,
};

const rowStarts = (R: number) =>
  range(R)
    .map((i) => `let a${i} = job.a + min(r0 + ${i}u, job.rows - 1u) * shape.lda;`)
    .join('\n  ');

/** Four columns at a time of one row of B, as `${name}_0`, `${name}_1` ... */
const columnsAt = (C: number, start: string, name: string) =>
  range(C / 4)
    .map(
      (j) =>
        `let ${name}_${j} = loadB(${start} + min(c0 + ${4 * j}u, (shape.columns - 1u) / 4u * 4u), shape.columns - min(c0 + ${4 * j}u, (shape.columns - 1u) / 4u * 4u));`,
    )
    .join(' ');
