/** Inverted dropout (Srivastava et al. 2014) by the counter-based numbers of base/random.ts. */

function hash32(x: u32): u32 {
  const state = x * 747796405 + 2891336453;
  const word = ((state >> ((state >> 28) + 4)) ^ state) * 277803737;
  return (word >> 22) ^ word;
}

/** 0, or `scale` where the number at (key, counter) is kept. */
function kept(key: u32, counter: u32, threshold: u32, scale: f32): f32 {
  return hash32(key ^ hash32(counter)) >> 8 < threshold ? 0 : scale;
}

/**
 * to = from · dropout, `count` floats whose counters begin at `counter` and ascend; `from` may be `to`.
 */
export function dropout(
  from: usize,
  to: usize,
  count: usize,
  key: u32,
  counter: u32,
  threshold: u32,
  scale: f32,
): void {
  for (let i: usize = 0; i < count; i++) {
    const factor = kept(key, counter + <u32>i, threshold, scale);
    store<f32>(to + i * 4, load<f32>(from + i * 4) * factor);
  }
}

/**
 * Dropout of x [rows, width] in place, where the counter of a row follows from its place in the batch:
 * `firstRow` + the row, or + places[row] unless `places` is 0.
 */
export function dropoutRows(
  x: usize,
  rows: usize,
  width: usize,
  places: usize,
  firstRow: u32,
  key: u32,
  threshold: u32,
  scale: f32,
): void {
  for (let r: usize = 0; r < rows; r++) {
    const place = firstRow + (places ? load<u32>(places + r * 4) : <u32>r);
    dropout(x, x, width, key, place * <u32>width, threshold, scale);
    x += width * 4;
  }
}
