import { storePart } from './vector';

/** Whole rows: sums, copies. Widths in floats; every row is contiguous. */

/** to [width] += from [width] */
export function addRow(to: usize, from: usize, width: usize): void {
  const end = to + (width & ~3) * 4;
  for (; to < end; to += 16, from += 16) {
    v128.store(to, f32x4.add(v128.load(to), v128.load(from)));
  }
  const rest = <i32>(width & 3);
  if (rest) storePart(to, f32x4.add(v128.load(to), v128.load(from)), rest);
}

/** Zeros in `count` floats. */
export function clear(to: usize, count: usize): void {
  memory.fill(to, 0, count * 4);
}

/** Row `places[r]` of `from` becomes row r of `to`; a place below 0 gives zeros. Widths in bytes. */
export function takeRows(from: usize, to: usize, rows: usize, bytes: usize, places: usize): void {
  for (let r: usize = 0; r < rows; r++) {
    const place = load<i32>(places + r * 4);
    if (place < 0) memory.fill(to, 0, bytes);
    else memory.copy(to, from + <usize>place * bytes, bytes);
    to += bytes;
  }
}

/** x [4], times `by` [4] where that is given. */
function product(x: usize, by: usize): v128 {
  return by ? f32x4.mul(v128.load(x), v128.load(by)) : v128.load(x);
}

/**
 * Sums of columns over `rows` rows, `stride` bytes apart: Σ x, or Σ x · by where `by` is given (its rows as
 * far apart), or of those rows only whose `types` is `type`. Written to `sums` [columns]. Sixteen at a time,
 * a line of the cache, as far as that goes.
 */
export function columnSums(
  x: usize,
  by: usize,
  types: usize,
  type: i32,
  rows: usize,
  stride: usize,
  columns: usize,
  sums: usize,
): void {
  const zero = f32x4.splat(0);
  let left = columns;
  while (left > 0) {
    const wide = left >= 16;
    let s0 = zero;
    let s1 = zero;
    let s2 = zero;
    let s3 = zero;
    let at = x;
    let other = by;
    for (let r: usize = 0; r < rows; r++) {
      if (!types || load<i32>(types + r * 4) == type) {
        s0 = f32x4.add(s0, product(at, other));
        if (wide) {
          s1 = f32x4.add(s1, product(at + 16, other ? other + 16 : 0));
          s2 = f32x4.add(s2, product(at + 32, other ? other + 32 : 0));
          s3 = f32x4.add(s3, product(at + 48, other ? other + 48 : 0));
        }
      }
      at += stride;
      if (other) other += stride;
    }
    if (wide) {
      v128.store(sums, s0);
      v128.store(sums, s1, 16);
      v128.store(sums, s2, 32);
      v128.store(sums, s3, 48);
    } else if (left >= 4) v128.store(sums, s0);
    else storePart(sums, s0, <i32>left);
    const done: usize = wide ? 16 : min<usize>(4, left);
    left -= done;
    x += done * 4;
    if (by) by += done * 4;
    sums += done * 4;
  }
}

/**
 * The gradient of the token table: to row tokens[s] of `table` are added the rows of dx that
 * rowsOf[starts[s]] … rowsOf[starts[s + 1] - 1] name, in that order, for each of `segments`.
 */
export function addTokenRows(
  dx: usize,
  table: usize,
  segments: usize,
  tokens: usize,
  starts: usize,
  rowsOf: usize,
  width: usize,
): void {
  for (let s: usize = 0; s < segments; s++) {
    const to = table + <usize>load<u32>(tokens + s * 4) * width * 4;
    const end = load<u32>(starts + s * 4, 4);
    for (let r = load<u32>(starts + s * 4); r < end; r++) {
      addRow(to, dx + <usize>load<u32>(rowsOf + r * 4) * width * 4, width);
    }
  }
}

/** The gradient of the position table [positions, width]: Σ over the sentences of dx [B, T, width]. */
export function sumPositions(
  dx: usize,
  table: usize,
  sequences: usize,
  sequenceLength: usize,
  positions: usize,
  width: usize,
): void {
  memory.fill(table, 0, positions * width * 4);
  for (let b: usize = 0; b < sequences; b++) {
    addRow(table, dx + b * sequenceLength * width * 4, sequenceLength * width);
  }
}

/** to = a · b, `count` floats rounded up to four. */
export function multiply(a: usize, b: usize, to: usize, count: usize): void {
  for (const end = to + count * 4; to < end; to += 16, a += 16, b += 16) {
    v128.store(to, f32x4.mul(v128.load(a), v128.load(b)));
  }
}

/** to = a + b, `count` floats rounded up to four. */
export function add(a: usize, b: usize, to: usize, count: usize): void {
  for (const end = to + count * 4; to < end; to += 16, a += 16, b += 16) {
    v128.store(to, f32x4.add(v128.load(a), v128.load(b)));
  }
}

/** to = from, `count` floats. */
export function copy(from: usize, to: usize, count: usize): void {
  memory.copy(to, from, count * 4);
}
