/** The tokens of the word that token `index` belongs to: from `first` on, and before `end`. */
export function wordAround(
  wordIds: ArrayLike<number>,
  index: number,
): { first: number; end: number } {
  let first = index;
  let end = index + 1;
  while (first > 0 && wordIds[first - 1] === wordIds[index]) first--;
  while (end < wordIds.length && wordIds[end] === wordIds[index]) end++;
  return { first, end };
}
