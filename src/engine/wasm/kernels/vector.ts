import { madd } from './madd';

/** Four floats at a time, and what is left of a row: helpers of the other kernels. */

/** Lane i is all ones where i < count. */
function firstLanes(count: i32): v128 {
  return i32x4.lt_s(i32x4(0, 1, 2, 3), i32x4.splat(count));
}

/** The `count` floats at `at`, 1 to 3, and `fill` in the lanes behind them. Reads all four. */
export function loadPart(at: usize, count: i32, fill: v128): v128 {
  return v128.bitselect(v128.load(at), fill, firstLanes(count));
}

/** Stores the first `count` lanes, 1 to 3. */
export function storePart(at: usize, x: v128, count: i32): void {
  store<f32>(at, f32x4.extract_lane(x, 0));
  if (count > 1) store<f32>(at, f32x4.extract_lane(x, 1), 4);
  if (count > 2) store<f32>(at, f32x4.extract_lane(x, 2), 8);
}

export function sumOf(x: v128): f32 {
  return (
    f32x4.extract_lane(x, 0) +
    f32x4.extract_lane(x, 1) +
    (f32x4.extract_lane(x, 2) + f32x4.extract_lane(x, 3))
  );
}

export function maxOf(x: v128): f32 {
  return max(
    max(f32x4.extract_lane(x, 0), f32x4.extract_lane(x, 1)),
    max(f32x4.extract_lane(x, 2), f32x4.extract_lane(x, 3)),
  );
}

/**
 * e^x, to 2e-7 relative: x = n ln 2 + r with |r| <= ln 2 / 2 (ln 2 in two parts, Cody and Waite 1980), e^r
 * as its Taylor polynomial of degree 7, whose rest is below float32's rounding, and 2^n in the exponent's
 * bits. 0 below -87.
 */
export function exp(x: v128): v128 {
  const low = f32x4.splat(-87.0);
  const clamped = f32x4.min(f32x4.max(x, low), f32x4.splat(88.0));
  const n = f32x4.nearest(f32x4.mul(clamped, f32x4.splat(1.4426950408889634)));
  let r = madd(n, f32x4.splat(-0.693145751953125), clamped);
  r = madd(n, f32x4.splat(-1.4286068203094172e-6), r);
  let p = f32x4.splat(1.0 / 5040.0);
  p = madd(p, r, f32x4.splat(1.0 / 720.0));
  p = madd(p, r, f32x4.splat(1.0 / 120.0));
  p = madd(p, r, f32x4.splat(1.0 / 24.0));
  p = madd(p, r, f32x4.splat(1.0 / 6.0));
  p = madd(p, r, f32x4.splat(0.5));
  p = madd(p, r, f32x4.splat(1.0));
  p = madd(p, r, f32x4.splat(1.0));
  const bits = i32x4.shl(i32x4.trunc_sat_f32x4_s(n), 23);
  return v128.and(i32x4.add(p, bits), f32x4.ge(x, low));
}
