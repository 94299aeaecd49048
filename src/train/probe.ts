/** N rows of D features each with one of C classes. */
export interface Labelled {
  /** [N, D] */
  readonly features: Float32Array;
  /** [N] 0 to C - 1 */
  readonly labels: ArrayLike<number>;
}

export interface ProbeResult {
  /** [N of the test] 1 where the likeliest class is the right one */
  readonly right: Uint8Array;
  readonly iterations: number;
  /** Largest component of the gradient at the end: how far from converged */
  readonly gradient: number;
}

/** Pull towards zero, so that there is one best classifier even where the classes part perfectly. */
const L2 = 1e-3;
const MOST_ITERATIONS = 3000;
const CONVERGED = 1e-4;

/** Mean and deviation of each feature, so that one step size suits all. */
function scaling(features: Float32Array, D: number) {
  const N = features.length / D;
  const mean = new Float64Array(D);
  const deviation = new Float64Array(D);
  for (let i = 0; i < features.length; i++) mean[i % D]! += features[i]! / N;
  for (let i = 0; i < features.length; i++)
    deviation[i % D]! += (features[i]! - mean[i % D]!) ** 2 / N;
  return (x: Float32Array) =>
    Float64Array.from(
      x,
      (value, i) => (value - mean[i % D]!) / Math.sqrt(deviation[i % D]! + 1e-9),
    );
}

/** Scores of C classes for a row of features, W [C, D + 1] with the bias last. */
function scores(W: Float64Array, x: Float64Array, at: number, C: number, D: number): number[] {
  return Array.from({ length: C }, (_, c) => {
    let sum = W[c * (D + 1) + D]!;
    for (let i = 0; i < D; i++) sum += W[c * (D + 1) + i]! * x[at + i]!;
    return sum;
  });
}

/**
 * A linear probe (Alain and Bengio 2017): multinomial logistic regression with a little L2 on frozen features,
 * trained to convergence by accelerated gradient descent (Nesterov 1983, with restarts: O'Donoghue and Candès 2015),
 * and tested on other rows. What it finds in the features was there: they are not changed.
 *
 * @throws with no rows, or labels outside [0, classes)
 */
export function trainProbe(
  train: Labelled,
  test: Labelled,
  D: number,
  classes: number,
): ProbeResult {
  const N = train.labels.length;
  if (N === 0 || test.labels.length === 0) throw new Error('trainProbe: no rows');
  for (let n = 0; n < N; n++) {
    const label = train.labels[n]!;
    if (!(label >= 0 && label < classes)) throw new Error(`trainProbe: label ${label} at ${n}`);
  }
  const scale = scaling(train.features, D);
  const x = scale(train.features);
  const width = D + 1;
  let W = new Float64Array(classes * width);
  let ahead = W.slice();
  let momentum = 1;
  // The loss bends at most by half of the mean squared length of a row, bias included (Böhning 1992).
  const step = 1 / (0.5 * (D + 1) + L2);
  let gradient = Number.POSITIVE_INFINITY;
  let iterations = 0;
  for (; iterations < MOST_ITERATIONS && gradient > CONVERGED; iterations++) {
    const g = ahead.map((w) => L2 * w);
    for (let n = 0; n < N; n++) {
      const z = scores(ahead, x, n * D, classes, D);
      const top = Math.max(...z);
      const e = z.map((value) => Math.exp(value - top));
      const total = e.reduce((a, b) => a + b, 0);
      for (let c = 0; c < classes; c++) {
        const error = (e[c]! / total - Number(train.labels[n] === c)) / N;
        for (let i = 0; i < D; i++) g[c * width + i]! += error * x[n * D + i]!;
        g[c * width + D]! += error;
      }
    }
    gradient = g.reduce((a, b) => Math.max(a, Math.abs(b)), 0);
    const next = ahead.map((w, i) => w - step * g[i]!);
    const uphill = next.reduce((sum, w, i) => sum + g[i]! * (w - W[i]!), 0) > 0;
    const grown = uphill ? 1 : (1 + Math.sqrt(1 + 4 * momentum * momentum)) / 2;
    const share = uphill ? 0 : (momentum - 1) / grown;
    ahead = next.map((w, i) => w + share * (w - W[i]!));
    W = next;
    momentum = grown;
  }
  const y = scale(test.features); // by the training rows' mean and deviation
  const right = Uint8Array.from({ length: test.labels.length }, (_, n) => {
    const z = scores(W, y, n * D, classes, D);
    return Number(z.indexOf(Math.max(...z)) === test.labels[n]);
  });
  return { right, iterations, gradient };
}
