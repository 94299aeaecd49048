/** A value for each column that is not 0. */
export interface SparseVector {
  /** Ascending */
  readonly columns: Uint32Array;
  readonly values: Float64Array;
}

export interface TfIdf {
  /** The number of each word, in the order in which they came */
  readonly columns: ReadonlyMap<string, number>;
  /** [N], each of length 1, or empty for a document without words */
  readonly vectors: readonly SparseVector[];
  /** The vector of another text; words that no document has are left out */
  vectorOf(words: readonly string[]): SparseVector;
}

/**
 * Documents as vectors of their words: how often each is there, times ln((1 + N) / (1 + n)) + 1, where n of N documents
 * have it, scaled to length 1 (Salton and Buckley, "Term-weighting approaches in automatic text retrieval", Information
 * Processing and Management 24(5), 1988; the smoothing is that of scikit-learn).
 */
export function createTfIdf(documents: readonly (readonly string[])[]): TfIdf {
  const columns = new Map<string, number>();
  const counts: number[] = [];
  for (const words of documents) {
    for (const word of new Set(words)) {
      const column = columns.get(word) ?? columns.size;
      columns.set(word, column);
      counts[column] = (counts[column] ?? 0) + 1;
    }
  }
  const N = documents.length;
  const weights = counts.map((n) => Math.log((1 + N) / (1 + n)) + 1);
  const vectorOf = (words: readonly string[]): SparseVector => {
    const frequencies = new Map<number, number>();
    for (const word of words) {
      const column = columns.get(word);
      if (column !== undefined) frequencies.set(column, (frequencies.get(column) ?? 0) + 1);
    }
    const present = Uint32Array.from(frequencies.keys()).sort();
    const values = Float64Array.from(present, (c) => frequencies.get(c)! * weights[c]!);
    const length = Math.sqrt(values.reduce((sum, x) => sum + x * x, 0));
    return { columns: present, values: length > 0 ? values.map((x) => x / length) : values };
  };
  return { columns, vectors: documents.map(vectorOf), vectorOf };
}

/** Scalar product; of vectors of length 1 it is the cosine. */
export function sparseDot(a: SparseVector, b: SparseVector): number {
  let sum = 0;
  for (let i = 0, j = 0; i < a.columns.length && j < b.columns.length; ) {
    const difference = a.columns[i]! - b.columns[j]!;
    if (difference === 0) sum += a.values[i++]! * b.values[j++]!;
    else if (difference < 0) i++;
    else j++;
  }
  return sum;
}
