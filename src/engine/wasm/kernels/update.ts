import { madd } from './madd';
import { sumOf } from './vector';

/** Floats that are summed in float32 before they are added up in float64. */
const RUN: usize = 1024;

/** Σ g² of `count` floats, a multiple of 16, in four sums, since each addition waits for the one before. */
export function sumOfSquares(g: usize, count: usize): f64 {
  let total: f64 = 0;
  const end = g + count * 4;
  while (g < end) {
    let sum0 = f32x4.splat(0);
    let sum1 = sum0;
    let sum2 = sum0;
    let sum3 = sum0;
    const until = min(end, g + RUN * 4);
    for (; g < until; g += 64) {
      const x0 = v128.load(g);
      const x1 = v128.load(g, 16);
      const x2 = v128.load(g, 32);
      const x3 = v128.load(g, 48);
      sum0 = madd(x0, x0, sum0);
      sum1 = madd(x1, x1, sum1);
      sum2 = madd(x2, x2, sum2);
      sum3 = madd(x3, x3, sum3);
    }
    total += <f64>sumOf(f32x4.add(f32x4.add(sum0, sum1), f32x4.add(sum2, sum3)));
  }
  return total;
}

/**
 * AdamW (Loshchilov and Hutter 2019) on flat vectors of `count` floats, a multiple of 64, in the order of
 * torch.optim.AdamW. `decays` has a bit for each 64 floats: whether they decay. `stepSize` is the learning
 * rate / (1 - β1^t), `correction` sqrt(1 - β2^t), `decay` the learning rate · weight decay, `clip` what
 * clipping multiplies the gradient by.
 */
export function adamW(
  parameters: usize,
  firstMoment: usize,
  secondMoment: usize,
  gradients: usize,
  decays: usize,
  count: usize,
  clip: f32,
  stepSize: f32,
  correction: f32,
  decay: f32,
  beta1: f32,
  rest1: f32,
  beta2: f32,
  rest2: f32,
  epsilon: f32,
): void {
  for (let block: usize = 0; block < count / 64; block++) {
    const bits = load<u32>(decays + (block >> 5) * 4);
    const keep: f32 = (bits >> <u32>(block & 31)) & 1 ? 1 - decay : 1;
    for (let i = block * 256; i < block * 256 + 256; i += 16) {
      const g = f32x4.mul(v128.load(gradients + i), f32x4.splat(clip));
      const m = madd(
        v128.load(firstMoment + i),
        f32x4.splat(beta1),
        f32x4.mul(g, f32x4.splat(rest1)),
      );
      const v = madd(
        v128.load(secondMoment + i),
        f32x4.splat(beta2),
        f32x4.mul(f32x4.mul(g, g), f32x4.splat(rest2)),
      );
      v128.store(firstMoment + i, m);
      v128.store(secondMoment + i, v);
      const root = f32x4.div(f32x4.sqrt(v), f32x4.splat(correction));
      const change = f32x4.div(m, f32x4.add(root, f32x4.splat(epsilon)));
      const kept = f32x4.mul(v128.load(parameters + i), f32x4.splat(keep));
      v128.store(parameters + i, f32x4.sub(kept, f32x4.mul(f32x4.splat(stepSize), change)));
    }
  }
}
