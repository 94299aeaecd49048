/** Abramowitz and Stegun 7.1.26, error below 1.5e-7. */
function erf(x: number): number {
  const t = 1 / (1 + 0.3275911 * Math.abs(x));
  const poly =
    ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t;
  const value = 1 - poly * Math.exp(-x * x);
  return x < 0 ? -value : value;
}

/** Exact GELU */
export const gelu = (x: number) => 0.5 * x * (1 + erf(x * Math.SQRT1_2));

/** y = x W^T + b for rows x [n, k], W [m, k]: [n, m] */
export function linear(
  x: Float32Array,
  k: number,
  weight: Float32Array,
  bias: Float32Array,
): Float32Array {
  const n = x.length / k;
  const m = bias.length;
  const y = new Float32Array(n * m);
  for (let r = 0; r < n; r++) {
    for (let c = 0; c < m; c++) {
      let sum = bias[c]!;
      for (let i = 0; i < k; i++) sum += x[r * k + i]! * weight[c * k + i]!;
      y[r * m + c] = sum;
    }
  }
  return y;
}

/** LayerNorm of rows of D, in place. */
export function layerNorm(
  x: Float32Array,
  weight: Float32Array,
  bias: Float32Array,
  eps: number,
): Float32Array {
  const D = weight.length;
  for (let r = 0; r < x.length; r += D) {
    let mean = 0;
    for (let i = 0; i < D; i++) mean += x[r + i]! / D;
    let variance = 0;
    for (let i = 0; i < D; i++) variance += (x[r + i]! - mean) ** 2 / D;
    const scale = 1 / Math.sqrt(variance + eps);
    for (let i = 0; i < D; i++) x[r + i] = (x[r + i]! - mean) * scale * weight[i]! + bias[i]!;
  }
  return x;
}
