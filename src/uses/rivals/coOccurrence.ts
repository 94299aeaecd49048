/** A model of which words stand in one sentence, whatever their order. */
export interface CoOccurrence {
  /**
   * ln p of a word and of the words around it, nats, up to what all words share: comparable between words for the same
   * surroundings. A word that was never read has no surroundings, only its share.
   */
  logProbability(word: string, around: readonly string[]): number;
}

/** Counted before anything was read, for each word beside each word. */
const SMOOTHING = 0.1;

/**
 * Naive Bayes over the other words of a sentence: each is drawn on its own, given the word in question (Gale, Church and
 * Yarowsky, "A method for disambiguating word senses in a large corpus", Computers and the Humanities 1992).
 */
export function trainCoOccurrence(sentences: readonly (readonly string[])[]): CoOccurrence {
  const V = new Set(sentences.flat()).size;
  const counts = new Map<string, number>();
  const beside = new Map<string, { total: number; readonly counts: Map<string, number> }>();
  let N = 0;
  for (const words of sentences) {
    N += words.length;
    words.forEach((word, i) => {
      counts.set(word, (counts.get(word) ?? 0) + 1);
      const own = beside.get(word) ?? { total: 0, counts: new Map<string, number>() };
      beside.set(word, own);
      words.forEach((other, j) => {
        if (j === i) return;
        own.total++;
        own.counts.set(other, (own.counts.get(other) ?? 0) + 1);
      });
    });
  }
  return {
    logProbability(word, around) {
      const own = beside.get(word);
      const all = (own?.total ?? 0) + SMOOTHING * V;
      let sum = Math.log(((counts.get(word) ?? 0) + SMOOTHING) / (N + SMOOTHING * V));
      for (const other of around) {
        sum += Math.log(((own?.counts.get(other) ?? 0) + SMOOTHING) / all);
      }
      return sum;
    },
  };
}
