/** Eight columns of B side by side, in the order in which a tile reads them: 8 floats for each k. */

/** From B [S, C], whose rows are `row` bytes apart: columns b … b + 7 over `count` rows. */
export function packColumns(b: usize, row: usize, count: usize, to: usize): void {
  const end = to + count * 32;
  while (to < end) {
    v128.store(to, v128.load(b));
    v128.store(to, v128.load(b, 16), 16);
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

/** From B [C, S], turned: rows b … b + 7, `row` bytes apart, over `count` places of S. */
export function packRows(b: usize, row: usize, count: usize, to: usize): void {
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
