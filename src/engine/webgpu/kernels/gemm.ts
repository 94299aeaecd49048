import type { Epilogue, Form, GemmShape } from '../../compiled/plan/ops';
import { type Binding, type Kernel, kernel, LINEAR_GROUP, reads, uniform, writes } from '../kernel';
import { DATA, DROPOUT, STEP, STEP_STRUCT } from '../stepWgsl';
import { GELU } from './gelu';
import { directBody } from './gemmDirect';
import { tiledBody } from './gemmTiled';
import type { Tiling } from './gemmTiling';

export interface GemmOptions {
  readonly form: Form;
  readonly epilogue: Epilogue;
  readonly tiling: Tiling;
  /** Whether A, B and C may be read four floats at a time: all their dimensions and offsets are multiples of 4 */
  readonly vec: boolean;
}

const COUNT_FROM = { rows: 1, blanks: 2 } as const;

/** A product's sizes as a uniform, in the order of the WGSL struct: one program serves all of a form. */
export function gemmWords(shape: GemmShape): Uint32Array<ArrayBuffer> {
  const fixed = (n: GemmShape['rows']) => (typeof n === 'number' ? n : 0);
  const from = (n: GemmShape['rows']) => (typeof n === 'number' ? 0 : COUNT_FROM[n]);
  return Uint32Array.of(
    fixed(shape.rows),
    from(shape.rows),
    shape.columns,
    fixed(shape.inner),
    from(shape.inner),
    shape.innerB ?? 0xffffffff,
    shape.lda,
    shape.ldb,
    shape.ldc,
    shape.strideA ?? 0,
    shape.strideB ?? 0,
    shape.strideC ?? 0,
    shape.batch ?? 1,
    shape.lastOnBlanks ? 1 : 0,
    shape.slabs ?? 1,
    shape.slabStride ?? 0,
    shape.site ?? 0,
    shape.atBlanks ? 1 : 0,
    0,
    0,
  );
}

const SHAPE_STRUCT = `
struct Shape {
  rows: u32, rowsFrom: u32, columns: u32, inner: u32,
  innerFrom: u32, innerB: u32, lda: u32, ldb: u32,
  ldc: u32, strideA: u32, strideB: u32, strideC: u32,
  batch: u32, lastOnBlanks: u32, slabs: u32, slabStride: u32,
  site: u32, atBlanks: u32, unused1: u32, unused2: u32,
}
fn countOf(fixed: u32, source: u32) -> u32 {
  return select(select(fixed, step.rows, source == 1u), step.blanks, source == 2u);
}
`;

/**
 * What one workgroup or invocation works on: product z / slabs of the batch, part z % slabs of S.
 * `firstK` is a multiple of 4.
 */
const JOB = `
struct Job { rows: u32, firstK: u32, endK: u32, a: u32, b: u32, c: u32 }
fn jobOf(z: u32) -> Job {
  let product = z / shape.slabs;
  let slab = z % shape.slabs;
  let last = shape.lastOnBlanks == 1u && product == shape.batch - 1u;
  let inner = select(countOf(shape.inner, shape.innerFrom), step.blanks, last);
  let part = ((inner + shape.slabs - 1u) / shape.slabs + 3u) / 4u * 4u;
  return Job(
    countOf(shape.rows, shape.rowsFrom), min(slab * part, inner), min(slab * part + part, inner),
    product * shape.strideA, product * shape.strideB,
    product * shape.strideC + slab * shape.slabStride,
  );
}
`;

/** Loads of four floats in a row, from at on; `room` is how many of them exist. */
function loaders(vec: boolean): string {
  const load = (name: string, array: string) =>
    vec
      ? `fn ${name}(at: u32, room: u32) -> vec4f { return ${array}[at / 4u]; }`
      : `fn ${name}(at: u32, room: u32) -> vec4f {
  return vec4f(${array}[at], select(0.0, ${array}[at + 1u], room > 1u),
    select(0.0, ${array}[at + 2u], room > 2u), select(0.0, ${array}[at + 3u], room > 3u));
}`;
  return `${load('loadA', 'A')}\n${load('loadB', 'B')}\n`;
}

