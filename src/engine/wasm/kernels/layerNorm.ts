import { madd } from './madd';
import { loadPart, storePart, sumOf } from './vector';

/** The sums of a row are taken twice, for mean and variance, as the definition has it. */
function normaliseRow(
  x: usize,
  weight: usize,
  bias: usize,
  y: usize,
  normal: usize,
  width: usize,
  epsilon: f32,
): f32 {
  const zero = f32x4.splat(0);
  const wide = (width & ~3) * 4;
  const rest = <i32>(width & 3);
  let sums = zero;
  for (let i: usize = 0; i < wide; i += 16) sums = f32x4.add(sums, v128.load(x + i));
  if (rest) sums = f32x4.add(sums, loadPart(x + wide, rest, zero));
  const mean = f32x4.splat(sumOf(sums) / <f32>width);
  sums = zero;
  for (let i: usize = 0; i < wide; i += 16) {
    const d = f32x4.sub(v128.load(x + i), mean);
    sums = madd(d, d, sums);
  }
  if (rest) {
    const d = f32x4.sub(loadPart(x + wide, rest, mean), mean);
    sums = madd(d, d, sums);
  }
  const inverse: f32 = 1 / sqrt<f32>(sumOf(sums) / <f32>width + epsilon);
  const scale = f32x4.splat(inverse);
  for (let i: usize = 0; i < wide; i += 16) {
    const n = f32x4.mul(f32x4.sub(v128.load(x + i), mean), scale);
    v128.store(normal + i, n);
    v128.store(y + i, madd(n, v128.load(weight + i), v128.load(bias + i)));
  }
  if (rest) {
    const n = f32x4.mul(f32x4.sub(v128.load(x + wide), mean), scale);
    storePart(normal + wide, n, rest);
    storePart(y + wide, madd(n, v128.load(weight + wide), v128.load(bias + wide)), rest);
  }
  return inverse;
}

/**
 * LayerNorm (Ba et al. 2016): x [rows, width] -> y = x̂ · weight + bias, and what the gradient needs:
 * normal = x̂ [rows, width], inverses = 1 / sqrt(variance + ε) [rows]. x may be normal.
 */
export function layerNorm(
  x: usize,
  weight: usize,
  bias: usize,
  y: usize,
  normal: usize,
  inverses: usize,
  rows: usize,
  width: usize,
  epsilon: f32,
): void {
  const row = width * 4;
  for (let r: usize = 0; r < rows; r++) {
    store<f32>(inverses + r * 4, normaliseRow(x, weight, bias, y, normal, width, epsilon));
    x += row;
    y += row;
    normal += row;
  }
}

/**
 * The gradient of LayerNorm by its input: with g = dy · weight,
 * dx = inverse · (g - mean(g) - normal · mean(g · normal)), over [rows, width].
 */
export function layerNormGradient(
  dy: usize,
  normal: usize,
  inverses: usize,
  weight: usize,
  dx: usize,
  rows: usize,
  width: usize,
): void {
  const zero = f32x4.splat(0);
  const wide = (width & ~3) * 4;
  const rest = <i32>(width & 3);
  for (let r: usize = 0; r < rows; r++) {
    let sum = zero;
    let along = zero;
    for (let i: usize = 0; i < wide; i += 16) {
      const g = f32x4.mul(v128.load(dy + i), v128.load(weight + i));
      sum = f32x4.add(sum, g);
      along = madd(g, v128.load(normal + i), along);
    }
    if (rest) {
      const g = f32x4.mul(loadPart(dy + wide, rest, zero), loadPart(weight + wide, rest, zero));
      sum = f32x4.add(sum, g);
      along = madd(g, loadPart(normal + wide, rest, zero), along);
    }
    const mean = f32x4.splat(sumOf(sum) / <f32>width);
    const slope = f32x4.splat(-sumOf(along) / <f32>width);
    const scale = f32x4.splat(load<f32>(inverses + r * 4));
    for (let i: usize = 0; i < wide; i += 16) {
      const g = f32x4.sub(f32x4.mul(v128.load(dy + i), v128.load(weight + i)), mean);
      v128.store(dx + i, f32x4.mul(scale, madd(v128.load(normal + i), slope, g)));
    }
    if (rest) {
      const g = f32x4.sub(f32x4.mul(v128.load(dy + wide), v128.load(weight + wide)), mean);
      storePart(dx + wide, f32x4.mul(scale, madd(v128.load(normal + wide), slope, g)), rest);
    }
    dy += width * 4;
    normal += width * 4;
    dx += width * 4;
  }
}
