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
  /** False if the iterations ran out first: the features may then hold more than the probe found */
  readonly converged: boolean;
}

export interface ProbeOptions {
  /** Called after each iteration: whether to go on; it may rest (`rest.ts`) */
  readonly goOn?: () => Promise<boolean>;
  readonly mostIterations?: number;
}

/** Weight decay, so that there is one best classifier even if the classes can be separated perfectly. */
const L2 = 1e-3;
const MOST_ITERATIONS = 3000;
const CONVERGED = 1e-4;

/** Standardises features by the mean and deviation of `features` [N, D], so that one step size suits all. */
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

/** Scores [C] of the row of features that begins at x[at], into `z`; W [C, D + 1] with the bias last. */
function scores(W: Float64Array, x: Float64Array, at: number, D: number, z: Float64Array) {
  for (let c = 0, w = 0; c < z.length; c++, w++) {
    let sum = W[w + D]!;
    for (let i = 0; i < D; i++, w++) sum += W[w]! * x[at + i]!;
    z[c] = sum;
  }
}

/** Makes probabilities [C] of scores, in place. */
function softmax(z: Float64Array) {
  let top = z[0]!;
  for (let c = 1; c < z.length; c++) if (z[c]! > top) top = z[c]!;
  let total = 0;
  for (let c = 0; c < z.length; c++) {
    z[c] = Math.exp(z[c]! - top);
    total += z[c]!;
  }
  for (let c = 0; c < z.length; c++) z[c]! /= total;
}

/** Gradient of the mean loss and of the pull at W [C, D + 1], into `g`; x [N, D], room for errors [N, C]. */
function gradientAt(
  W: Float64Array,
  x: Float64Array,
  labels: ArrayLike<number>,
  D: number,
  errors: Float64Array,
  g: Float64Array,
) {
  const N = labels.length;
  const C = errors.length / N;
  const z = new Float64Array(C);
  for (let n = 0; n < N; n++) {
    scores(W, x, n * D, D, z);
    softmax(z);
    z[labels[n]!]! -= 1;
    for (let c = 0; c < C; c++) errors[n * C + c] = z[c]! / N;
  }
  for (let c = 0; c < C; c++) {
    const own = c * (D + 1);
    for (let i = 0; i <= D; i++) g[own + i] = L2 * W[own + i]!;
    let n = 0;
    // Four rows at once: each sum is loaded and stored a quarter as often.
    for (; n + 3 < N; n += 4) {
      const at = n * D;
      const e0 = errors[n * C + c]!;
      const e1 = errors[(n + 1) * C + c]!;
      const e2 = errors[(n + 2) * C + c]!;
      const e3 = errors[(n + 3) * C + c]!;
      for (let i = at; i < at + D; i++) {
        g[own + i - at]! += e0 * x[i]! + e1 * x[i + D]! + e2 * x[i + 2 * D]! + e3 * x[i + 3 * D]!;
      }
      g[own + D]! += e0 + e1 + e2 + e3;
    }
    for (; n < N; n++) {
      const error = errors[n * C + c]!;
      for (let i = 0; i < D; i++) g[own + i]! += error * x[n * D + i]!;
      g[own + D]! += error;
    }
  }
}

/**
 * A linear probe (Alain and Bengio 2017): multinomial logistic regression with a little L2 on frozen features,
 * trained to convergence by accelerated gradient descent (Nesterov 1983, with restarts: O'Donoghue and Candès 2015),
 * and tested on other rows. The features are frozen, so whatever it finds was in them.
 *
 * @returns undefined if `goOn` said no
 * @throws with no rows, or labels outside [0, classes)
 */
export async function trainProbe(
  train: Labelled,
  test: Labelled,
  D: number,
  classes: number,
  { goOn, mostIterations = MOST_ITERATIONS }: ProbeOptions = {},
): Promise<ProbeResult | undefined> {
  const N = train.labels.length;
  if (N === 0 || test.labels.length === 0) throw new Error('trainProbe: no rows');
  for (let n = 0; n < N; n++) {
    const label = train.labels[n]!;
    if (!(label >= 0 && label < classes)) throw new Error(`trainProbe: label ${label} at ${n}`);
  }
  const scale = scaling(train.features, D);
  const x = scale(train.features);
  let W = new Float64Array(classes * (D + 1));
  let next = W.slice();
  const ahead = W.slice();
  const g = W.slice();
  const errors = new Float64Array(N * classes);
  let momentum = 1;
  // The curvature of the loss is at most half the mean squared length of a row, bias included (Böhning 1992).
  const step = 1 / (0.5 * (D + 1) + L2);
  let gradient = Number.POSITIVE_INFINITY;
  let iterations = 0;
  for (; iterations < mostIterations && gradient > CONVERGED; iterations++) {
    gradientAt(ahead, x, train.labels, D, errors, g);
    gradient = 0;
    let climb = 0;
    for (let i = 0; i < g.length; i++) {
      gradient = Math.max(gradient, Math.abs(g[i]!));
      next[i] = ahead[i]! - step * g[i]!;
      climb += g[i]! * (next[i]! - W[i]!);
    }
    const grown = climb > 0 ? 1 : (1 + Math.sqrt(1 + 4 * momentum * momentum)) / 2;
    const share = climb > 0 ? 0 : (momentum - 1) / grown;
    for (let i = 0; i < g.length; i++) ahead[i] = next[i]! + share * (next[i]! - W[i]!);
    [W, next] = [next, W];
    momentum = grown;
    if (goOn && !(await goOn())) return undefined;
  }
  const y = scale(test.features); // by the training rows' mean and deviation
  const z = new Float64Array(classes);
  const right = Uint8Array.from({ length: test.labels.length }, (_, n) => {
    scores(W, y, n * D, D, z);
    return Number(z.indexOf(Math.max(...z)) === test.labels[n]);
  });
  return { right, iterations, gradient, converged: gradient <= CONVERGED };
}
