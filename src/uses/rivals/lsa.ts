import { key, normalAt } from '../../base/random';
import { eigenvectors } from './eigenvectors';
import { createTfIdf, type SparseVector, type TfIdf } from './tfIdf';

export interface Lsa {
  /** Singular values, largest first: [K] */
  readonly singularValues: Float64Array;
  /** The documents in the space of the K strongest directions: [N] of [K]; compare by cosine */
  readonly documents: readonly Float64Array[];
  /** Folds another text in; zeros where no word of it is known: [K] */
  fold(words: readonly string[]): Float64Array;
}

/** Directions beside those that are asked for, and rounds, which make the last ones exact enough. */
const MORE = 10;
const ROUNDS = 8;

/**
 * Latent semantic analysis (Deerwester et al., "Indexing by latent semantic analysis", Journal of the American Society for
 * Information Science 41(6), 1990): the truncated singular value decomposition X = U S V' of the tf-idf matrix, found by
 * subspace iteration from random directions (Halko, Martinsson and Tropp, "Finding structure with randomness", SIAM
 * Review 53(2), 2011). Documents are rows of U S, and another text x becomes x V. Two runs with one seed are equal.
 *
 * @param documents each a list of words, at least one of them with a word
 * @param dimensions K; less where there are fewer documents or words
 */
export function createLsa(
  documents: readonly (readonly string[])[],
  dimensions: number,
  seed = 1,
): Lsa {
  const tfIdf = createTfIdf(documents);
  const V = tfIdf.columns.size;
  const most = Math.min(documents.length, V);
  const K = Math.min(dimensions, most);
  const R = Math.min(dimensions + MORE, most);
  const k = key(seed, V, R);
  /** [V, R], columns orthonormal */
  let basis = Float64Array.from({ length: V * R }, (_, i) => normalAt(k, i));
  orthonormalize(basis, R);
  for (let round = 0; round < ROUNDS; round++) {
    basis = timesTransposed(tfIdf, times(tfIdf.vectors, basis, R), R);
    orthonormalize(basis, R);
  }
  // Within the subspace the directions are the eigenvectors of (X Q)' X Q, a small matrix.
  const projected = times(tfIdf.vectors, basis, R);
  const small = new Float64Array(R * R);
  for (let n = 0; n < projected.length; n += R) {
    for (let i = 0; i < R; i++) {
      for (let j = 0; j < R; j++) small[i * R + j]! += projected[n + i]! * projected[n + j]!;
    }
  }
  const { values, vectors } = eigenvectors(small, R);
  const right = new Float64Array(V * K);
  for (let v = 0; v < V; v++) {
    for (let d = 0; d < K; d++) {
      let sum = 0;
      for (let i = 0; i < R; i++) sum += basis[v * R + i]! * vectors[d * R + i]!;
      right[v * K + d] = sum;
    }
  }
  const fold = (vector: SparseVector) => times([vector], right, K);
  return {
    singularValues: values.slice(0, K).map((x) => Math.sqrt(Math.max(0, x))),
    documents: tfIdf.vectors.map(fold),
    fold: (words) => fold(tfIdf.vectorOf(words)),
  };
}

/** X Q for sparse rows X [N, V] and Q [V, R] */
function times(rows: readonly SparseVector[], matrix: Float64Array, R: number): Float64Array {
  const product = new Float64Array(rows.length * R);
  rows.forEach(({ columns, values }, n) => {
    columns.forEach((v, i) => {
      for (let r = 0; r < R; r++) product[n * R + r]! += values[i]! * matrix[v * R + r]!;
    });
  });
  return product;
}

/** X' Y for sparse rows X [N, V] and Y [N, R] */
function timesTransposed(
  { vectors, columns: { size } }: TfIdf,
  matrix: Float64Array,
  R: number,
): Float64Array<ArrayBuffer> {
  const product = new Float64Array(size * R);
  vectors.forEach(({ columns, values }, n) => {
    columns.forEach((v, i) => {
      for (let r = 0; r < R; r++) product[v * R + r]! += values[i]! * matrix[n * R + r]!;
    });
  });
  return product;
}

/** Gram and Schmidt, modified, on the columns of [V, R]; a column that depends on others becomes 0. */
function orthonormalize(matrix: Float64Array, R: number): void {
  const dots = new Float64Array(R);
  for (let r = 0; r < R; r++) {
    let square = 0;
    for (let at = r; at < matrix.length; at += R) square += matrix[at]! ** 2;
    const scale = square > 1e-24 ? 1 / Math.sqrt(square) : 0;
    for (let at = r; at < matrix.length; at += R) matrix[at]! *= scale;
    // Row by row, since a row's values lie together.
    dots.fill(0, r + 1);
    for (let row = 0; row < matrix.length; row += R) {
      const own = matrix[row + r]!;
      if (own !== 0) for (let q = r + 1; q < R; q++) dots[q]! += own * matrix[row + q]!;
    }
    for (let row = 0; row < matrix.length; row += R) {
      const own = matrix[row + r]!;
      if (own !== 0) for (let q = r + 1; q < R; q++) matrix[row + q]! -= dots[q]! * own;
    }
  }
}
