import { dropout } from './dropout';
import { AS_IS, gemm } from './gemm';
import { madd } from './madd';
import { exp, expAll, loadPart, splatMax, splatSum, storePart, sumOf } from './vector';

/**
 * Scaled dot-product attention (Vaswani et al. 2017), one sentence and head at a time, its probabilities
 * kept [B, H, T (looking), T (looked at)].
 *
 * qkv [B · T, 3 D]: a head's queries, keys and values, K floats wide each, stand at h · K, D + h · K and
 * 2 D + h · K. `room` is gemm's; `map` is room for T · T + T + 3 floats.
 */

/** Score of what may not be looked at: exp of it is exactly 0 beside any real score. */
const HIDDEN: f32 = -1e9;

/** Which columns one may look at: all, up to one's own, or from it on. */
const LEFT = 1;
const RIGHT = 2;

/** What is added to the scores of a sentence [T]: 0, or HIDDEN at padding. Writes up to 3 floats past its end. */
export function hidePadding(real: usize, T: usize, to: usize): void {
  for (let j: usize = 0; j < T * 4; j += 16) {
    const isReal = i32x4.ne(v128.load(real + j), i32x4.splat(0));
    v128.store(to + j, v128.andnot(f32x4.splat(HIDDEN), isReal));
  }
}

/** Four scores of columns j … j + 3: scaled, with what hides padding, and HIDDEN outside [first, end). */
function scoresAt(
  row: usize,
  hidden: usize,
  j: i32,
  context: i32,
  first: i32,
  end: i32,
  scale: v128,
): v128 {
  const scores = madd(v128.load(row + j * 4), scale, v128.load(hidden + j * 4));
  if (!context) return scores;
  const column = i32x4.add(i32x4.splat(j), i32x4(0, 1, 2, 3));
  const seen = v128.and(
    i32x4.ge_s(column, i32x4.splat(first)),
    i32x4.lt_s(column, i32x4.splat(end)),
  );
  return v128.bitselect(scores, f32x4.splat(HIDDEN), seen);
}

/**
 * A row of scores becomes probabilities, in place: scaled, padding hidden, and of row i the side that
 * `context` does not show; then softmax.
 */
export function softmaxRow(
  row: usize,
  i: i32,
  T: i32,
  hidden: usize,
  context: i32,
  scale: v128,
): void {
  const first = context == RIGHT ? i : 0;
  const end = context == LEFT ? i + 1 : T;
  const low = f32x4.splat(-3e38);
  const wide = T & ~3;
  const rest = T & 3;
  const last = row + wide * 4;
  let most = low;
  let most1 = low;
  let most2 = low;
  let most3 = low;
  let j = 0;
  // Sixteen columns at a time: each maximum waits for the one before.
  for (; j + 16 <= wide; j += 16) {
    const at = row + j * 4;
    const s0 = scoresAt(row, hidden, j, context, first, end, scale);
    const s1 = scoresAt(row, hidden, j + 4, context, first, end, scale);
    const s2 = scoresAt(row, hidden, j + 8, context, first, end, scale);
    const s3 = scoresAt(row, hidden, j + 12, context, first, end, scale);
    v128.store(at, s0);
    v128.store(at, s1, 16);
    v128.store(at, s2, 32);
    v128.store(at, s3, 48);
    most = f32x4.pmax(s0, most);
    most1 = f32x4.pmax(s1, most1);
    most2 = f32x4.pmax(s2, most2);
    most3 = f32x4.pmax(s3, most3);
  }
  most = f32x4.pmax(f32x4.pmax(most, most1), f32x4.pmax(most2, most3));
  for (; j < wide; j += 4) {
    const scores = scoresAt(row, hidden, j, context, first, end, scale);
    v128.store(row + j * 4, scores);
    most = f32x4.pmax(scores, most);
  }
  if (rest) {
    storePart(last, scoresAt(row, hidden, wide, context, first, end, scale), rest);
    most = f32x4.pmax(loadPart(last, rest, low), most);
  }
  const top = splatMax(most);
  let sum = expAll(row, last, top);
  if (rest) {
    const e = exp(f32x4.sub(loadPart(last, rest, low), top));
    storePart(last, e, rest);
    sum = f32x4.add(sum, e);
  }
  const share = f32x4.div(f32x4.splat(1), splatSum(sum));
  for (let at = row; at < last; at += 16) v128.store(at, f32x4.mul(v128.load(at), share));
  if (rest) storePart(last, f32x4.mul(v128.load(last), share), rest);
}

