import { madd } from './madd';

/** Rows and columns of a tile: 12 sums in registers, with the 3 operands as many as x64 has. */
export const TILE_ROWS: usize = 6;
export const TILE_COLUMNS: usize = 8;

/**
 * C [6, 8] = init [6, 8] + Σ_k A[r, k] · B[k, c], over `count` k. Strides in bytes: A[r, k] is at
 * a + r · aRow + k · aNext; B is packed, 8 floats for each k; C's and init's rows are cRow and initRow apart
 * (initRow 0: one row, a bias).
 */
export function tile(
  a: usize,
  aRow: usize,
  aNext: usize,
  b: usize,
  count: usize,
  init: usize,
  initRow: usize,
  c: usize,
  cRow: usize,
): void {
  let a1 = a + aRow;
  let a2 = a1 + aRow;
  let a3 = a2 + aRow;
  let a4 = a3 + aRow;
  let a5 = a4 + aRow;
  let s00 = v128.load(init);
  let s01 = v128.load(init, 16);
  init += initRow;
  let s10 = v128.load(init);
  let s11 = v128.load(init, 16);
  init += initRow;
  let s20 = v128.load(init);
  let s21 = v128.load(init, 16);
  init += initRow;
  let s30 = v128.load(init);
  let s31 = v128.load(init, 16);
  init += initRow;
  let s40 = v128.load(init);
  let s41 = v128.load(init, 16);
  init += initRow;
  let s50 = v128.load(init);
  let s51 = v128.load(init, 16);
  const end = b + count * 32;
  while (b < end) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    let x = v128.load32_splat(a);
    s00 = madd(x, b0, s00);
    s01 = madd(x, b1, s01);
    x = v128.load32_splat(a1);
    s10 = madd(x, b0, s10);
    s11 = madd(x, b1, s11);
    x = v128.load32_splat(a2);
    s20 = madd(x, b0, s20);
    s21 = madd(x, b1, s21);
    x = v128.load32_splat(a3);
    s30 = madd(x, b0, s30);
    s31 = madd(x, b1, s31);
    x = v128.load32_splat(a4);
    s40 = madd(x, b0, s40);
    s41 = madd(x, b1, s41);
    x = v128.load32_splat(a5);
    s50 = madd(x, b0, s50);
    s51 = madd(x, b1, s51);
    a += aNext;
    a1 += aNext;
    a2 += aNext;
    a3 += aNext;
    a4 += aNext;
    a5 += aNext;
    b += 32;
  }
  v128.store(c, s00);
  v128.store(c, s01, 16);
  c += cRow;
  v128.store(c, s10);
  v128.store(c, s11, 16);
  c += cRow;
  v128.store(c, s20);
  v128.store(c, s21, 16);
  c += cRow;
  v128.store(c, s30);
  v128.store(c, s31, 16);
  c += cRow;
  v128.store(c, s40);
  v128.store(c, s41, 16);
  c += cRow;
  v128.store(c, s50);
  v128.store(c, s51, 16);
}
