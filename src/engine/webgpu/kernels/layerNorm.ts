import { type Kernel, kernel, LINEAR_GROUP, reads, uniform, writes } from '../kernel';
import { DATA, DROPOUT, STEP, STEP_STRUCT } from '../stepWgsl';
import { elements, rowLanes, rowMain } from './rowSums';

export interface LayerNormOptions {
  /** D */
  readonly width: number;
  readonly epsilon: number;
  readonly lanes: number;
  readonly rows: 'rows' | 'blanks';
}

/**
 * LayerNorm (Ba et al. 2016): x [R, D] -> y = x̂ · weight + bias, and what the gradient needs:
 * normal = x̂ [R, D], inverse = 1 / sqrt(variance + ε) [R].
 */
export function layerNormKernel(options: LayerNormOptions): Kernel {
  const e = elements(options.width);
  return kernel(
    `LayerNorm ${options.width}`,
    [
      STEP,
      reads('x', e.array),
      reads('weight', e.array),
      reads('bias', e.array),
      writes('y', e.array),
      writes('normal', e.array),
      writes('inverse', 'array<f32>'),
    ],
    [
      STEP_STRUCT,
      LINEAR_GROUP,
      `fn value(row: u32, i: u32) -> ${e.type} { return x[row * ${e.count}u + i]; }`,
      normalise(options, 'y[at] = result;'),
    ].join('\n'),
  );
}

/**
 * The embeddings: token + position + segment [N, D], LayerNorm, dropout. Outputs as `layerNormKernel`.
 * T is the sequence length; `words`, `places` and `types` are the three tables.
 */
export function embeddingsKernel(options: LayerNormOptions & { sequenceLength: number }): Kernel {
  const e = elements(options.width);
  const W = e.count;
  return kernel(
    `embeddings ${options.width}`,
    [
      STEP,
      DATA,
      reads('words', e.array),
      reads('rest', e.array),
      uniform('tables', 'Tables'),
      writes('y', e.array),
      writes('normal', e.array),
      writes('inverse', 'array<f32>'),
    ],
    [
      STEP_STRUCT,
      LINEAR_GROUP,
      DROPOUT,
      // Where the position and segment tables and LayerNorm's own lie in `rest`, in elements.
      'struct Tables { places: u32, types: u32, weight: u32, bias: u32 }',
      `
fn value(row: u32, i: u32) -> ${e.type} {
  let id = u32(data[row]);
  let segment = u32(data[step.typesAt + row]);
  return words[id * ${W}u + i] + rest[tables.places + row % ${options.sequenceLength}u * ${W}u + i]
    + rest[tables.types + segment * ${W}u + i];
}
fn keep(at: u32) -> ${e.type} {
  if (step.hiddenThreshold == 0u) { return ${e.type}(1.0); }
  let k = siteKey(0u);
  ${
    e.type === 'f32'
      ? 'return kept(k, at, step.hiddenThreshold, step.hiddenScale);'
      : `return vec4f(${[0, 1, 2, 3]
          .map((q) => `kept(k, at * 4u + ${q}u, step.hiddenThreshold, step.hiddenScale)`)
          .join(', ')});`
  }
}`,
      normalise(options, 'y[at] = result * keep(at);')
        .replaceAll('weight[i]', 'rest[tables.weight + i]')
        .replaceAll('bias[i]', 'rest[tables.bias + i]'),
    ].join('\n'),
  );
}

/**
 * The entry point: two passes for mean and variance, and one to write. The second also sums what the
 * deviations leave over and takes it off (the corrected two-pass algorithm: Chan, Golub, LeVeque 1983),
 * for a GPU may divide inexactly: on an NVIDIA H100 the mean of equal values is not that value, and over
 * a small deviation that was an error of up to 0.017.
 */
function normalise({ width, epsilon, lanes, rows }: LayerNormOptions, write: string): string {
  const e = elements(width);
  const loop = (body: string) => `for (var i = lane; i < ${e.count}u; i += ${lanes}u) { ${body} }`;
  return `${rowLanes(lanes, 'vec2f')}
${rowMain(lanes, `step.${rows}`)}
  var sum = ${e.zero};
  ${loop('sum += value(row, i);')}
  let mean = total(vec2f(${e.sum('sum')}, 0.0), local).x / ${width}.0;
  var left = ${e.zero};
  var squares = ${e.zero};
  ${loop('let d = value(row, i) - mean; left += d; squares += d * d;')}
  let over = total(vec2f(${e.sum('left')}, ${e.sum('squares')}), local);
  let off = over.x / ${width}.0;
  let scale = inverseSqrt(max(over.y - over.x * off, 0.0) / ${width}.0 + ${epsilon});
  if (!real) { return; }
  if (lane == 0u) { inverse[row] = scale; }
  ${loop(`let at = row * ${e.count}u + i;
    let n = (value(row, i) - mean - off) * scale;
    normal[at] = n;
    let result = n * weight[i] + bias[i];
    ${write}`)}
}
`;
}
