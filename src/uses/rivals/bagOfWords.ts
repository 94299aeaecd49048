import { logisticRegression } from './logisticRegression';

/**
 * A classifier that knows which words a text has, not their order: logistic regression over them, each counted once
 * (Pang, Lee and Vaithyanathan, "Thumbs up?", EMNLP 2002, found presence to do better than counts). Words that no
 * example has tell it nothing.
 *
 * @param examples each a list of words
 * @param labels [N] of 0 to `classes` - 1
 * @param l2 strength of the penalty on squared weights
 * @returns p of each class for another text: [classes]
 */
export function bagOfWords(
  examples: readonly (readonly string[])[],
  labels: ArrayLike<number>,
  classes: number,
  l2 = 1,
): (words: readonly string[]) => Float64Array {
  const columnOf = new Map<string, number>();
  for (const words of examples) {
    for (const word of words) if (!columnOf.has(word)) columnOf.set(word, columnOf.size);
  }
  const featuresOf = (words: readonly string[]) => {
    const columns = [...new Set(words)].flatMap((word) => columnOf.get(word) ?? []);
    return { columns, values: columns.map(() => 1) };
  };
  const { probabilities } = logisticRegression(examples.map(featuresOf), labels, {
    ...{ columns: columnOf.size, classes, l2 },
  });
  return (words) => probabilities(featuresOf(words));
}
