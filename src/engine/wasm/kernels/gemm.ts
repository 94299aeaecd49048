import { packColumns, packRows } from './pack';
import { TILE_COLUMNS, TILE_ROWS, tile } from './tile';

/** Terms that are summed before the next columns are packed: 8 · 256 floats stay in the first cache. */
const DEPTH: usize = 256;

/**
 * C [R, C] = init + A · B, the sum over S. Strides in bytes.
 *
 * A[r, k] is at a + r · aRow + k · aNext, so that A may lie either way. B is [S, C], or [C, S] if `turned`.
 * init's rows are initRow apart; 0: one row, a bias, or zeros. Reads up to 7 rows and columns past the
 * edges of A, B and init, whatever stands there, and drops what comes of it. `room` holds the packed
 * columns and a tile at the edge: (8 · 256 + 2 · 48) floats.
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
): void {
  const edge = room + DEPTH * TILE_COLUMNS * 4;
  for (let k: usize = 0; k == 0 || k < inner; k += DEPTH) {
    const count = min(DEPTH, inner - k);
    for (let j: usize = 0; j < columns; j += TILE_COLUMNS) {
      if (turned) packRows(b + j * bRow + k * 4, bRow, count, room);
      else packColumns(b + k * bRow + j * 4, bRow, count, room);
      const wide = columns - j >= TILE_COLUMNS;
      // What has been summed so far is where the next part begins.
      let from = (k == 0 ? init : c) + j * 4;
      const fromRow = k == 0 ? initRow : cRow;
      let to = c + j * 4;
      let at = a + k * aNext;
      for (let i: usize = 0; i < rows; i += TILE_ROWS) {
        if (wide && rows - i >= TILE_ROWS) {
          tile(at, aRow, aNext, room, count, from, fromRow, to, cRow);
        } else {
          tile(at, aRow, aNext, room, count, from, fromRow, edge, TILE_COLUMNS * 4);
          const width = min(TILE_COLUMNS, columns - j) * 4;
          const height = min(TILE_ROWS, rows - i);
          for (let r: usize = 0; r < height; r++) {
            memory.copy(to + r * cRow, edge + r * TILE_COLUMNS * 4, width);
          }
        }
        at += TILE_ROWS * aRow;
        from += TILE_ROWS * fromRow;
        to += TILE_ROWS * cRow;
      }
    }
  }
}
