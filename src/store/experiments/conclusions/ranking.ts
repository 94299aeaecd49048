import { type Interval, pairedBootstrap } from '../../../base/bootstrap';
import { key } from '../../../base/random';
import { type ExperimentRecord, runIdOf } from '../../../storage/experiments';
import type { Scope } from '../state';
import { type Measure, valuesOf } from './verdict';

/** Fixed, so that the same results always have the same intervals. */
const KEY = key(1);

/** An arm that did no better than the best. */
export interface Rival {
  readonly arm: number;
  /** By how much the best is better: a share, or nats */
  readonly lead: Interval;
}

/** The arms of a plan by what they came to. */
export interface Ranking {
  /** Index of the arm with the best mean */
  readonly best: number;
  /** All others, the nearest first */
  readonly rivals: readonly [Rival, ...Rival[]];
  /** Arms with a run that diverged: their means would be those of the lucky seeds */
  readonly leftOut: readonly number[];
  /** Seeds that are compared: those that all arms have run */
  readonly seeds: number;
}

/**
 * Ranks the arms of a plan over the seeds that all of them have run, blank by blank.
 *
 * @param arms only these; all if left out
 * @returns undefined while an arm has no run, or where fewer than two can be compared
 */
export function rankArms(
  record: ExperimentRecord,
  measure: Measure = record.plan.metric,
  scope: Scope = 'all',
  arms: readonly number[] = record.plan.arms.map((_, a) => a),
): Ranking | undefined {
  const { plan, results, diverged } = record;
  const seeds = Array.from({ length: plan.seeds }, (_, seed) => seed);
  const leftOut = arms.filter((arm) => seeds.some((seed) => runIdOf(arm, seed) in diverged));
  const compared = arms.filter((arm) => !leftOut.includes(arm));
  const shared = seeds.filter((seed) => compared.every((arm) => runIdOf(arm, seed) in results));
  if (compared.length < 2 || shared.length === 0) return undefined;
  const scored = compared.map((arm) => {
    const { rows, groups } = valuesOf(
      record,
      shared.map((seed) => results[runIdOf(arm, seed)]!),
      measure,
      scope,
    );
    const values = rows.flatMap((row) => Array.from(row));
    return { arm, rows, groups, mean: values.reduce((a, b) => a + b, 0) / values.length };
  });
  if (scored.some(({ rows }) => rows.length < shared.length || !rows[0]?.length)) return undefined;
  const isShare = measure === 'accuracy' || measure === 'probe';
  scored.sort((a, b) => (isShare ? b.mean - a.mean : a.mean - b.mean));
  const [best, ...others] = scored as [(typeof scored)[number], ...typeof scored];
  const [first, ...rest] = others.map(({ arm, rows }): Rival => {
    const [a, b] = isShare ? [best.rows, rows] : [rows, best.rows];
    return { arm, lead: pairedBootstrap(a, b, KEY, best.groups) };
  });
  return { best: best.arm, rivals: [first!, ...rest], leftOut, seeds: shared.length };
}
