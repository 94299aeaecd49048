export interface Bm25Options {
  /** How soon a word that comes again counts no more */
  readonly k1?: number;
  /** 0 to 1: how much a long document pays for its length */
  readonly b?: number;
}

export interface Bm25 {
  /** ln(1 + (N - n + .5) / (n + .5)) of a word that n of N documents have: never below 0 */
  inverseFrequency(word: string): number;
  /** What each word of the query adds to a document's score: [words], in order */
  parts(query: readonly string[], document: number): Float64Array;
  /** @returns [N], the score of every document; 0 where it has no word of the query */
  scores(query: readonly string[]): Float64Array;
}

/**
 * Okapi BM25 (Robertson and Zaragoza, "The probabilistic relevance framework: BM25 and beyond", Foundations and Trends in
 * Information Retrieval 3(4), 2009), with 1 added within the logarithm, as Lucene does, so that a word which most documents
 * have cannot count against them. A word counts as often as the query has it.
 *
 * @param documents each a list of words, at least one document
 */
export function createBm25(
  documents: readonly (readonly string[])[],
  { k1 = 1.2, b = 0.75 }: Bm25Options = {},
): Bm25 {
  const N = documents.length;
  /** For each word the documents that have it, and how often */
  const postings = new Map<string, Map<number, number>>();
  documents.forEach((words, d) => {
    for (const word of words) {
      let posting = postings.get(word);
      if (!posting) {
        posting = new Map();
        postings.set(word, posting);
      }
      posting.set(d, (posting.get(d) ?? 0) + 1);
    }
  });
  const meanLength = documents.reduce((sum, words) => sum + words.length, 0) / N;
  const inverseFrequency = (word: string) => {
    const n = postings.get(word)?.size ?? 0;
    return Math.log(1 + (N - n + 0.5) / (n + 0.5));
  };
  const part = (frequency: number, d: number) => {
    const length = 1 - b + (b * documents[d]!.length) / meanLength;
    return (frequency * (k1 + 1)) / (frequency + k1 * length);
  };
  return {
    inverseFrequency,
    parts: (query, d) =>
      Float64Array.from(query, (word) => {
        const frequency = postings.get(word)?.get(d) ?? 0;
        return frequency > 0 ? inverseFrequency(word) * part(frequency, d) : 0;
      }),
    scores(query) {
      const scores = new Float64Array(N);
      for (const word of query) {
        const weight = inverseFrequency(word);
        for (const [d, frequency] of postings.get(word) ?? []) {
          scores[d]! += weight * part(frequency, d);
        }
      }
      return scores;
    },
  };
}