/** Writes four columns of one row: `store(job, row, column, sum)`. */
function store(epilogue: Epilogue, vec: boolean): string {
  const each = (array: string) =>
    vec
      ? `${array}[at / 4u]`
      : `vec4f(${array}[at], select(0.0, ${array}[at + 1u], room > 1u), select(0.0, ${array}[at + 2u], room > 2u), select(0.0, ${array}[at + 3u], room > 3u))`;
  const put = (array: string, value: string) =>
    vec
      ? `${array}[at / 4u] = ${value};`
      : `for (var i = 0u; i < min(room, 4u); i++) { ${array}[at + i] = ${value}[i]; }`;
  const lines = ['var v = sum;'];
  if (epilogue.bias) lines.push(`{ let at = column; v += ${each('bias')}; }`);
  lines.push('let at = job.c + row * shape.ldc + column;');
  if (epilogue.gelu) {
    lines.push(put('before', 'v'));
    lines.push('v = vec4f(gelu(v.x), gelu(v.y), gelu(v.z), gelu(v.w));');
  }
  if (epilogue.geluGradient) {
    lines.push(`let u = ${each('before')};`);
    lines.push(
      'v *= vec4f(geluGradient(u.x), geluGradient(u.y), geluGradient(u.z), geluGradient(u.w));',
    );
  }
  if (epilogue.dropoutFirst) lines.push('v *= dropped(row, column);');
  if (epilogue.residual) lines.push(`v += ${each('residual')};`);
  if (epilogue.dropoutLast) lines.push('v *= dropped(row, column);');
  lines.push(put('C', 'v'));
  const dropped = `
fn dropped(row: u32, column: u32) -> vec4f {
  if (step.hiddenThreshold == 0u) { return vec4f(1.0); }
  let place = select(row, u32(data[step.positionsAt + row]), shape.atBlanks == 1u);
  let counter = place * shape.columns + column;
  let k = siteKey(shape.site);
  return vec4f(
    kept(k, counter, step.hiddenThreshold, step.hiddenScale),
    kept(k, counter + 1u, step.hiddenThreshold, step.hiddenScale),
    kept(k, counter + 2u, step.hiddenThreshold, step.hiddenScale),
    kept(k, counter + 3u, step.hiddenThreshold, step.hiddenScale),
  );
}
`;
  return `${usesDropout(epilogue) ? DROPOUT + dropped : ''}
fn store(job: Job, row: u32, column: u32, sum: vec4f) {
  let room = shape.columns - column;
  ${lines.join('\n  ')}
}
`;
}

const usesDropout = (e: Epilogue) => Boolean(e.dropoutFirst || e.dropoutLast);

/** The program of one form, epilogue and tiling (compiled/plan/ops.ts); all sizes come from the uniform `shape`. */
export function gemmKernel({ form, epilogue, tiling, vec }: GemmOptions): Kernel {
  const array = vec ? 'array<vec4f>' : 'array<f32>';
  const bindings: Binding[] = [
    STEP,
    uniform('shape', 'Shape'),
    reads('A', array),
    reads('B', array),
    writes('C', array),
  ];
  if (epilogue.bias) bindings.push(reads('bias', array));
  if (epilogue.gelu) bindings.push(writes('before', array));
  if (epilogue.geluGradient) bindings.push(reads('before', array));
  if (epilogue.residual) bindings.push(reads('residual', array));
  if (usesDropout(epilogue)) bindings.push(DATA);
  const makes = tiling.kind === 'direct' ? directBody(form, tiling) : tiledBody(form, tiling);
  const names = Object.keys(epilogue).join('+');
  return kernel(
    `gemm ${form} ${tiling.kind} ${tiling.rows}x${tiling.columns}${names ? ` ${names}` : ''}`,
    bindings,
    [
      STEP_STRUCT,
      SHAPE_STRUCT,
      LINEAR_GROUP,
      JOB,
      loaders(vec),
      epilogue.gelu || epilogue.geluGradient ? GELU : '',
      store(epilogue, vec),
      makes,
    ].join('\n'),
  );
}
