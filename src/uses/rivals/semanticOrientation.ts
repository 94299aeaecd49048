/** Added to every count, so that no word is impossible (Turney 2002 adds as much) */
const SMOOTHING = 0.01;

/**
 * Sorts texts by how often their words stand in one sentence with the classes' names: semantic orientation from pointwise
 * mutual information (Turney, "Thumbs up or thumbs down?", ACL 2002, there for "excellent" and "poor" on the whole
 * Web), for any number of names. A text's score of a class is the sum, over its different words, of ln of the share of the
 * sentences with the name that have the word.
 *
 * @param sentences each a list of words
 * @param names a word for each class
 * @returns scores of a text, by class: [names]
 */
export function semanticOrientation(
  sentences: readonly (readonly string[])[],
  names: readonly string[],
): (words: readonly string[]) => Float64Array {
  const totals = new Float64Array(names.length);
  const counts = names.map(() => new Map<string, number>());
  for (const sentence of sentences) {
    const words = new Set(sentence);
    names.forEach((name, k) => {
      if (!words.has(name)) return;
      totals[k]!++;
      for (const word of words) counts[k]!.set(word, (counts[k]!.get(word) ?? 0) + 1);
    });
  }
  return (words) =>
    Float64Array.from(names, (_, k) =>
      [...new Set(words)].reduce((sum, word) => {
        const share = ((counts[k]!.get(word) ?? 0) + SMOOTHING) / (totals[k]! + SMOOTHING);
        return sum + Math.log(share);
      }, 0),
    );
}
