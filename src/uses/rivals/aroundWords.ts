/** How well a word goes with all others of its sentence, wherever they stand. */
export interface AroundWords {
  /** ln of p(word) times p(other | word) for all others: unnormalised, nats */
  score(words: readonly string[], place: number): number;
}

/**
 * Naive Bayes of a word from the bag of the other words of its sentence, with add-one smoothing (as Gale, Church and
 * Yarowsky, "A method for disambiguating word senses in a large corpus", Computers and the Humanities 1992, choose a sense).
 */
export function trainAroundWords(sentences: readonly (readonly string[])[]): AroundWords {
  const counts = new Map<string, number>();
  const others = new Map<string, { total: number; readonly counts: Map<string, number> }>();
  let total = 0;
  for (const words of sentences) {
    words.forEach((word, i) => {
      total++;
      counts.set(word, (counts.get(word) ?? 0) + 1);
      const bag = others.get(word) ?? { total: 0, counts: new Map<string, number>() };
      others.set(word, bag);
      words.forEach((other, j) => {
        if (i === j) return;
        bag.total++;
        bag.counts.set(other, (bag.counts.get(other) ?? 0) + 1);
      });
    });
  }
  // One more for a word never read
  const V = counts.size + 1;
  return {
    score(words, place) {
      const word = words[place]!;
      const bag = others.get(word);
      let sum = Math.log(((counts.get(word) ?? 0) + 1) / (total + V));
      words.forEach((other, i) => {
        if (i === place) return;
        sum += Math.log(((bag?.counts.get(other) ?? 0) + 1) / ((bag?.total ?? 0) + V));
      });
      return sum;
    },
  };
}
