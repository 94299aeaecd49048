/**
 * Blocks of matrices in the order in which tiles read them, so that a tile reads ahead and nothing else. They are read
 * along their rows, for which processors fetch ahead.
 */

/** Bytes of a panel: 8 floats for each of `count` k, and room that keeps panels out of each other's cache lines. */
export function panelBytes(count: usize): usize {
  // An odd number of lines: neighbouring panels never compete for one set of the cache.
  return ((count * 32 + 63) & ~63) | 64;
}

/** From B [S, C], whose rows are `row` bytes apart: `columns` of them over `count` rows become panels of eight. */
export function packColumns(
  b: usize,
  row: usize,
  count: usize,
  columns: usize,
  to: usize,
  panel: usize,
): void {
  for (let k: usize = 0; k < count; k++) {
    const end = b + columns * 4;
    let at = to;
    for (let from = b; from < end; from += 32) {
      v128.store(at, v128.load(from));
      v128.store(at, v128.load(from, 16), 16);
      at += panel;
    }
    b += row;
    to += 32;
  }
}

/** Turns four rows of four floats, from b on, into four columns, the next of each 32 bytes on. */
function turn4(b: usize, row: usize, to: usize): void {
  const r0 = v128.load(b);
  const r1 = v128.load(b + row);
  const r2 = v128.load(b + 2 * row);
  const r3 = v128.load(b + 3 * row);
  const low01 = v128.shuffle<f32>(r0, r1, 0, 4, 1, 5);
  const high01 = v128.shuffle<f32>(r0, r1, 2, 6, 3, 7);
  const low23 = v128.shuffle<f32>(r2, r3, 0, 4, 1, 5);
  const high23 = v128.shuffle<f32>(r2, r3, 2, 6, 3, 7);
  v128.store(to, v128.shuffle<i64>(low01, low23, 0, 2));
  v128.store(to, v128.shuffle<i64>(low01, low23, 1, 3), 32);
  v128.store(to, v128.shuffle<i64>(high01, high23, 0, 2), 64);
  v128.store(to, v128.shuffle<i64>(high01, high23, 1, 3), 96);
}

/** From B [C, S], turned: rows b … b + 7, `row` bytes apart, over `count` places of S become one panel. */
function packPanel(b: usize, row: usize, count: usize, to: usize): void {
  const below = b + 4 * row;
  const fours = count & ~3;
  for (let k: usize = 0; k < fours; k += 4) {
    turn4(b + k * 4, row, to + k * 32);
    turn4(below + k * 4, row, to + k * 32 + 16);
  }
  for (let k = fours; k < count; k++) {
    for (let j: usize = 0; j < 8; j++) {
      store<f32>(to + k * 32 + j * 4, load<f32>(b + j * row + k * 4));
    }
  }
}

/** From B [C, S], turned: `columns` of its rows become panels of eight. */
export function packRows(
  b: usize,
  row: usize,
  count: usize,
  columns: usize,
  to: usize,
  panel: usize,
): void {
  for (let j: usize = 0; j < columns; j += 8) {
    packPanel(b, row, count, to);
    b += 8 * row;
    to += panel;
  }
}

/** From A [S, R], whose rows are `row` bytes apart: `rows` of its columns become strips of six, 6 floats for each k. */
export function packStrips(a: usize, row: usize, count: usize, rows: usize, to: usize): void {
  const strip = count * 24;
  for (let k: usize = 0; k < count; k++) {
    let from = a;
    let at = to;
    for (let r: usize = 0; r < rows; r += 6) {
      v128.store(at, v128.load(from));
      v128.store64_lane(at, v128.load64_zero(from, 16), 0, 16);
      from += 24;
      at += strip;
    }
    a += row;
    to += 24;
  }
}
