import { madd } from './madd';
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

/** sums [columns] += one row of x, or of x · by. */
function addProducts(sums: usize, x: usize, by: usize, columns: usize): void {
  const wide = (columns & ~3) * 4;
  for (let i: usize = 0; i < wide; i += 16) {
    v128.store(sums + i, f32x4.add(v128.load(sums + i), product(x + i, by ? by + i : 0)));
  }
  const rest = <i32>(columns & 3);
  if (!rest) return;
  const last = product(x + wide, by ? by + wide : 0);
  storePart(sums + wide, f32x4.add(v128.load(sums + wide), last), rest);
}

/** sums [columns] += four rows of x, `stride` bytes apart. */
function addFourRows(sums: usize, x: usize, stride: usize, columns: usize): void {
  const x1 = x + stride;
  const x2 = x1 + stride;
  const x3 = x2 + stride;
  for (let i: usize = 0; i < columns * 4; i += 16) {
    const low = f32x4.add(v128.load(x + i), v128.load(x1 + i));
    const high = f32x4.add(v128.load(x2 + i), v128.load(x3 + i));
    v128.store(sums + i, f32x4.add(v128.load(sums + i), f32x4.add(low, high)));
  }
}

/** The same of x · by. */
function addFourProducts(sums: usize, x: usize, by: usize, stride: usize, columns: usize): void {
  const x1 = x + stride;
  const x2 = x1 + stride;
  const x3 = x2 + stride;
  const by1 = by + stride;
  const by2 = by1 + stride;
  const by3 = by2 + stride;
  for (let i: usize = 0; i < columns * 4; i += 16) {
    let low = f32x4.mul(v128.load(x + i), v128.load(by + i));
    low = madd(v128.load(x1 + i), v128.load(by1 + i), low);
    let high = f32x4.mul(v128.load(x2 + i), v128.load(by2 + i));
    high = madd(v128.load(x3 + i), v128.load(by3 + i), high);
    v128.store(sums + i, f32x4.add(v128.load(sums + i), f32x4.add(low, high)));
  }
}

/**
 * Sums of columns over `rows` rows, `stride` bytes apart: Σ x, or Σ x · by where `by` is given (its rows as
 * far apart), or of those rows only whose `types` is `type`. Written to `sums` [columns]. Four rows at a time, from
 * left to right, for which processors fetch ahead. Where there is `more`, they are added to what is there.
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
  more: bool,
): void {
  if (!more) memory.fill(sums, 0, columns * 4);
  const fours: usize = types || columns & 3 ? 0 : rows & ~3;
  for (let r: usize = 0; r < fours; r += 4) {
    if (by) addFourProducts(sums, x, by, stride, columns);
    else addFourRows(sums, x, stride, columns);
    x += 4 * stride;
    if (by) by += 4 * stride;
  }
  for (let r = fours; r < rows; r++) {
    if (!types || load<i32>(types + r * 4) == type) addProducts(sums, x, by, columns);
    x += stride;
    if (by) by += stride;
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
