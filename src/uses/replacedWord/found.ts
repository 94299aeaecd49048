import { isWordy } from '../words';
import type { Fault, Spoilt } from './spoilt';

/** The oddest of the words; signs of punctuation are passed over. */
export function oddest(words: readonly string[], scores: ArrayLike<number>): number {
  let best = -1;
  words.forEach((word, i) => {
    if (isWordy(word) && (best < 0 || scores[i]! > scores[best]!)) best = i;
  });
  return best;
}

/** Before which word one is missing: where both neighbours of the gap are oddest together. */
function oddestGap(words: readonly string[], scores: ArrayLike<number>): number {
  let best = 0;
  const sum = (i: number) => (scores[i - 1] ?? 0) + (scores[i] ?? 0);
  for (let i = 0; i <= words.length; i++) if (sum(i) > sum(best)) best = i;
  return best;
}

/** Whether the scores of the words lead to the fault. */
export const isFound: Readonly<
  Record<Fault, (item: Spoilt, scores: ArrayLike<number>) => boolean>
> = {
  replaced: ({ words, at }, scores) => oddest(words, scores) === at,
  swapped({ words, at }, scores) {
    const best = oddest(words, scores);
    return best === at || best === at + 1;
  },
  missing: ({ words, at }, scores) => oddestGap(words, scores) === at,
};

/** How often somebody who knows nothing would find it. */
export const chanceOf: Readonly<Record<Fault, (item: Spoilt) => number>> = {
  replaced: ({ words }) => 1 / words.filter(isWordy).length,
  swapped: ({ words }) => 2 / words.filter(isWordy).length,
  missing: ({ words }) => 1 / (words.length + 1),
};
