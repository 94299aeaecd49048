import { type Interval, pairedBootstrap } from '../../base/bootstrap';
import { type Answers, examScore, SCORE_KEY, type Score } from '../../base/examScore';
import type { KeptRun } from '../../storage/keptRun';

export type Verdict = 'better' | 'within noise' | 'worse';

/** How much a condition differs from another, and whether that is more than luck. */
export interface Difference {
  readonly accuracy: Interval & { readonly verdict: Verdict };
  readonly loss: Interval & { readonly verdict: Verdict };
  /** Seeds that were paired */
  readonly seeds: number;
  /** Whether both have these seeds; otherwise runs with different seeds are paired */
  readonly areShared: boolean;
}

/** Thousands of resamples each: computed once per result, not per render. */
const known = new Map<string, unknown>();
function once<T>(name: string, make: () => T): T {
  if (!known.has(name)) known.set(name, make());
  return known.get(name) as T;
}

const answersOf = (runs: readonly KeptRun[]): readonly Answers[] => runs.map(({ exam }) => exam);
const idsOf = (runs: readonly KeptRun[]) => runs.map(({ id }) => id).join(' ');

/** @param runs of one exam, a seed each */
export const scoreOf = (runs: readonly KeptRun[]): Score =>
  once(idsOf(runs), () => examScore(answersOf(runs)));

/** Whether it is cached. */
export const isScored = (run: KeptRun): boolean => known.has(run.id);

/** Runs of the same seeds side by side; where no seed is in both, the first ones of each. */
function pairs(
  a: readonly KeptRun[],
  b: readonly KeptRun[],
): { pair: [KeptRun[], KeptRun[]]; areShared: boolean } {
  const shared = a.flatMap((run): [KeptRun, KeptRun][] => {
    const other = b.find(({ settings }) => settings.seed === run.settings.seed);
    return other ? [[run, other]] : [];
  });
  if (shared.length > 0) {
    const pair: [KeptRun[], KeptRun[]] = [
      shared.map(([run]) => run),
      shared.map(([, other]) => other),
    ];
    return { pair, areShared: true };
  }
  const count = Math.min(a.length, b.length);
  return { pair: [a.slice(0, count), b.slice(0, count)], areShared: false };
}

const withVerdict = (interval: Interval, moreIsBetter: boolean) => {
  const { low, high } = interval;
  const noise = low <= 0 && high >= 0;
  const decided: Verdict = low > 0 === moreIsBetter ? 'better' : 'worse';
  return { ...interval, verdict: noise ? ('within noise' as const) : decided };
};

/** How much `a` differs from `b`, a seed each and the same seeds in both; all of one exam. */
export function judged(
  a: readonly Answers[],
  b: readonly Answers[],
): Pick<Difference, 'accuracy' | 'loss'> {
  const differ = (of: 'right' | 'losses') =>
    pairedBootstrap(
      a.map((answers) => answers[of]),
      b.map((answers) => answers[of]),
      SCORE_KEY,
      a[0]?.groups,
    );
  return {
    accuracy: withVerdict(differ('right'), true),
    loss: withVerdict(differ('losses'), false),
  };
}

/** `runs` less `first`, blank by blank and seed by seed; both of one exam. */
export const differenceOf = (runs: readonly KeptRun[], first: readonly KeptRun[]): Difference =>
  once(`${idsOf(runs)} less ${idsOf(first)}`, () => {
    const {
      pair: [a, b],
      areShared,
    } = pairs(runs, first);
    return { ...judged(answersOf(a), answersOf(b)), seeds: a.length, areShared };
  });
