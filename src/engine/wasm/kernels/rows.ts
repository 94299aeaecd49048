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

/** Row `places[r]` of `from` becomes row r of `to`; a place below 0 gives zeros. Widths in bytes. */
export function takeRows(from: usize, to: usize, rows: usize, bytes: usize, places: usize): void {
  for (let r: usize = 0; r < rows; r++) {
    const place = load<i32>(places + r * 4);
    if (place < 0) memory.fill(to, 0, bytes);
    else memory.copy(to, from + <usize>place * bytes, bytes);
    to += bytes;
  }
}

/**
 * Sums of columns over `rows` rows, `stride` bytes apart: Σ x, or Σ x · by where `by` is given (its rows as
 * far apart), or of those rows only whose `types` is `type`. Written to `sums` [columns].
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
  for (let j: usize = 0; j < columns; j += 4) {
    let even = f32x4.splat(0);
    let odd = f32x4.splat(0);
    let at = x + j * 4;
    let other = by + j * 4;
    for (let r: usize = 0; r < rows; r++) {
      if (!types || load<i32>(types + r * 4) == type) {
        let value = v128.load(at);
        if (by) value = f32x4.mul(value, v128.load(other));
        // Two sums: an addition need not wait for the last.
        if (r & 1) odd = f32x4.add(odd, value);
        else even = f32x4.add(even, value);
      }
      at += stride;
      other += stride;
    }
    const sum = f32x4.add(even, odd);
    const rest = <i32>min<usize>(4, columns - j);
    if (rest == 4) v128.store(sums + j * 4, sum);
    else storePart(sums + j * 4, sum, rest);
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
