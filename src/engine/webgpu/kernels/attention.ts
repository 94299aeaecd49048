import { each, type Kernel, kernel, LINEAR_GROUP, linear, reads, uniform, writes } from '../kernel';
import { DATA, DROPOUT, STEP, STEP_STRUCT } from '../stepWgsl';
import { elements } from './rowSums';

/**
 * Scaled dot-product attention (Vaswani et al. 2017), probabilities kept: at T up to 512 that beat
 * making them anew, and the page shows them.
 *
 * Layouts: qkv [N, 3 · D], a head's queries, keys and values each K wide. Probabilities and the
 * gradients of the scores are stored turned, [B · H, T (looked at), T (looking)], so that neighbouring
 * invocations, each with looking rows of its own, write side by side.
 */
export interface AttentionShape {
  /** T */
  readonly sequenceLength: number;
  /** H */
  readonly heads: number;
  /** D */
  readonly hiddenSize: number;
  /** Rows of one invocation: more read less, fewer fill more of a GPU. */
  readonly rowsPerThread: number;
}

const SIZE = 64;

/** Which dropout site a layer's probabilities are: one program serves all layers. */
const SITE = uniform('site', 'u32');

/** Score of what may not be looked at: exp of it is exactly 0 beside any real score. */
const HIDDEN = '-1e9';

const threadsPerMap = ({ sequenceLength: T, rowsPerThread: R }: AttentionShape) => Math.ceil(T / R);

/** One invocation for `rowsPerThread` tokens of each sentence and head. */
export const attentionWorkgroups = (shape: AttentionShape, sequences: number) =>
  linear(sequences * shape.heads * threadsPerMap(shape), SIZE);

/** What the three kernels share: sizes, and WGSL that repeats a line for each row of an invocation. */
function parts(shape: AttentionShape) {
  const { sequenceLength: T, heads: H, hiddenSize: D, rowsPerThread: R } = shape;
  const e = elements(D / H);
  // Heads that begin inside a vec4 are read by single floats.
  const vec = e.type === 'vec4f';
  const width = vec ? D / 4 : D;
  const rows = Array.from({ length: R }, (_, r) => r);
  return {
    ...e,
    T,
    width,
    row: width * 3,
    scale: 1 / Math.sqrt(D / H),
    inner: (a: string, b: string) => (vec ? `dot(${a}, ${b})` : `${a} * ${b}`),
    /** The line for every row; what a row has is numbered. */
    forRows: (line: (r: number) => string) => rows.map(line).join('\n    '),
    arrays: (...names: string[]) =>
      rows
        .flatMap((r) => names.map((n) => `var ${n}${r}: array<${e.type}, ${e.count}>;`))
        .join(' '),
    /** Up to `own`: past the last token, the last again, which is not stored. */
    start: `
@compute @workgroup_size(${SIZE})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u,
        @builtin(local_invocation_index) local: u32) {
  let index = linearGroup(group, groups) * ${SIZE}u + local;
  let bh = index / ${threadsPerMap(shape)}u;
  if (bh >= step.sequences * ${H}u) { return; }
  let place = index % ${threadsPerMap(shape)}u * ${R}u;
  let first = bh / ${H}u * ${T}u; // the sentence's first row
  let head = bh % ${H}u * ${e.count}u;
  let map = bh * ${T * T}u;
  let key = siteKey(site);
  ${rows.map((r) => `let own${r} = min(place + ${r}u, ${T - 1}u);`).join(' ')}
`,
    stored: (r: number, lines: string) =>
      r === 0 ? `{ ${lines} }` : `if (place + ${r}u < ${T}u) { ${lines} }`,
  };
}

/** WGSL of `dropped(key, bh, i, j)`: 0 or the scale of what dropout keeps of one probability. */
const dropped = (T: number) => `${DROPOUT}
fn dropped(key: u32, bh: u32, i: u32, j: u32) -> f32 {
  if (step.attentionThreshold == 0u) { return 1.0; }
  return kept(key, (bh * ${T}u + i) * ${T}u + j, step.attentionThreshold, step.attentionScale);
}
`;

const module = (shape: AttentionShape, body: string) =>
  [STEP_STRUCT, LINEAR_GROUP, dropped(shape.sequenceLength), parts(shape).start, body].join('\n');

/** qkv, attention mask -> probabilities, mixed [N, D]. One invocation a few looking rows of a head. */
export function attentionKernel(shape: AttentionShape): Kernel {
  const p = parts(shape);
  const at = (r: number) => `map + j * ${p.T}u + own${r}`;
  return kernel(
    'attention',
    [
      STEP,
      SITE,
      DATA,
      reads('qkv', p.array),
      writes('probabilities', 'array<f32>'),
      writes('mixed', p.array),
    ],
    module(
      shape,
      `
  ${p.arrays('q', 'mix')}
  ${each(p.count, (c) =>
    p.forRows(
      (r) => `q${r}[${c}] = qkv[(first + own${r}) * ${p.row}u + head + ${c}] * ${p.scale};`,
    ),
  )}
  ${p.forRows((r) => `var most${r} = -3e38; var sum${r} = 0.0;`)}
  for (var j = 0u; j < ${p.T}u; j++) {
    let k = (first + j) * ${p.row}u + ${p.width}u + head;
    ${p.forRows((r) => `var s${r} = 0.0;`)}
    ${each(
      p.count,
      (c) =>
        `{ let x = qkv[k + ${c}]; ${p.forRows((r) => `s${r} += ${p.inner(`q${r}[${c}]`, 'x')};`)} }`,
    )}
    let padding = data[step.maskAt + first + j] == 0;
    ${p.forRows(
      (
        r,
      ) => `if (padding || (step.context == 1u && j > own${r}) || (step.context == 2u && j < own${r})) { s${r} = ${HIDDEN}; }
    probabilities[${at(r)}] = s${r};
    most${r} = max(most${r}, s${r});`,
    )}
  }
  for (var j = 0u; j < ${p.T}u; j++) {
    let v = (first + j) * ${p.row}u + ${2 * p.width}u + head;
    ${p.forRows(
      (r) => `let e${r} = exp(probabilities[${at(r)}] - most${r});
    sum${r} += e${r};
    let w${r} = e${r} * dropped(key, bh, own${r}, j);`,
    )}
    ${each(
      p.count,
      (c) => `{ let x = qkv[v + ${c}]; ${p.forRows((r) => `mix${r}[${c}] += w${r} * x;`)} }`,
    )}
  }
  for (var j = 0u; j < ${p.T}u; j++) {
    ${p.forRows((r) =>
      p.stored(
        r,
        `let at = ${at(r)}; probabilities[at] = exp(probabilities[at] - most${r}) / sum${r};`,
      ),
    )}
  }
  ${p.forRows((r) =>
    p.stored(
      r,
      each(
        p.count,
        (c) => `mixed[(first + own${r}) * ${p.width}u + head + ${c}] = mix${r}[${c}] / sum${r};`,
      ),
    ),
  )}
}`,
    ),
  );
}

