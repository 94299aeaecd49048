import type { BeforeNorm } from '../../compiled/plan/ops';
import { type Binding, type Kernel, kernel, LINEAR_GROUP, reads, uniform, writes } from '../kernel';
import { DATA, DROPOUT, STEP, STEP_STRUCT } from '../stepWgsl';
import { GELU } from './gelu';
import { elements, rowLanes, rowMain } from './rowSums';

export interface LayerNormGradientOptions {
  readonly width: number;
  readonly lanes: number;
  readonly rows: 'rows' | 'blanks';
  readonly before: BeforeNorm;
}

/** Sizes and places, a uniform: { slabs, slabStride, site, atBlanks }. */
export const LAYER_NORM_GRADIENT_SHAPE = `
struct Shape { slabs: u32, slabStride: u32, site: u32, atBlanks: u32 }
`;

/**
 * The gradient of LayerNorm by its input: with g = dy · weight,
 * dx = inverse · (g - mean(g) - normal · mean(g · normal)), over [R, D].
 *
 * dx is what goes on to the layer before (after dropout or GELU), `residual` what goes past it.
 */
export function layerNormGradientKernel(options: LayerNormGradientOptions): Kernel {
  const { width, lanes, rows, before } = options;
  const e = elements(width);
  const bindings: Binding[] = [
    STEP,
    reads(before === 'gelu' ? 'parts' : 'dy', e.array),
    reads('normal', e.array),
    reads('inverse', 'array<f32>'),
    reads('weight', e.array),
    writes('dx', e.array),
  ];
  if (before !== 'embeddings') bindings.push(uniform('shape', 'Shape'));
  if (before === 'residual') bindings.push(writes('residual', e.array), DATA);
  if (before === 'gelu') bindings.push(writes('dy', e.array), reads('input', e.array));
  const four = (f: (q: number) => string) =>
    e.type === 'f32' ? f(0) : `vec4f(${[0, 1, 2, 3].map(f).join(', ')})`;
  const size = e.type === 'f32' ? 1 : 4;

  const gradient =
    before === 'gelu'
      ? `fn gradient(at: u32) -> ${e.type} {
  var sum = parts[at];
  for (var s = 1u; s < shape.slabs; s++) { sum += parts[s * (shape.slabStride / ${size}u) + at]; }
  return sum;
}`
      : `fn gradient(at: u32) -> ${e.type} { return dy[at]; }`;
  const component = (x: string, q: number) => (e.type === 'f32' ? x : `${x}[${q}]`);
  const write = {
    embeddings: 'dx[at] = d;',
    residual: `residual[at] = d;
    if (step.hiddenThreshold == 0u) { dx[at] = d; continue; }
    let counter = (dropoutRow * ${e.count}u + i) * ${size}u;
    dx[at] = d * ${four((q) => `kept(k, counter + ${q}u, step.hiddenThreshold, step.hiddenScale)`)};`,
    gelu: `dy[at] = gradient(at);
    let u = input[at];
    dx[at] = d * ${four((q) => `geluGradient(${component('u', q)})`)};`,
  }[before];
  const loop = (body: string) =>
    `for (var i = lane; i < ${e.count}u; i += ${lanes}u) {
    let at = row * ${e.count}u + i;
    ${body}
  }`;
  return kernel(
    `LayerNorm gradient ${before}`,
    bindings,
    [
      STEP_STRUCT,
      LINEAR_GROUP,
      before === 'embeddings' ? '' : LAYER_NORM_GRADIENT_SHAPE,
      before === 'residual' ? DROPOUT : '',
      before === 'gelu' ? GELU : '',
      gradient,
      rowLanes(lanes).replaceAll('parts', 'shares'),
      rowMain(lanes, `step.${rows}`),
      `
  var sum = ${e.zero};
  var along = ${e.zero};
  ${loop('let g = gradient(at) * weight[i]; sum += g; along += g * normal[at];')}
  let meanG = total(${e.sum('sum')}, local) / ${width}.0;
  let meanAlong = total(${e.sum('along')}, local) / ${width}.0;
  if (!real) { return; }
  let scale = inverse[row];
  ${
    before === 'residual'
      ? `let k = siteKey(shape.site);
  var dropoutRow = row;
  if (shape.atBlanks == 1u) { dropoutRow = u32(data[step.positionsAt + row]); }`
      : ''
  }
  ${loop(`let g = gradient(at) * weight[i];
    let d = scale * (g - meanG - normal[at] * meanAlong);
    ${write}`)}
}`,
    ].join('\n'),
  );
}
