/** What a classifier is told of an example: values of some columns, the others being 0. */
export interface Features {
  readonly columns: ArrayLike<number>;
  readonly values: ArrayLike<number>;
}

export interface LogisticRegression {
  /** p of each class: [K] */
  probabilities(features: Features): Float64Array;
}

/** Rounds at most; it ends as soon as no value moves by more than `STILL` */
const ROUNDS = 2000;
const STILL = 1e-6;

/**
 * Logistic regression over K classes (softmax), with a penalty of `l2` / 2 times the sum of squared weights; the classes'
 * intercepts go free. The sum of the losses over the examples is minimized exactly, as it has one minimum: by Nesterov's
 * accelerated gradient, begun anew whenever it overshoots (O'Donoghue and Candès, "Adaptive restart for accelerated
 * gradient schemes", Foundations of Computational Mathematics 15, 2015).
 *
 * @param labels [N] of 0 to K - 1
 * @param columns how many there are
 */
export function logisticRegression(
  examples: readonly Features[],
  labels: ArrayLike<number>,
  { columns: C, classes: K, l2 = 1 }: { columns: number; classes: number; l2?: number },
): LogisticRegression {
  /** Row k: the weights of class k, then its intercept */
  const width = C + 1;
  let weights = new Float64Array(K * width);

  const softmax = (from: Float64Array, { columns, values }: Features) => {
    const p = new Float64Array(K);
    for (let k = 0; k < K; k++) {
      let sum = from[k * width + C]!;
      for (let i = 0; i < columns.length; i++) sum += from[k * width + columns[i]!]! * values[i]!;
      p[k] = sum;
    }
    const top = p.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
    let total = 0;
    for (let k = 0; k < K; k++) {
      p[k] = Math.exp(p[k]! - top);
      total += p[k]!;
    }
    return p.map((x) => x / total);
  };
  const gradientAt = (from: Float64Array) => {
    const gradient = from.map((w, i) => (i % width === C ? 0 : l2 * w));
    examples.forEach((example, n) => {
      const p = softmax(from, example);
      const { columns, values } = example;
      for (let k = 0; k < K; k++) {
        const error = p[k]! - (labels[n] === k ? 1 : 0);
        gradient[k * width + C]! += error;
        for (let i = 0; i < columns.length; i++) {
          gradient[k * width + columns[i]!]! += error * values[i]!;
        }
      }
    });
    return gradient;
  };

  const rate = 1 / (l2 + steepness(examples, C));
  let ahead = weights;
  let speed = 1;
  for (let round = 0; round < ROUNDS; round++) {
    const gradient = gradientAt(ahead);
    const next = ahead.map((w, i) => w - rate * gradient[i]!);
    const move = next.map((w, i) => w - weights[i]!);
    const overshoots = move.reduce((sum, x, i) => sum + x * gradient[i]!, 0) > 0;
    const nextSpeed = overshoots ? 1 : (1 + Math.sqrt(1 + 4 * speed * speed)) / 2;
    const momentum = overshoots ? 0 : (speed - 1) / nextSpeed;
    ahead = next.map((w, i) => w + momentum * move[i]!);
    weights = next;
    speed = nextSpeed;
    if (move.every((x) => Math.abs(x) < STILL)) break;
  }
  return { probabilities: (features) => softmax(weights, features) };
}

const lengthOf = (vector: Float64Array) => Math.sqrt(vector.reduce((sum, x) => sum + x * x, 0));

/** Rounds of the power method, and a tenth more than it found: it comes from below. */
const POWER = 30;
const MARGIN = 1.1;

/**
 * The most that a gradient of the losses grows by, for a step of length 1: half of the largest eigenvalue of X'X, an
 * intercept being a column of ones (Böhning, "Multinomial logistic regression algorithm", Annals of the Institute of
 * Statistical Mathematics 44, 1992).
 */
function steepness(examples: readonly Features[], C: number): number {
  let direction = new Float64Array(C + 1).fill(1);
  let value = 0;
  for (let round = 0; round < POWER; round++) {
    const next = new Float64Array(C + 1);
    for (const { columns, values } of examples) {
      let dot = direction[C]!;
      for (let i = 0; i < columns.length; i++) dot += direction[columns[i]!]! * values[i]!;
      next[C]! += dot;
      for (let i = 0; i < columns.length; i++) next[columns[i]!]! += dot * values[i]!;
    }
    const length = lengthOf(next);
    value = length / lengthOf(direction);
    direction = next.map((x) => x / length);
  }
  return (MARGIN * value) / 2;
}
