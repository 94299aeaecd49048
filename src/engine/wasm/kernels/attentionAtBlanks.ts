import { hidePadding, softmaxGradient, softmaxRow } from './attention';
import { dropout } from './dropout';
import { AS_IS, gemm } from './gemm';

/**
 * Attention of the last layer, where only the blanks ask: no other row reaches the loss. A sentence's blanks stand one
 * after the other, so it has n queries for T keys.
 *
 * queries [M, D] and keysValues [N, 2 D], each head K floats wide; positions [M], ascending: a blank's row in the batch.
 * Probabilities: of each sentence and head, [n, T]. Room as for attention.ts.
 */

/** The blanks from `blank` on that lie before row `end`. */
function blanksUntil(end: usize, blank: usize, blanks: usize, positions: usize): usize {
  let next = blank;
  while (next < blanks && <usize>load<u32>(positions + next * 4) < end) next++;
  return next - blank;
}

/** Dropout of `count` rows of a map [T, T], whose own rows in it `positions` tells, less `row`. */
function dropoutOfRows(
  from: usize,
  to: usize,
  count: usize,
  positions: usize,
  row: usize,
  T: usize,
  key: u32,
  counter: u32,
  threshold: u32,
  keep: f32,
): void {
  for (let r: usize = 0; r < count; r++) {
    const place = <u32>(<usize>load<u32>(positions + r * 4) - row);
    const at = r * T * 4;
    dropout(from + at, to + at, T, key, counter + place * <u32>T, threshold, keep);
  }
}

/** queries, keysValues, mask [N] -> probabilities, mixed [M, D]. Dropout's counters begin at sentence `first`. */
export function attentionAtBlanks(
  queries: usize,
  keysValues: usize,
  mask: usize,
  positions: usize,
  blanks: usize,
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
  const row: usize = 2 * D * 4;
  const line = T * 4;
  const hidden = map + T * line;
  let blank: usize = 0;
  let p = probabilities;
  for (let b: usize = 0; b < sequences; b++) {
    const count = blanksUntil((b + 1) * T, blank, blanks, positions);
    const own = positions + blank * 4;
    hidePadding(mask + b * line, T, hidden);
    for (let h: usize = 0; h < heads; h++) {
      const keys = keysValues + b * T * row + h * K * 4;
      const place = (blank * D + h * K) * 4;
      gemm(
        queries + place,
        D * 4,
        4,
        keys,
        row,
        true,
        zeros,
        0,
        p,
        line,
        count,
        T,
        K,
        room,
        AS_IS,
        0,
      );
      for (let r: usize = 0; r < count; r++) {
        const i = <i32>(<usize>load<u32>(own + r * 4) - b * T);
        softmaxRow(p + r * line, i, <i32>T, hidden, context, scale);
      }
      let weights = p;
      if (threshold) {
        const counter = (first * <u32>heads + <u32>(b * heads + h)) * <u32>(T * T);
        dropoutOfRows(p, map, count, own, b * T, T, key, counter, threshold, keep);
        weights = map;
      }
      const values = keys + D * 4;
      gemm(
        weights,
        line,
        4,
        values,
        row,
        false,
        zeros,
        0,
        mixed + place,
        D * 4,
        count,
        K,
        T,
        room,
        AS_IS,
        0,
      );
      p += count * line;
    }
    blank += count;
  }
}

/** dmixed [M, D] -> dqueries [M, D], dkeysValues [N, 2 D]; `dscores` and `map` are room for T · T floats each. */
export function attentionAtBlanksGradient(
  queries: usize,
  keysValues: usize,
  positions: usize,
  blanks: usize,
  probabilities: usize,
  dmixed: usize,
  dqueries: usize,
  dkeysValues: usize,
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
  const row: usize = 2 * D * 4;
  const wide = D * 4;
  const line = T * 4;
  let blank: usize = 0;
  let p = probabilities;
  for (let b: usize = 0; b < sequences; b++) {
    const count = blanksUntil((b + 1) * T, blank, blanks, positions);
    const own = positions + blank * 4;
    for (let h: usize = 0; h < heads; h++) {
      const at = b * T * row + h * K * 4;
      const keys = keysValues + at;
      const dkeys = dkeysValues + at;
      const place = (blank * D + h * K) * 4;
      const q = queries + place;
      const dy = dmixed + place;
      gemm(
        dy,
        wide,
        4,
        keys + wide,
        row,
        true,
        zeros,
        0,
        dscores,
        line,
        count,
        T,
        K,
        room,
        AS_IS,
        0,
      );
      let weights = p;
      if (threshold) {
        const counter = (first * <u32>heads + <u32>(b * heads + h)) * <u32>(T * T);
        dropoutOfRows(p, map, count, own, b * T, T, key, counter, threshold, keep);
        dropoutOfRows(dscores, dscores, count, own, b * T, T, key, counter, threshold, keep);
        weights = map;
      }
      // Where a sentence has no blank, these are sums of nothing: zeros.
      gemm(
        weights,
        4,
        line,
        dy,
        wide,
        false,
        zeros,
        0,
        dkeys + wide,
        row,
        T,
        K,
        count,
        room,
        AS_IS,
        0,
      );
      softmaxGradient(p, dscores, count, T, scale);
      gemm(
        dscores,
        line,
        4,
        keys,
        row,
        false,
        zeros,
        0,
        dqueries + place,
        wide,
        count,
        K,
        T,
        room,
        AS_IS,
        0,
      );
      gemm(dscores, 4, line, q, wide, false, zeros, 0, dkeys, row, T, K, count, room, AS_IS, 0);
      p += count * line;
    }
    blank += count;
  }
}