/** qkv, mask [B · T] -> probabilities, mixed [B · T, D]. Dropout's counters begin at sentence `first`. */
export function attention(
  qkv: usize,
  mask: usize,
  probabilities: usize,
  mixed: usize,
  sequences: usize,
  T: usize,
  heads: usize,
  D: usize,
  context: i32,
  zeros: usize,
  map: usize,
  room: usize,
  first: u32,
  key: u32,
  threshold: u32,
  keep: f32,
): void {
  const K = D / heads;
  const scale = f32x4.splat(1 / sqrt<f32>(<f32>K));
  const row: usize = 3 * D * 4;
  const hidden = map + T * T * 4;
  for (let bh: usize = 0; bh < sequences * heads; bh++) {
    const b = bh / heads;
    if (bh % heads == 0) hidePadding(mask + b * T * 4, T, hidden);
    const q = qkv + b * T * row + (bh % heads) * K * 4;
    const p = probabilities + bh * T * T * 4;
    gemm(q, row, 4, q + D * 4, row, true, zeros, 0, p, T * 4, T, T, K, room, AS_IS, 0);
    for (let i: usize = 0; i < T; i++) {
      softmaxRow(p + i * T * 4, <i32>i, <i32>T, hidden, context, scale);
    }
    let weights = p;
    if (threshold) {
      const counter = (first * <u32>heads + <u32>bh) * <u32>(T * T);
      dropout(p, map, T * T, key, counter, threshold, keep);
      weights = map;
    }
    const y = mixed + (b * T * D + (bh % heads) * K) * 4;
    gemm(weights, T * 4, 4, q + 2 * D * 4, row, false, zeros, 0, y, D * 4, T, K, T, room, AS_IS, 0);
  }
}

/** Row by row: dP -> dS = P (dP - Σ P dP) · scale, in place (Dao et al. 2022, appendix B). */
export function softmaxGradient(p: usize, dp: usize, rows: usize, T: usize, scale: f32): void {
  const zero = f32x4.splat(0);
  const wide = (T & ~3) * 4;
  const rest = <i32>(T & 3);
  for (let i: usize = 0; i < rows; i++) {
    let sum = zero;
    for (let at: usize = 0; at < wide; at += 16) {
      sum = f32x4.add(sum, f32x4.mul(v128.load(p + at), v128.load(dp + at)));
    }
    if (rest) {
      const last = f32x4.mul(loadPart(p + wide, rest, zero), loadPart(dp + wide, rest, zero));
      sum = f32x4.add(sum, last);
    }
    const delta = f32x4.splat(sumOf(sum));
    const factor = f32x4.splat(scale);
    for (let at: usize = 0; at < wide; at += 16) {
      const d = f32x4.sub(v128.load(dp + at), delta);
      v128.store(dp + at, f32x4.mul(f32x4.mul(v128.load(p + at), d), factor));
    }
    if (rest) {
      const d = f32x4.sub(v128.load(dp + wide), delta);
      storePart(dp + wide, f32x4.mul(f32x4.mul(v128.load(p + wide), d), factor), rest);
    }
    p += T * 4;
    dp += T * 4;
  }
}

/** dmixed [B · T, D] -> dqkv [B · T, 3 D]; `dscores` and `map` are room for T · T floats each. */
export function attentionGradient(
  qkv: usize,
  probabilities: usize,
  dmixed: usize,
  dqkv: usize,
  sequences: usize,
  T: usize,
  heads: usize,
  D: usize,
  zeros: usize,
  dscores: usize,
  map: usize,
  room: usize,
  first: u32,
  key: u32,
  threshold: u32,
  keep: f32,
): void {
  const K = D / heads;
  const scale: f32 = 1 / sqrt<f32>(<f32>K);
  const row: usize = 3 * D * 4;
  const line = T * 4;
  for (let bh: usize = 0; bh < sequences * heads; bh++) {
    const place = (bh / heads) * T * row + (bh % heads) * K * 4;
    const q = qkv + place;
    const dq = dqkv + place;
    const dy = dmixed + ((bh / heads) * T * D + (bh % heads) * K) * 4;
    const p = probabilities + bh * T * line;
    gemm(dy, D * 4, 4, q + 2 * D * 4, row, true, zeros, 0, dscores, line, T, T, K, room, AS_IS, 0);
    let weights = p;
    if (threshold) {
      const counter = (first * <u32>heads + <u32>bh) * <u32>(T * T);
      dropout(p, map, T * T, key, counter, threshold, keep);
      dropout(dscores, dscores, T * T, key, counter, threshold, keep);
      weights = map;
    }
    gemm(
      weights,
      4,
      line,
      dy,
      D * 4,
      false,
      zeros,
      0,
      dq + 2 * D * 4,
      row,
      T,
      K,
      T,
      room,
      AS_IS,
      0,
    );
    softmaxGradient(p, dscores, T, T, scale);
    gemm(dscores, line, 4, q + D * 4, row, false, zeros, 0, dq, row, T, K, T, room, AS_IS, 0);
    gemm(dscores, 4, line, q, row, false, zeros, 0, dq + D * 4, row, T, K, T, room, AS_IS, 0);
  }
}
