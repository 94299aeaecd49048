import { type Interval, pairedBootstrap } from '../../base/bootstrap';
import { key } from '../../base/random';
import type { Plan } from '../../config/lab';
import type { LabResult } from '../../protocol/lab';
import { type ExperimentRecord, resultsByArm } from '../../storage/labResults';

export type Verdict = 'direction reproduced' | 'within noise' | 'not reproduced';

export interface Finding {
  readonly verdict: Verdict;
  /** First arm less the second, as a share */
  readonly difference: Interval;
}

/** Fixed, so that the same results always have the same intervals. */
const KEY = key(1);

/** Right or wrong by seed and item; none where something is missing. */
const rowsOf = ({ metric }: Plan, results: readonly LabResult[]): Uint8Array[] =>
  results
    .map(({ right, probe }) => (metric === 'probe' ? probe : right))
    .filter((row) => row !== undefined);

/** Share that each arm has right, with its interval over items and seeds; undefined where it was not run yet. */
export function armScores(record: ExperimentRecord): (Interval | undefined)[] {
  return resultsByArm(record).map((results) => {
    const rows = rowsOf(record.plan, results);
    return rows.length > 0 ? pairedBootstrap(rows, undefined, KEY) : undefined;
  });
}

/**
 * What the runs say of the direction that the first arm is better than the second: the interval of the difference,
 * over items and seeds, lies above zero, below it, or holds it. Only once every seed of both is run.
 */
export function findingOf(record: ExperimentRecord): Finding | undefined {
  const [first, second] = resultsByArm(record).map((results) => rowsOf(record.plan, results));
  const { seeds } = record.plan;
  if (first?.length !== seeds || second?.length !== seeds) return undefined;
  const difference = pairedBootstrap(first, second, KEY);
  const decided = difference.low > 0 ? 'direction reproduced' : 'not reproduced';
  return {
    verdict: difference.low <= 0 && difference.high >= 0 ? 'within noise' : decided,
    difference,
  };
}
