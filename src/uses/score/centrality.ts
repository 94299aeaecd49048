import { centredCosine } from './vectors';

/**
 * How central each sentence of a text is: its mean cosine with the others, by vectors from a model that has read more than
 * this text (Zheng and Lapata, "Sentence centrality revisited for unsupervised summarization", ACL 2019; without the
 * weights that they give to what comes before and after).
 *
 * @param vectors [sentences] of [D]
 * @param centre [D], the mean of sentences in general, which is taken from each
 * @returns [sentences], -1 to 1; 0 for the only sentence of a text
 */
export function centralities(
  vectors: readonly ArrayLike<number>[],
  centre: ArrayLike<number>,
): Float64Array {
  return Float64Array.from(vectors, (vector, i) => {
    let sum = 0;
    vectors.forEach((other, j) => {
      if (i !== j) sum += centredCosine(vector, other, centre);
    });
    return vectors.length > 1 ? sum / (vectors.length - 1) : 0;
  });
}

/** The numbers of the most central sentences, in the order of the text; equal ones in that order too. */
export function mostCentral(scores: ArrayLike<number>, count: number): readonly number[] {
  return Array.from(scores, (_, i) => i)
    .toSorted((a, b) => scores[b]! - scores[a]!)
    .slice(0, count)
    .toSorted((a, b) => a - b);
}
