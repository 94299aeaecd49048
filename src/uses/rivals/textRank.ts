export interface TextRankOptions {
  /** Share of a sentence's score that comes from others */
  readonly damping?: number;
  /** It ends when no score moves by more */
  readonly tolerance?: number;
}

/** Steps after which it ends in any case: with damping .85 the error is then below 1e-7 of where it began */
const MOST_STEPS = 100;

/** How many words two sentences share, each counted once, by the logarithms of their lengths. */
function similarity(a: readonly string[], b: readonly string[]): number {
  const others = new Set(b);
  const shared = new Set(a.filter((word) => others.has(word))).size;
  const lengths = Math.log(a.length) + Math.log(b.length);
  // Two sentences of one word each: the paper's formula divides by zero.
  return shared === 0 ? 0 : shared / (lengths > 0 ? lengths : 1);
}

/**
 * TextRank (Mihalcea and Tarau, "TextRank: bringing order into text", EMNLP 2004): sentences vote for sentences that share
 * words with them, and the votes of those with many votes weigh more, as in PageRank.
 *
 * @param sentences each a list of words; leave out signs of punctuation, which all sentences share
 * @returns [sentences], scores as in the paper: 1 - damping for a sentence that shares no word with any
 */
export function textRank(
  sentences: readonly (readonly string[])[],
  { damping = 0.85, tolerance = 1e-10 }: TextRankOptions = {},
): Float64Array {
  const N = sentences.length;
  const weights = sentences.map((a, i) =>
    Float64Array.from(sentences, (b, j) => (i === j ? 0 : similarity(a, b))),
  );
  const votes = weights.map((row) => row.reduce((a, b) => a + b, 0));
  let scores = new Float64Array(N).fill(1);
  for (let step = 0; step < MOST_STEPS; step++) {
    const next = scores.map((_, i) => {
      let sum = 0;
      for (let j = 0; j < N; j++) {
        if (votes[j]! > 0) sum += (weights[j]![i]! / votes[j]!) * scores[j]!;
      }
      return 1 - damping + damping * sum;
    });
    const moved = next.reduce((most, x, i) => Math.max(most, Math.abs(x - scores[i]!)), 0);
    scores = next;
    if (moved < tolerance) break;
  }
  return scores;
}
