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

/** Stands for the empty word among the source words. */
const EMPTY = '';

/**
 * IBM Model 1: each target word comes from one source word, or from the empty word, whatever the order; the table of
 * translations is found by expectation maximization (Brown et al., "The mathematics of statistical machine translation",
 * Computational Linguistics 1993). Begins with equal chances for all words, so the result does not depend on a seed.
 */
export function ibmModel1(pairs: readonly WordPair[], iterations = 30): IbmModel1 {
  const words = new Set(pairs.flatMap(({ target }) => target));
  /** Source word, target word -> t */
  let table = new Map<string, Map<string, number>>();
  const t = (source: string, target: string) => table.get(source)?.get(target) ?? 0;
  for (const { source, target } of pairs) {
    for (const s of [EMPTY, ...source]) {
      const row = table.get(s) ?? new Map<string, number>();
      table.set(s, row);
      for (const word of target) row.set(word, 1 / words.size);
    }
  }
  for (let iteration = 0; iteration < iterations; iteration++) {
    const counts = new Map<string, Map<string, number>>();
    for (const { source, target } of pairs) {
      const from = [EMPTY, ...source];
      for (const word of target) {
        const total = from.reduce((sum, s) => sum + t(s, word), 0);
        for (const s of from) {
          const row = counts.get(s) ?? new Map<string, number>();
          counts.set(s, row);
          row.set(word, (row.get(word) ?? 0) + t(s, word) / total);
        }
      }
    }
    for (const row of counts.values()) {
      const total = [...row.values()].reduce((a, b) => a + b, 0);
      for (const [word, count] of row) row.set(word, count / total);
    }
    table = counts;
  }
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
      let best: string | undefined;
      for (const [word, p] of table.get(source) ?? []) {
        if (best === undefined || p > t(source, best)) best = word;
      }
      return best;
    },
  };
}