/**
 * The gradient by the queries, and by the scores before scaling: one invocation a few looking rows i.
 * With dP = mask · (dy_i · v_j) and δ = dy_i · y_i = Σ_j P_ij dP_ij (Dao et al. 2022, appendix B),
 * dS_ij = P_ij (dP_ij - δ) / sqrt(K) and dq_i = Σ_j dS_ij k_j.
 */
export function attentionQueryGradientKernel(shape: AttentionShape): Kernel {
  const p = parts(shape);
  return kernel(
    'attention gradient, queries',
    [
      STEP,
      SITE,
      reads('qkv', p.array),
      reads('probabilities', 'array<f32>'),
      reads('mixed', p.array),
      reads('dmixed', p.array),
      writes('dscores', 'array<f32>'),
      writes('dqkv', p.array),
    ],
    module(
      shape,
      `
  ${p.arrays('dy', 'dq')}
  ${p.forRows((r) => `let y${r} = (first + own${r}) * ${p.width}u + head; var delta${r} = 0.0;`)}
  ${each(p.count, (c) =>
    p.forRows(
      (r) =>
        `dy${r}[${c}] = dmixed[y${r} + ${c}]; delta${r} += ${p.inner(`dy${r}[${c}]`, `mixed[y${r} + ${c}]`)};`,
    ),
  )}
  for (var j = 0u; j < ${p.T}u; j++) {
    let k = (first + j) * ${p.row}u + ${p.width}u + head;
    ${p.forRows((r) => `var dp${r} = 0.0;`)}
    ${each(
      p.count,
      (c) =>
        `{ let x = qkv[k + ${p.width}u + ${c}]; ${p.forRows((r) => `dp${r} += ${p.inner(`dy${r}[${c}]`, 'x')};`)} }`,
    )}
    ${p.forRows(
      (r) => `let at${r} = map + j * ${p.T}u + own${r};
    let ds${r} = probabilities[at${r}] * (dp${r} * dropped(key, bh, own${r}, j) - delta${r}) * ${p.scale};
    ${p.stored(r, `dscores[at${r}] = ds${r};`)}`,
    )}
    ${each(
      p.count,
      (c) => `{ let x = qkv[k + ${c}]; ${p.forRows((r) => `dq${r}[${c}] += ds${r} * x;`)} }`,
    )}
  }
  ${p.forRows((r) =>
    p.stored(
      r,
      each(p.count, (c) => `dqkv[(first + own${r}) * ${p.row}u + head + ${c}] = dq${r}[${c}];`),
    ),
  )}
}`,
    ),
  );
}

/**
 * The gradient by keys and values, dk_j = Σ_i dS_ij q_i and dv_j = Σ_i mask P_ij dy_i: one invocation a
 * few rows j that are looked at.
 */
export function attentionKeyGradientKernel(shape: AttentionShape): Kernel {
  const p = parts(shape);
  return kernel(
    'attention gradient, keys and values',
    [
      STEP,
      SITE,
      reads('qkv', p.array),
      reads('probabilities', 'array<f32>'),
      reads('dscores', 'array<f32>'),
      reads('dmixed', p.array),
      writes('dqkv', p.array),
    ],
    module(
      shape,
      `
  ${p.arrays('dk', 'dv')}
  for (var i = 0u; i < ${p.T}u; i++) {
    let q = (first + i) * ${p.row}u + head;
    let y = (first + i) * ${p.width}u + head;
    ${p.forRows(
      (r) => `let at${r} = map + own${r} * ${p.T}u + i;
    let ds${r} = dscores[at${r}];
    let w${r} = probabilities[at${r}] * dropped(key, bh, i, own${r});`,
    )}
    ${each(
      p.count,
      (c) =>
        `{ let x = qkv[q + ${c}]; let g = dmixed[y + ${c}]; ${p.forRows((r) => `dk${r}[${c}] += ds${r} * x; dv${r}[${c}] += w${r} * g;`)} }`,
    )}
  }
  ${p.forRows((r) =>
    p.stored(
      r,
      `let k = (first + own${r}) * ${p.row}u + ${p.width}u + head;
    ${each(p.count, (c) => `dqkv[k + ${c}] = dk${r}[${c}]; dqkv[k + ${p.width}u + ${c}] = dv${r}[${c}];`)}`,
    ),
  )}
}`,
    ),
  );
}
