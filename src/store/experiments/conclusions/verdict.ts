import { type Interval, pairedBootstrap, within } from '../../../base/bootstrap';
import { key } from '../../../base/random';
import type { ExperimentExam, ExperimentResult } from '../../../protocol/experiments';
import { type ExperimentRecord, resultsByArm } from '../../../storage/experiments';
import type { Scope } from '../state';

/** Whether the runs agree with the direction of a paper: its first arm is the better one */
export type Verdict = 'agrees' | 'cannot be told' | 'does not agree';
/** What runs are compared by */
export type Measure = 'accuracy' | 'loss' | 'perplexity' | 'probe';

export interface Finding {
  readonly verdict: Verdict;
  /** By how much the first arm is better than the second: a share, or nats */
  readonly difference: Interval;
}

/** Fixed, so that the same results always have the same intervals. */
const KEY = key(1);

/** Of values per item of the exam, picks those that count: all, or those of the telling blanks. */
export function inScope(
  exam: Pick<ExperimentExam, 'telling' | 'tellingFloors'> | undefined,
  scope: Scope,
) {
  const telling = scope === 'telling' && exam?.tellingFloors ? exam.telling : undefined;
  // Also where words are in pieces: there an item is a word.
  return (values: ArrayLike<number>): ArrayLike<number> =>
    telling ? Array.from(values).filter((_, i) => telling[i] === 1) : values;
}

/** Values by seed and item, and the sentence of each item; nothing where something is missing. */
export function valuesOf(
  { exam }: ExperimentRecord,
  results: readonly ExperimentResult[],
  measure: Measure,
  scope: Scope,
): { readonly rows: ArrayLike<number>[]; readonly groups: ArrayLike<number> | undefined } {
  if (measure === 'probe') {
    const rows = results.map((r) => r.probe).filter((row) => row !== undefined);
    return { rows, groups: results[0]?.probeGroups };
  }
  const rows = results.map((r) => (measure === 'accuracy' ? r.right : r.losses));
  const counted = inScope(exam, scope);
  return { rows: rows.map(counted), groups: exam && counted(exam.groups) };
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
    const { rows, groups } = valuesOf(record, results, measure, scope);
    if (!rows[0]?.length) return undefined;
    const interval = pairedBootstrap(rows, undefined, KEY, groups);
    if (measure === 'accuracy' || measure === 'probe') return within(interval, 0, 1);
    const loss = within(interval, 0);
    return measure === 'perplexity' ? expOf(loss) : loss;
  });
}

/**
 * What the runs say of the direction that the first arm is better than the second: the interval of the difference,
 * over items and seeds, lies above zero, below it, or holds it. Only once every seed of both is run.
 */
export function findingOf(record: ExperimentRecord, scope: Scope = 'all'): Finding | undefined {
  const { seeds, metric } = record.plan;
  const [first, second] = resultsByArm(record).map((results) =>
    valuesOf(record, results, metric, scope),
  );
  if (first?.rows.length !== seeds || second?.rows.length !== seeds) return undefined;
  if (!first.rows[0]?.length) return undefined;
  // A lower loss is better.
  const [a, b] = metric === 'loss' ? [second, first] : [first, second];
  const difference = pairedBootstrap(a.rows, b.rows, KEY, a.groups);
  const decided = difference.low > 0 ? 'agrees' : 'does not agree';
  return {
    verdict: difference.low <= 0 && difference.high >= 0 ? 'cannot be told' : decided,
    difference,
  };
}

/** What can at best be expected of each arm, by the context that it sees; undefined where that is not known. */
export function armFloors(
  { plan, exam }: ExperimentRecord,
  measure: Measure,
  scope: Scope,
): (number | undefined)[] {
  const floors = (scope === 'telling' ? exam?.tellingFloors : undefined) ?? exam?.floors;
  return plan.arms.map(({ settings, pieces }) => {
    const floor = floors?.[settings.context ?? 'both'];
    // Not computed for pieces: how many are hidden reveals something of the word.
    if (!floor || measure === 'probe' || pieces !== undefined) return undefined;
    if (measure === 'accuracy') return floor.accuracy;
    return measure === 'loss' ? floor.loss : Math.exp(floor.loss);
  });
}
