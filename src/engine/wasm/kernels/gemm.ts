import { gelu } from './gelu';
import { packColumns, packRows, packStrips, panelBytes } from './pack';
import { multiply } from './rows';
import { TILE_COLUMNS, TILE_ROWS, tile } from './tile';

/**
 * A block of B, DEPTH x WIDTH, is packed once and stays in the second cache while all of A passes by; six rows of A
 * stay in the first meanwhile (Goto and van de Geijn 2008). Where A lies the other way, HEIGHT of its columns are
 * packed at a time. ops.ts has the room for it.
 */
const DEPTH: usize = 384;
const WIDTH: usize = 384;
const HEIGHT: usize = 192;

/** A that lies the other way is read where it stands if its rows are so close, in bytes, or used for so few columns. */
const CLOSE: usize = 1024;
const FEW: usize = 64;

/** Values of `finish`, what becomes of C's rows while they are still in the cache; 2 is a product. */
export const AS_IS: i32 = 0;
const GELU: i32 = 1;

/** The size of each block, at least `unit`, if `size` is cut into as few equal ones as may be, none above `most`. */
function blockOf(size: usize, most: usize, unit: usize): usize {
  const blocks = max<usize>(1, (size + most - 1) / most);
  const each = max<usize>(1, (size + blocks - 1) / blocks);
  return ((each + unit - 1) / unit) * unit;
}

/**
 * C [R, C] = init + A · B, the sum over S. Strides in bytes.
 *
 * A[r, k] is at a + r · aRow + k · aNext, so that A may lie either way. B is [S, C], or [C, S] if `turned`.
 * init's rows are initRow apart; 0: one row, a bias, or zeros. Reads up to 7 rows and columns past the
 * edges of A, B and init, whatever stands there, and drops what comes of it. `room` holds the packed
 * blocks and a tile at the edge: GEMM_ROOM floats.
 *
 * `finish` is what becomes of C: 0 nothing; 1 gelu, which writes to `other` and leaves its slope in C; 2 C · other,
 * elementwise. Rows of `other` are as far apart as those of C. C must then be a multiple of four wide.
 */
export function gemm(
  a: usize,
  aRow: usize,
  aNext: usize,
  b: usize,
  bRow: usize,
  turned: bool,
  init: usize,
  initRow: usize,
  c: usize,
  cRow: usize,
  rows: usize,
  columns: usize,
  inner: usize,
  room: usize,
  finish: i32,
  other: usize,
): void {
  const strips = room + (WIDTH / TILE_COLUMNS) * panelBytes(DEPTH);
  const edge = strips + DEPTH * HEIGHT * 4;
  const packsA = aNext != 4 && (aNext > CLOSE || columns > FEW);
  const depth = blockOf(inner, DEPTH, 4);
  const width = blockOf(columns, WIDTH, TILE_COLUMNS);
  const height = packsA ? blockOf(rows, HEIGHT, TILE_ROWS) : rows;
  for (let k: usize = 0; k == 0 || k < inner; k += depth) {
    const count = min(depth, inner - k);
    const panel = panelBytes(count);
    // What has been summed so far is where the next part begins.
    const from = k == 0 ? init : c;
    const fromRow = k == 0 ? initRow : cRow;
    for (let j: usize = 0; j < columns; j += width) {
      const wide = min(width, columns - j);
      if (turned) packRows(b + j * bRow + k * 4, bRow, count, wide, room, panel);
      else packColumns(b + k * bRow + j * 4, bRow, count, wide, room, panel);
      for (let i: usize = 0; i < rows; i += height) {
        const high = min(height, rows - i);
        let strip = a + i * aRow + k * aNext;
        if (packsA) {
          packStrips(strip, aNext, count, high, strips);
          strip = strips;
        }
        block(
          strip,
          packsA ? count * 24 : TILE_ROWS * aRow,
          packsA ? 4 : aRow,
          packsA ? 24 : aNext,
          room,
          panel,
          count,
          from + i * fromRow + j * 4,
          fromRow,
          c + i * cRow + j * 4,
          cRow,
          high,
          wide,
          edge,
          k + depth >= inner ? finish : AS_IS,
          other + i * cRow + j * 4,
        );
      }
    }
  }
}

/** One packed block of B with `rows` rows of A, whose strips of six are `strip` bytes apart. */
function block(
  a: usize,
  strip: usize,
  aRow: usize,
  aNext: usize,
  panels: usize,
  panel: usize,
  count: usize,
  init: usize,
  initRow: usize,
  c: usize,
  cRow: usize,
  rows: usize,
  columns: usize,
  edge: usize,
  finish: i32,
  other: usize,
): void {
  for (let i: usize = 0; i < rows; i += TILE_ROWS) {
    const high = min(TILE_ROWS, rows - i);
    let b = panels;
    let from = init;
    let to = c;
    for (let j: usize = 0; j < columns; j += TILE_COLUMNS) {
      const wide = min(TILE_COLUMNS, columns - j);
      if (high == TILE_ROWS && wide == TILE_COLUMNS) {
        tile(a, aRow, aNext, b, count, from, initRow, to, cRow);
      } else {
        tile(a, aRow, aNext, b, count, from, initRow, edge, TILE_COLUMNS * 4);
        for (let r: usize = 0; r < high; r++) {
          memory.copy(to + r * cRow, edge + r * TILE_COLUMNS * 4, wide * 4);
        }
      }
      b += panel;
      from += TILE_COLUMNS * 4;
      to += TILE_COLUMNS * 4;
    }
    if (finish) {
      for (let r: usize = 0; r < high; r++) {
        const row = c + r * cRow;
        if (finish == GELU) gelu(row, other + r * cRow, columns);
        else multiply(row, other + r * cRow, row, columns);
      }
    }
    a += strip;
    init += TILE_ROWS * initRow;
    c += TILE_ROWS * cRow;
    other += TILE_ROWS * cRow;
  }
}
