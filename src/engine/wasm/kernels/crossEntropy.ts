import { expAll, maxOf, sumOf } from './vector';

/** ln x, from JavaScript: WebAssembly has none. */
declare function log(x: f64): f64;

/** The first place of [0, count) that holds `value`, which one does. */
function placeOf(row: usize, value: f32): usize {
  let at = row;
  while (load<f32>(at) != value) at += 4;
  return (at - row) >> 2;
}

/**
 * Softmax cross-entropy over the vocabulary. logits [rows, stride] become in place their gradient by the
 * batch's mean loss, (softmax - one-hot) / batchBlanks, with zeros in the padding behind the V columns;
 * losses [rows] = -ln p(label), nats; predictions [rows], the most probable token, the first of equals.
 * `stride` is a multiple of 4, in floats. A row with a NaN has the loss NaN.
 */
export function crossEntropy(
  logits: usize,
  labels: usize,
  losses: usize,
  predictions: usize,
  rows: usize,
  V: usize,
  stride: usize,
  batchBlanks: f32,
): void {
  const size = stride * 4;
  for (let m: usize = 0; m < rows; m++) {
    const row = logits + m * size;
    for (let i = V; i < stride; i++) store<f32>(row + i * 4, -f32.MAX_VALUE);
    let most = v128.load(row);
    for (let at: usize = 16; at < size; at += 16) most = f32x4.pmax(most, v128.load(row + at));
    const top = maxOf(most);
    const label = <usize>load<u32>(labels + m * 4);
    const own = load<f32>(row + label * 4);
    store<u32>(predictions + m * 4, top == top ? <u32>placeOf(row, top) : 0);
    const total = sumOf(expAll(row, row + size, f32x4.splat(top)));
    // Exact where all logits are large; NaN where one is, since the total is.
    store<f32>(losses + m * 4, <f32>log(total) - (own - top));
    const scale = f32x4.splat(1 / (total * batchBlanks));
    for (let at: usize = 0; at < size; at += 16) {
      v128.store(row + at, f32x4.mul(v128.load(row + at), scale));
    }
    store<f32>(row + label * 4, load<f32>(row + label * 4) - 1 / batchBlanks);
  }
}
