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

/** Added to a small number it leaves the nearest whole one in the lowest bits: 1.5 · 2^23. */
const WHOLE: f32 = 12582912;

/**
 * e^x, to 2e-7 relative: x = n ln 2 + r with |r| <= ln 2 / 2 (ln 2 in two parts, Cody and Waite 1980), e^r
 * as its Taylor polynomial of degree 7, whose rest is below float32's rounding, and 2^n in the exponent's
 * bits. 0 below -87; NaN for NaN.
 */
export function exp(x: v128): v128 {
  const low = f32x4.splat(-87);
  // pmin and pmax are one instruction each, and leave NaN where it stands first.
  const clamped = f32x4.pmin(f32x4.pmax(x, low), f32x4.splat(88));
  const bits = madd(clamped, f32x4.splat(1.4426950408889634), f32x4.splat(WHOLE));
  const n = f32x4.sub(bits, f32x4.splat(WHOLE));
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
  return v128.andnot(i32x4.add(p, i32x4.shl(bits, 23)), f32x4.lt(x, low));
}
