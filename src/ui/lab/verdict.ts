import { type Interval, pairedBootstrap } from '../../base/bootstrap';
import { key } from '../../base/random';
import type { LabResult } from '../../protocol/lab';
import { type ExperimentRecord, resultsByArm } from '../../storage/labResults';
import type { Scope } from '../../store/labState';

export type Verdict = 'direction reproduced' | 'within noise' | 'not reproduced';
/** What runs are compared by */
export type Measure = 'accuracy' | 'loss' | 'perplexity' | 'probe';

export interface Finding {
  readonly verdict: Verdict;
  /** First arm less the second, as a share */
  readonly difference: Interval;
}

/** Fixed, so that the same results always have the same intervals. */
const KEY = key(1);

/** Values by seed and item; none where something is missing. */
function rowsOf(
  { exam }: ExperimentRecord,
  results: readonly LabResult[],
  measure: Measure,
  scope: Scope,
): ArrayLike<number>[] {
  if (measure === 'probe') return results.map((r) => r.probe).filter((row) => row !== undefined);
  const rows = results.map((r) => (measure === 'accuracy' ? r.right : r.losses));
  const telling = scope === 'telling' ? exam?.telling : undefined;
  // Of words in pieces too: an item is a word there.
  return telling ? rows.map((row) => Array.from(row).filter((_, i) => telling[i] === 1)) : rows;
}

/** Perplexity is the exponential of the mean loss, and of the ends of its interval. */
const expOf = ({ mean, low, high }: Interval): Interval => ({
  mean: Math.exp(mean),
  low: Math.exp(low),
  high: Math.exp(high),
});

/** What each arm comes to, with its interval over items and seeds; undefined where it was not run yet. */
export function armScores(
  record: ExperimentRecord,
  measure: Measure = record.plan.metric,
  scope: Scope = 'all',
): (Interval | undefined)[] {
  return resultsByArm(record).map((results) => {
    const rows = rowsOf(record, results, measure, scope);
    if (!rows[0]?.length) return undefined;
    const interval = pairedBootstrap(rows, undefined, KEY);
    return measure === 'perplexity' ? expOf(interval) : interval;
  });
}

/**
 * What the runs say of the direction that the first arm is better than the second: the interval of the difference,
 * over items and seeds, lies above zero, below it, or holds it. Only once every seed of both is run.
 */
export function findingOf(record: ExperimentRecord, scope: Scope = 'all'): Finding | undefined {
  const { seeds, metric } = record.plan;
  const [first, second] = resultsByArm(record).map((results) =>
    rowsOf(record, results, metric, scope),
  );
  if (first?.length !== seeds || second?.length !== seeds || !first[0]?.length) return undefined;
  const difference = pairedBootstrap(first, second, KEY);
  const decided = difference.low > 0 ? 'direction reproduced' : 'not reproduced';
  return {
    verdict: difference.low <= 0 && difference.high >= 0 ? 'within noise' : decided,
    difference,
  };
}

/** What can at best be expected of each arm, by the context that it sees; undefined where that is not known. */
export function armFloors(
  { plan, exam }: ExperimentRecord,
  measure: Measure,
  scope: Scope,
): (number | undefined)[] {
  const floors = scope === 'telling' ? exam?.tellingFloors : exam?.floors;
  return plan.arms.map(({ settings }) => {
    const floor = floors?.[settings.context ?? 'both'];
    if (!floor || measure === 'probe') return undefined;
    if (measure === 'accuracy') return floor.accuracy;
    return measure === 'loss' ? floor.loss : Math.exp(floor.loss);
  });
}
