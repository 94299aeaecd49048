import {
  HALF,
  LN_2_HIGH,
  LN_2_LOW,
  LOG2_E,
  LOWEST,
  ONE,
  TERM_3,
  TERM_4,
  TERM_5,
  TERM_6,
  TERM_7,
  WHOLE,
} from './constants';
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

/** The largest lane, in every lane; lanes that are NaN may be passed over. */
export function splatMax(x: v128): v128 {
  const pairs = f32x4.pmax(x, v128.shuffle<f32>(x, x, 1, 0, 3, 2));
  return f32x4.pmax(pairs, v128.shuffle<f32>(pairs, pairs, 2, 3, 0, 1));
}

/** The sum of the lanes, in every lane, as `sumOf` adds them. */
export function splatSum(x: v128): v128 {
  const pairs = f32x4.add(x, v128.shuffle<f32>(x, x, 1, 0, 3, 2));
  return f32x4.add(pairs, v128.shuffle<f32>(pairs, pairs, 2, 3, 0, 1));
}

/**
 * e^x, to 2e-7 relative: x = n ln 2 + r with |r| <= ln 2 / 2 (ln 2 in two parts, Cody and Waite 1980), e^r
 * as its Taylor polynomial of degree 7, whose rest is below float32's rounding, and 2^n in the exponent's
 * bits. 0 below -87; NaN for NaN.
 */
export function exp(x: v128): v128 {
  const low = v128.load32_splat(LOWEST);
  // pmin and pmax are one instruction each, and leave NaN where it stands first.
  const clamped = f32x4.pmin(f32x4.pmax(x, low), f32x4.splat(88));
  const bits = madd(clamped, v128.load32_splat(LOG2_E), v128.load32_splat(WHOLE));
  const n = f32x4.sub(bits, v128.load32_splat(WHOLE));
  let r = madd(n, v128.load32_splat(LN_2_HIGH), clamped);
  r = madd(n, v128.load32_splat(LN_2_LOW), r);
  let p = v128.load32_splat(TERM_7);
  p = madd(p, r, v128.load32_splat(TERM_6));
  p = madd(p, r, v128.load32_splat(TERM_5));
  p = madd(p, r, v128.load32_splat(TERM_4));
  p = madd(p, r, v128.load32_splat(TERM_3));
  p = madd(p, r, v128.load32_splat(HALF));
  p = madd(p, r, v128.load32_splat(ONE));
  p = madd(p, r, v128.load32_splat(ONE));
  return v128.andnot(i32x4.add(p, i32x4.shl(bits, 23)), f32x4.lt(x, low));
}

/**
 * In place e^(x - top) of the floats of [at, end), a multiple of four, none of which is above top; returns the sums of
 * the four lanes. The same as `exp`, four vectors at a time, which share their constants.
 */
export function expAll(at: usize, end: usize, top: v128): v128 {
  let sum = f32x4.splat(0);
  const low = v128.load32_splat(LOWEST);
  const fours = at + ((end - at) & ~63);
  for (; at < fours; at += 64) {
    const x0 = f32x4.pmax(f32x4.sub(v128.load(at), top), low);
    const x1 = f32x4.pmax(f32x4.sub(v128.load(at, 16), top), low);
    const x2 = f32x4.pmax(f32x4.sub(v128.load(at, 32), top), low);
    const x3 = f32x4.pmax(f32x4.sub(v128.load(at, 48), top), low);
    let c = v128.load32_splat(WHOLE);
    const log2e = v128.load32_splat(LOG2_E);
    const bits0 = madd(x0, log2e, c);
    const bits1 = madd(x1, log2e, c);
    const bits2 = madd(x2, log2e, c);
    const bits3 = madd(x3, log2e, c);
    const n0 = f32x4.sub(bits0, c);
    const n1 = f32x4.sub(bits1, c);
    const n2 = f32x4.sub(bits2, c);
    const n3 = f32x4.sub(bits3, c);
    c = v128.load32_splat(LN_2_HIGH);
    let r0 = madd(n0, c, x0);
    let r1 = madd(n1, c, x1);
    let r2 = madd(n2, c, x2);
    let r3 = madd(n3, c, x3);
    c = v128.load32_splat(LN_2_LOW);
    r0 = madd(n0, c, r0);
    r1 = madd(n1, c, r1);
    r2 = madd(n2, c, r2);
    r3 = madd(n3, c, r3);
    c = v128.load32_splat(TERM_7);
    let d = v128.load32_splat(TERM_6);
    let p0 = madd(c, r0, d);
    let p1 = madd(c, r1, d);
    let p2 = madd(c, r2, d);
    let p3 = madd(c, r3, d);
    c = v128.load32_splat(TERM_5);
    p0 = madd(p0, r0, c);
    p1 = madd(p1, r1, c);
    p2 = madd(p2, r2, c);
    p3 = madd(p3, r3, c);
    c = v128.load32_splat(TERM_4);
    p0 = madd(p0, r0, c);
    p1 = madd(p1, r1, c);
    p2 = madd(p2, r2, c);
    p3 = madd(p3, r3, c);
    c = v128.load32_splat(TERM_3);
    p0 = madd(p0, r0, c);
    p1 = madd(p1, r1, c);
    p2 = madd(p2, r2, c);
    p3 = madd(p3, r3, c);
    c = v128.load32_splat(HALF);
    p0 = madd(p0, r0, c);
    p1 = madd(p1, r1, c);
    p2 = madd(p2, r2, c);
    p3 = madd(p3, r3, c);
    c = v128.load32_splat(ONE);
    p0 = madd(madd(p0, r0, c), r0, c);
    p1 = madd(madd(p1, r1, c), r1, c);
    p2 = madd(madd(p2, r2, c), r2, c);
    p3 = madd(madd(p3, r3, c), r3, c);
    p0 = v128.andnot(i32x4.add(p0, i32x4.shl(bits0, 23)), f32x4.eq(x0, low));
    p1 = v128.andnot(i32x4.add(p1, i32x4.shl(bits1, 23)), f32x4.eq(x1, low));
    p2 = v128.andnot(i32x4.add(p2, i32x4.shl(bits2, 23)), f32x4.eq(x2, low));
    p3 = v128.andnot(i32x4.add(p3, i32x4.shl(bits3, 23)), f32x4.eq(x3, low));
    v128.store(at, p0);
    v128.store(at, p1, 16);
    v128.store(at, p2, 32);
    v128.store(at, p3, 48);
    sum = f32x4.add(sum, f32x4.add(f32x4.add(p0, p1), f32x4.add(p2, p3)));
  }
  for (; at < end; at += 16) {
    const e = exp(f32x4.sub(v128.load(at), top));
    v128.store(at, e);
    sum = f32x4.add(sum, e);
  }
  return sum;
}
