/** Rotations of all pairs after which it ends in any case; ten are enough for what LSA asks */
const MOST_SWEEPS = 30;

/**
 * Eigenvalues and eigenvectors of a symmetric matrix, by Jacobi's rotations (Golub and Van Loan, "Matrix computations",
 * 4th edition, 2013, section 8.5).
 *
 * @param matrix [N, N], symmetric; left as it is
 * @returns values largest first, [N], and vectors of length 1, a row for each value, [N, N]
 */
export function eigenvectors(
  matrix: Float64Array,
  N: number,
): { values: Float64Array; vectors: Float64Array } {
  const a = matrix.slice();
  const rows = new Float64Array(N * N);
  for (let i = 0; i < N; i++) rows[i * N + i] = 1;
  const norm = matrix.reduce((sum, x) => sum + x * x, 0);
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    let off = 0;
    for (let i = 0; i < N; i++) for (let j = 0; j < i; j++) off += a[i * N + j]! ** 2;
    if (off <= 1e-24 * norm) break;
    for (let p = 0; p < N - 1; p++) {
      for (let q = p + 1; q < N; q++) rotate(a, rows, N, p, q);
    }
  }
  const order = Array.from({ length: N }, (_, i) => i).sort(
    (i, j) => a[j * N + j]! - a[i * N + i]!,
  );
  const vectors = new Float64Array(N * N);
  order.forEach((from, to) => {
    vectors.set(rows.subarray(from * N, (from + 1) * N), to * N);
  });
  return { values: Float64Array.from(order, (i) => a[i * N + i]!), vectors };
}

/** Turns rows and columns p and q so that their common entry is 0. */
function rotate(a: Float64Array, rows: Float64Array, N: number, p: number, q: number): void {
  const apq = a[p * N + q]!;
  if (apq === 0) return;
  const theta = (a[q * N + q]! - a[p * N + p]!) / (2 * apq);
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  for (let k = 0; k < N; k++) {
    const kp = a[k * N + p]!;
    const kq = a[k * N + q]!;
    a[k * N + p] = c * kp - s * kq;
    a[k * N + q] = s * kp + c * kq;
  }
  for (let k = 0; k < N; k++) {
    const pk = a[p * N + k]!;
    const qk = a[q * N + k]!;
    a[p * N + k] = c * pk - s * qk;
    a[q * N + k] = s * pk + c * qk;
    const vp = rows[p * N + k]!;
    const vq = rows[q * N + k]!;
    rows[p * N + k] = c * vp - s * vq;
    rows[q * N + k] = s * vp + c * vq;
  }
}
