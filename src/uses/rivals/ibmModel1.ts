/** A pair of sentences as words. */
export interface WordPair {
  readonly source: readonly string[];
  readonly target: readonly string[];
}

export interface IbmModel1 {
  /** t(target | source), 0 for words that never stood in one pair; `source` null is the empty word */
  probability(target: string, source: string | null): number;
  /** For each target word [T] the place of its most probable source word, or null for the empty word */
  align(pair: WordPair): (number | null)[];
  /** The target word that a source word is most probably translated to; none where it is unknown */
  translate(source: string): string | undefined;
}

/** Numbers words in the order in which they come; `first` has the first numbers. */
function numbered(words: Iterable<string>, first: readonly string[] = []): Map<string, number> {
  const numbers = new Map<string, number>();
  for (const word of [...first, ...words]) if (!numbers.has(word)) numbers.set(word, numbers.size);
  return numbers;
}

/** Stands for the empty word among the source words. */
const EMPTY = '';

/**
 * IBM Model 1: each target word comes from one source word, or from the empty word, whatever the order; the table of
 * translations is found by expectation maximization (Brown et al., "The mathematics of statistical machine translation",
 * Computational Linguistics 1993). Begins with equal chances for all words, so the result does not depend on a seed.
 */
export function ibmModel1(pairs: readonly WordPair[], iterations = 20): IbmModel1 {
  const sources = numbered(
    pairs.flatMap(({ source }) => source),
    [EMPTY],
  );
  const targets = numbered(pairs.flatMap(({ target }) => target));
  const [S, T] = [sources.size, targets.size];
  const coded = pairs.map(({ source, target }) => ({
    from: [EMPTY, ...source].map((word) => sources.get(word)!),
    to: target.map((word) => targets.get(word)!),
  }));
  /** [S, T] t(target | source); where two words never stand together it becomes 0 in the first iteration */
  let table = new Float64Array(S * T).fill(1 / T);
  for (let iteration = 0; iteration < iterations; iteration++) {
    const counts = new Float64Array(S * T);
    for (const { from, to } of coded) {
      for (const word of to) {
        let total = 0;
        for (const s of from) total += table[s * T + word]!;
        for (const s of from) counts[s * T + word]! += table[s * T + word]! / total;
      }
    }
    for (let s = 0; s < S; s++) {
      const row = counts.subarray(s * T, (s + 1) * T);
      const total = row.reduce((a, b) => a + b, 0);
      if (total > 0) row.set(row.map((count) => count / total));
    }
    table = counts;
  }
  const t = (source: string, target: string) => {
    const [s, word] = [sources.get(source), targets.get(target)];
    return s === undefined || word === undefined ? 0 : table[s * T + word]!;
  };
  return {
    probability: (target, source) => t(source ?? EMPTY, target),
    align: ({ source, target }) =>
      target.map((word) => {
        let best: number | null = null;
        for (let at = 0; at < source.length; at++) {
          if (t(source[at]!, word) > t(best === null ? EMPTY : source[best]!, word)) best = at;
        }
        return best;
      }),
    translate(source) {
      if (source === EMPTY || !sources.has(source)) return undefined;
      let best: string | undefined;
      for (const word of targets.keys()) {
        if (best === undefined || t(source, word) > t(source, best)) best = word;
      }
      return best;
    },
  };
}
