import { madd } from './madd';
import { exp } from './vector';

/**
 * The error function, to 1.4e-7: the polynomials of engine/erf.ts, near 0 in x², beyond 1 of ln erfc(|x|).
 */
function erf(x: v128): v128 {
  const a = f32x4.abs(x);
  const s = f32x4.mul(x, x);
  let near = f32x4.splat(-9.67359278e-6);
  near = madd(near, s, f32x4.splat(0.000112682578));
  near = madd(near, s, f32x4.splat(-0.000848439762));
  near = madd(near, s, f32x4.splat(0.00522105353));
  near = madd(near, s, f32x4.splat(-0.0268654384));
  near = madd(near, s, f32x4.splat(0.112837826));
  near = madd(near, s, f32x4.splat(-0.376126385));
  near = madd(near, s, f32x4.splat(1.12837917));
  near = f32x4.mul(near, x);
  const isNear = f32x4.lt(a, f32x4.splat(1.0));
  if (i32x4.all_true(isNear)) return near;
  const t = f32x4.pmin(a, f32x4.splat(4.0));
  let far = f32x4.splat(-1.3309406e-5);
  far = madd(far, t, f32x4.splat(0.000317572754));
  far = madd(far, t, f32x4.splat(-0.00343687629));
  far = madd(far, t, f32x4.splat(0.0226220344));
  far = madd(far, t, f32x4.splat(-0.103319125));
  far = madd(far, t, f32x4.splat(-0.63909308));
  far = madd(far, t, f32x4.splat(-1.12592615));
  far = madd(far, t, f32x4.splat(-0.00075689836));
  far = f32x4.sub(f32x4.splat(1.0), exp(far));
  const sign = v128.and(x, i32x4.splat(<i32>0x80000000));
  return v128.bitselect(near, v128.or(far, sign), isNear);
}

/**
 * The exact GELU, y = x Φ(x) (Hendrycks and Gimpel 2016), of `count` floats rounded up to four. x becomes its
 * own slope, gelu'(x) = Φ(x) + x φ(x), which is all that the gradient needs of it.
 */
export function gelu(x: usize, y: usize, count: usize): void {
  const half = f32x4.splat(0.5);
  const factor = f32x4.splat(0.3989422804014327); // 1 / sqrt(2 π)
  for (const end = x + count * 4; x < end; x += 16, y += 16) {
    const u = v128.load(x);
    const phi = madd(erf(f32x4.mul(u, f32x4.splat(0.7071067811865476))), half, half);
    const density = f32x4.mul(exp(f32x4.mul(f32x4.mul(u, u), f32x4.splat(-0.5))), factor);
    v128.store(y, f32x4.mul(u, phi));
    v128.store(x, madd(u, density, phi));
  }
}
