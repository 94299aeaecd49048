import type { Bm25 } from './bm25';

export interface FeedbackOptions {
  /** Best documents that are read */
  readonly documents?: number;
  /** Words that are taken from them */
  readonly words?: number;
}

/**
 * BM25 with blind feedback: the best documents are taken for right, and their most telling words join the query, each by
 * the share of these documents that have it (Rocchio, "Relevance feedback in information retrieval", 1971). So it, too, finds
 * documents that share no word with the query.
 *
 * @param texts the documents' words, in the order that BM25 knows
 * @returns [N]
 */
export function withFeedback(
  bm25: Bm25,
  texts: readonly (readonly string[])[],
  query: readonly string[],
  { documents = 10, words = 10 }: FeedbackOptions = {},
): Float64Array {
  const scores = bm25.scores(query);
  const best = Array.from(scores, (_, d) => d)
    .filter((d) => scores[d]! > 0)
    .sort((a, b) => scores[b]! - scores[a]!)
    .slice(0, documents);
  const shares = new Map<string, number>();
  for (const d of best) {
    for (const word of new Set(texts[d]))
      shares.set(word, (shares.get(word) ?? 0) + 1 / best.length);
  }
  const telling = ([word, share]: [string, number]) => share * bm25.inverseFrequency(word);
  const added = [...shares].sort((a, b) => telling(b) - telling(a)).slice(0, words);
  for (const [word, share] of added) {
    bm25.scores([word]).forEach((score, d) => {
      scores[d]! += share * score;
    });
  }
  return scores;
}
