import type { Context } from '../config/settings';
import type { ExperimentSpecimen } from '../protocol/experiments';

type Exact = Pick<ExperimentSpecimen, 'exact' | 'answer'>;

/** Up to this likeliest word from one side, that side alone leaves the blank open. */
const MOST_FROM_ONE_SIDE = 0.55;
/** From this likeliest word on, both sides together leave no doubt. */
const LEAST_FROM_BOTH = 0.99;

/** Sums of many rounded numbers: below this, a difference is none. */
const ROUNDING = 1e6;
const rounded = (value: number) => Math.round(value * ROUNDING) / ROUNDING;

const topFrom = ({ exact }: Exact, context: Context) => exact[context][0]?.probability ?? 0;
const rightFrom = ({ exact, answer }: Exact, context: Context) =>
  exact[context].find(({ id }) => id === answer)?.probability ?? 0;

/** Whether the word is open from either side alone and certain from both. */
export const needsBothSides = (specimen: Exact): boolean =>
  topFrom(specimen, 'left') <= MOST_FROM_ONE_SIDE &&
  topFrom(specimen, 'right') <= MOST_FROM_ONE_SIDE &&
  topFrom(specimen, 'both') >= LEAST_FROM_BOTH;

/** What a blank is ordered by, the most important first; more is better. */
function rankOf(specimen: Exact): readonly number[] {
  const [left, right, both] = (['left', 'right', 'both'] as const).map((c) =>
    rightFrom(specimen, c),
  ) as [number, number, number];
  const needsBoth = needsBothSides(specimen);
  // Where both are needed, half a clue on each side shows it best. Elsewhere, a side that knows nothing does.
  const last = needsBoth ? Math.min(left, right) : 2 * both - left - right;
  return [Number(needsBoth), both - Math.max(left, right), last].map(rounded);
}

/** Less than 0 where blank `a` shows better than `b` what both sides are good for; 0 where they show it equally well. */
export function compareSpecimens(a: Exact, b: Exact): number {
  const [ranksA, ranksB] = [rankOf(a), rankOf(b)];
  for (const [i, own] of ranksA.entries()) {
    if (own !== ranksB[i]) return ranksB[i]! - own;
  }
  return 0;
}
