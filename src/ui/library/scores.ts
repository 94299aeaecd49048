import { type Interval, pairedBootstrap } from '../../base/bootstrap';
import { examScore, SCORE_KEY, type Score } from '../../base/examScore';
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

const rights = (runs: readonly KeptRun[]) => runs.map(({ exam }) => exam.right);
const losses = (runs: readonly KeptRun[]) => runs.map(({ exam }) => exam.losses);
/** Equal for all runs of one exam */
const groupsOf = (runs: readonly KeptRun[]) => runs[0]!.exam.groups;
const idsOf = (runs: readonly KeptRun[]) => runs.map(({ id }) => id).join(' ');

/** @param runs of one exam, a seed each */
export const scoreOf = (runs: readonly KeptRun[]): Score =>
  once(idsOf(runs), () => examScore(runs.map(({ exam }) => exam)));

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

const judged = (interval: Interval, moreIsBetter: boolean) => {
  const { low, high } = interval;
  const noise = low <= 0 && high >= 0;
  const decided: Verdict = low > 0 === moreIsBetter ? 'better' : 'worse';
  return { ...interval, verdict: noise ? ('within noise' as const) : decided };
};

/** `runs` less `first`, blank by blank and seed by seed; both of one exam. */
export const differenceOf = (runs: readonly KeptRun[], first: readonly KeptRun[]): Difference =>
  once(`${idsOf(runs)} less ${idsOf(first)}`, () => {
    const {
      pair: [a, b],
      areShared,
    } = pairs(runs, first);
    return {
      accuracy: judged(pairedBootstrap(rights(a), rights(b), SCORE_KEY, groupsOf(a)), true),
      loss: judged(pairedBootstrap(losses(a), losses(b), SCORE_KEY, groupsOf(a)), false),
      seeds: a.length,
      areShared,
    };
  });
